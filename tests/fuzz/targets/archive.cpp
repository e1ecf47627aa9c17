// SPDX-License-Identifier: GPL-3.0-or-later
#include "input.hpp"
#include "party.hpp"
#include "samples.hpp"
#include "sotto/archive/limits.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/crypto/attachment.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using archive::ArchiveKeys;
using archive::Entry;
using crypto::AttachmentLayout;
using crypto::AttachmentOpener;
using crypto::AttachmentSealer;
using crypto::test::must;
using crypto::test::SeededRandom;

constexpr std::string_view text = "what alice keeps";
constexpr std::string_view file = "the file's own bytes";

SecretBytes key() { return SecretBytes::copied_from(ByteView{Bytes(32, 7)}); }

const ArchiveKeys& keys() {
  static const ArchiveKeys made = must(ArchiveKeys::derive(key(), samples::user("alice")));
  return made;
}

Entry entry(std::uint64_t size_before) {
  SeededRandom random{size_before + 1};
  const archive::Record record{samples::user("bob"), samples::user("alice"), MessageId{{1, 2, 3}},
                               SecretBytes::copied_from(bytes_of(text))};
  archive::Head head;
  if (size_before > 0) head = {size_before, {{9}}};
  return must(archive::seal_entry(keys(), head, record, random));
}

/// What the relay says was archived.
Verdict run_entry(ByteView input) {
  const auto read = Entry::parse(input);
  if (!read) return Verdict::refused;
  require(equal(read->bytes(), input), "one spelling");
  const auto opened = archive::open_entry(keys(), *read);
  if (!opened) return Verdict::refused;
  const auto* record = std::get_if<archive::Record>(&*opened);
  require(record == nullptr || equal(record->content.expose(), bytes_of(text)),
          "nothing opens that was not sealed");
  return Verdict::accepted;
}

std::vector<Bytes> entry_seeds() {
  const auto sealed = entry(3);
  return {entry(0).bytes(), sealed.bytes(), sealed.shredded(keys().shred_proof(sealed.header().id)).bytes()};
}

struct SealedFile {
  crypto::AttachmentSecret secret;
  Bytes chunk;
};

SealedFile sealed_file() {
  SeededRandom random{1};
  auto sealer = must(AttachmentSealer::start(must(AttachmentLayout::of(file.size())), random));
  auto chunk = must(sealer.seal_next(bytes_of(file)));
  return {must(sealer.finish()), std::move(chunk)};
}

/// What the relay says is the chunk of a small file.
Verdict run_chunk(ByteView input) {
  AttachmentOpener opener{sealed_file().secret};
  const auto opened = opener.open_next(input);
  if (!opened) {
    require(opener.progress().next == 0, "a refused chunk is expected again");
    return Verdict::refused;
  }
  if (!opener.finish()) return Verdict::refused;
  require(equal(opened->expose(), bytes_of(file)), "nothing is released that was not sealed");
  return Verdict::accepted;
}

std::vector<Bytes> chunk_seeds() { return {sealed_file().chunk}; }

const Registration registration{
    {{"archive_entry", 2'048, run_entry, entry_seeds}, {"attachment_chunk", 2'048, run_chunk, chunk_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
