// SPDX-License-Identifier: GPL-3.0-or-later
// An account's archive from its key to its root, and what of it is refused.
#include "seeded_random.hpp"
#include "sotto/archive/merkle.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using archive::Entry;

struct Message {
  ConversationId conversation;
  Username sender;
  std::string content;
};

Username user(const char* name) { return must(Username::parse(name)); }

std::vector<Message> messages() {
  GroupId group;
  group.bytes.fill(7);
  return {{user("bob"), user("bob"), "hello"},
          {user("bob"), user("alice"), "привет"},
          {group, user("carol"), std::string(300, 'x')},
          {user("bob"), user("bob"), ""}};
}

Json encode(const archive::Record& record) {
  return {{"conversation", record.conversation.text()},
          {"sender", record.sender.text()},
          {"message_id", hex(record.message.view())},
          {"content", hex(record.content)}};
}

Json encode(const archive::Record& record, const Entry& entry) {
  return {{"record", encode(record)},
          {"id", hex(entry.header().id.view())},
          {"pseudonym", hex(entry.header().conversation.view())},
          {"entry", hex(entry.bytes())},
          {"hash", hex(entry.hash().view())}};
}

/// What parsing or opening says of an entry, as name_of() spells it.
std::string code_of(const archive::ArchiveKeys& keys, const Bytes& bytes) {
  const auto entry = Entry::parse(bytes);
  if (!entry) return std::string{name_of(entry.error().code)};
  const auto opened = archive::open_entry(keys, *entry);
  if (opened) std::exit(1);
  return std::string{name_of(opened.error().code)};
}

Json refused(const archive::ArchiveKeys& keys, const char* why, const Bytes& entry) {
  return {{"why", why}, {"entry", hex(entry)}, {"code", code_of(keys, entry)}};
}

Json all_refused(const archive::ArchiveKeys& keys, const Entry& entry) {
  auto damaged = entry.bytes();
  damaged.back() ^= 1U;
  auto moved = entry.header();
  moved.sequence += 1;
  auto body = std::get<archive::Sealed>(entry.body());
  auto other_key = body;
  other_key.ciphertext.front() ^= 1U;
  return Json::array(
      {refused(keys, "a body that is not its header's", damaged),
       refused(keys, "in another place", Entry::sealed(moved, body).bytes()),
       refused(keys, "another commitment", Entry::sealed(entry.header(), other_key).bytes()),
       refused(keys, "shredded without a proof", entry.shredded(archive::ShredProof{}).bytes())});
}

}  // namespace

Json archive_log() {
  SeededRandom random{"sotto/vectors/archive"};
  SecretBytes key{32};
  must(random.fill(key.expose_for_writing()));
  const auto keys = must(archive::ArchiveKeys::derive(key, user("alice")));
  Json entries = Json::array();
  std::vector<archive::EntryHash> hashes;
  archive::Head head;
  std::optional<Entry> last;
  for (const auto& message : messages()) {
    const archive::Record record{message.conversation, message.sender, must(MessageId::fresh(random)),
                                 SecretBytes::copied_from(message.content)};
    last = must(archive::seal_entry(keys, head, record, random));
    head = archive::head_at(*last);
    hashes.push_back(last->hash());
    entries.push_back(encode(record, *last));
  }
  const auto proof = keys.shred_proof(last->header().id);
  return {
      {"archive_key", hex(key)},
      {"owner", keys.owner().text()},
      {"entries_key", hex(keys.entries())},
      {"entries", entries},
      {"last_one_shredded", {{"proof", hex(proof.view())}, {"entry", hex(last->shredded(proof).bytes())}}},
      {"merkle_root", hex(archive::merkle_root(hashes).view())},
      {"refused", all_refused(keys, *last)}};
}

}  // namespace sotto::vectors
