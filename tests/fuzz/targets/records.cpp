// SPDX-License-Identifier: GPL-3.0-or-later
// Small things that the client reads: entries of the archive once they are open, rows of the outbox, and the
// names that others give to their files.
#include <algorithm>
#include <memory>

#include "archiving/content.hpp"
#include "file_name.hpp"
#include "groups/outbox_row.hpp"
#include "input.hpp"
#include "samples.hpp"
#include "sotto/base/text.hpp"
#include "store_keys.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

Verdict run_archived_content(ByteView input) {
  const auto content = client::archiving::parse_content(input);
  if (!content) return Verdict::refused;
  require(equal(client::archiving::serialise(*content).expose(), input),
          "what was archived has one spelling");
  return Verdict::accepted;
}

std::vector<Bytes> archived_content_seeds() {
  using namespace client::archiving;
  const MessageId other{{4, 5, 6}};
  const Mentions bob{{6, 4, samples::user("bob")}};
  const wire::Attachment file{
      wire::BlobId{{8}}, std::make_shared<const SecretBytes>(SecretBytes::copied_from(Bytes(32, 9))),
      100'000,           {7},
      "holiday.png",     "image/png"};
  const Content contents[] = {Said{Instant{1}, "hello", {}, Revision{}, {}, {}},
                              Said{Instant{1}, "hello @bob", other, Revision{2}, {}, bob},
                              Said{Instant{1}, "", {}, Revision{}, file, {}},
                              Edited{other, Revision{1}, "hello", {}},
                              Edited{other, Revision{2}, "hello @bob", bob},
                              Deleted{other, Instant{1}},
                              Reacted{other, Revision{1}, "\U0001F44D"},
                              Reacted{other, Revision{2}, ""},
                              LastsFrom{Instant{1}, Revision{1}, Lasting{60}}};
  std::vector<Bytes> seeds;
  for (const auto& content : contents) seeds.push_back(copy_of(serialise(content).expose()));
  return seeds;
}

Verdict run_group_outbox_row(ByteView bytes) {
  Input input{bytes};
  store::Record record{copy_of(input.field()), {}};
  record.value = copy_of(input.rest());
  const auto row = client::parse_group_outbox_row(record);
  if (!row) return Verdict::refused;
  require(client::serialise(*row) == record.value, "a row is written as it was read");
  require(client::key_of(row->group, row->sequence) == record.key, "a row lies where it was found");
  return Verdict::accepted;
}

std::vector<Bytes> group_outbox_row_seeds() {
  const GroupId group{{4, 5, 6}};
  const auto seed_of = [](const client::GroupOutboxRow& row) {
    Bytes seed;
    put_field(seed, client::key_of(row.group, row.sequence));
    append(seed, client::serialise(row));
    return seed;
  };
  const MessageId message{{1, 2, 3}};
  return {seed_of({group, 1, message, client::OutboxKind::text, {}, Instant{1}, 0, {}, {}}),
          seed_of({group, 2, message, client::OutboxKind::edit, MessageId{{4}}, Instant{1}, 7, MessageId{{5}},
                   Bytes(90, 6)})};
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// The name of a file that somebody sends.
Verdict run_file_name(ByteView input) {
  const auto name = text_of(input);
  if (!is_text(name)) return Verdict::refused;
  const auto safe = client::safe_file_name(name);
  require(!safe.empty() && safe.size() <= wire::max_file_name, "a file has a name that file systems take");
  require(is_text(safe), "no character is torn apart");
  require(safe.find_first_of("/\\:") == std::string::npos, "a name is no path");
  require(std::none_of(safe.begin(), safe.end(), is_control), "no control characters");
  const std::string_view at_ends = ". ";
  require(at_ends.find(safe.front()) == std::string_view::npos &&
              at_ends.find(safe.back()) == std::string_view::npos,
          "neither hidden nor changed by the file system");
  require(client::safe_file_name(safe) == safe, "a safe name stays as it is");
  return Verdict::accepted;
}

std::vector<Bytes> file_name_seeds() {
  std::string long_name(300, 'a');
  return {as_input("holiday.png"),
          as_input("../../.ssh/authorized_keys"),
          as_input("C:\\con.txt"),
          as_input("\u202Egnp.exe"),
          as_input(" . "),
          as_input("a\u2028b\u00A0c\xC2\x85"),
          as_input(long_name),
          as_input(long_name + ".tar.gz"),
          as_input("\u0438\u0432\u0435 \U0001F44D")};
}

const Registration registration{{{"archived_content", 1'024, run_archived_content, archived_content_seeds},
                                 {"group_outbox_row", 512, run_group_outbox_row, group_outbox_row_seeds},
                                 {"file_name", 512, run_file_name, file_name_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
