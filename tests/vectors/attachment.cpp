// SPDX-License-Identifier: GPL-3.0-or-later
// Files sealed in chunks: sizes, chunks, digests, and chunks that are refused.
#include <array>

#include "attachment_chunk.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/attachment.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using crypto::AttachmentLayout;
using crypto::AttachmentOpener;
using crypto::AttachmentSealer;
using crypto::AttachmentSecret;

constexpr std::array<std::uint64_t, 9> some_sizes{0,      1,      1'024,     1'025,      9'999,
                                                  32'768, 32'769, 1'000'000, 100'000'000};
constexpr std::array<std::uint64_t, 5> file_sizes{0, 5, 1'025, 40'000, 65'000};
/// Sealed chunks up to here are written out whole.
constexpr std::size_t short_chunk = 2'048;

Bytes file_of(std::uint64_t size) {
  Bytes file(static_cast<std::size_t>(size));
  for (std::size_t at = 0; at < file.size(); ++at) file[at] = static_cast<std::uint8_t>(at % 251);
  return file;
}

Json encode(const AttachmentLayout& layout) {
  return {{"file_bytes", layout.size()},
          {"padded_bytes", layout.padded_size()},
          {"chunks", layout.chunks()},
          {"sealed_bytes", layout.sealed_size()}};
}

Json sizes() {
  Json all = Json::array();
  for (const auto size : some_sizes) all.push_back(encode(must(AttachmentLayout::of(size))));
  all.push_back(encode(must(AttachmentLayout::of(crypto::max_attachment_size))));
  return all;
}

struct SealedFile {
  AttachmentSecret secret;
  std::vector<Bytes> chunks;
};

SealedFile seal(std::uint64_t size, SeededRandom& random) {
  const auto file = file_of(size);
  auto sealer = must(AttachmentSealer::start(must(AttachmentLayout::of(size)), random));
  std::vector<Bytes> chunks;
  for (std::size_t at = 0; sealer.progress().next < sealer.layout().chunks();) {
    const auto next = static_cast<std::size_t>(sealer.layout().file_bytes_in(sealer.progress().next));
    chunks.push_back(must(sealer.seal_next(ByteView{file}.subspan(at, next))));
    at += next;
  }
  return {must(sealer.finish()), std::move(chunks)};
}

Json encode(const AttachmentLayout& layout, std::uint64_t number, const Bytes& sealed) {
  Json chunk{{"associated_data", hex(crypto::attachment_context(layout, number))},
             {"salt", hex(ByteView{sealed}.first(crypto::content_salt_size))},
             {"sha256", hex(crypto::sha256(sealed))}};
  if (sealed.size() <= short_chunk) chunk["sealed"] = hex(sealed);
  return chunk;
}

Json encode(const SealedFile& file) {
  Json chunks = Json::array();
  for (std::size_t number = 0; number < file.chunks.size(); ++number) {
    chunks.push_back(encode(file.secret.layout, number, file.chunks[number]));
  }
  return {{"file_bytes", file.secret.layout.size()},
          {"key", hex(file.secret.key)},
          {"digest_of_none", hex(crypto::attachment_digest_of_none(file.secret.layout))},
          {"chunks", chunks},
          {"digest", hex(file.secret.digest)}};
}

/// What a receiver says, as name_of() spells it.
std::string code_of(AttachmentSecret secret, const Bytes& sealed) {
  AttachmentOpener opener{std::move(secret)};
  const auto opened = opener.open_next(sealed);
  if (!opened) return std::string{name_of(opened.error().code)};
  const auto finished = opener.finish();
  if (finished) std::exit(1);
  return std::string{name_of(finished.error().code)};
}

Json refused(const char* why, const SealedFile& file, AttachmentLayout layout, const Bytes& sealed) {
  return {{"why", why},
          {"file_bytes", layout.size()},
          {"key", hex(file.secret.key)},
          {"digest", hex(file.secret.digest)},
          {"sealed", hex(sealed)},
          {"code", code_of({file.secret.key.clone(), layout, file.secret.digest}, sealed)}};
}

Json all_refused(const SealedFile& file, SeededRandom& random) {
  const auto& layout = file.secret.layout;
  const auto& whole = file.chunks.front();
  auto changed = whole;
  changed.back() ^= 1U;
  auto other_commitment = whole;
  other_commitment[crypto::content_salt_size] ^= 1U;
  auto longer = whole;
  longer.push_back(0);
  const auto start = AttachmentOpener{{file.secret.key.clone(), layout, {}}}.progress();
  auto again = must(AttachmentSealer::resume(layout, file.secret.key, start, random));
  const auto sealed_again = must(again.seal_next(file_of(layout.size())));
  return Json::array(
      {refused("a bit is changed", file, layout, changed),
       refused("it commits to another key", file, layout, other_commitment),
       refused("it is a byte longer", file, layout, longer),
       refused("it is a byte shorter", file, layout, Bytes(whole.begin(), whole.end() - 1)),
       refused("the message says another size", file, must(AttachmentLayout::of(layout.size() + 1)), whole),
       refused("it was sealed once more, and the digest is another", file, layout, sealed_again)});
}

}  // namespace

Json attachment() {
  SeededRandom random{"sotto/vectors/attachment"};
  Json files = Json::array();
  for (const auto size : file_sizes) files.push_back(encode(seal(size, random)));
  const auto refusable = seal(5, random);
  return {{"byte_n_of_every_file", "n mod 251"},
          {"sizes", sizes()},
          {"files", files},
          {"refused", all_refused(refusable, random)}};
}

}  // namespace sotto::vectors
