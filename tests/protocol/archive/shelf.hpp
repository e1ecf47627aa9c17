// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../../support/outcome.hpp"
#include "../../support/seeded_random.hpp"
#include "sotto/archive/merkle.hpp"
#include "sotto/archive/seal_entry.hpp"

namespace sotto::archive::test {

using testing::must;
using testing::outcome;

using Name = std::string;

inline Username user(std::string_view name) { return must(Username::parse(name)); }

inline SecretBytes random_secret(std::uint64_t seed) {
  testing::SeededRandom random{seed};
  SecretBytes key{32};
  must(random.fill(key.expose_for_writing()));
  return key;
}

/// An account with its archive, as its clients make it and a relay keeps it. The same seed gives the same.
class Shelf {
 public:
  explicit Shelf(std::string_view owner = "alice", std::uint64_t seed = 1)
      : random{seed}, keys{must(ArchiveKeys::derive(random_secret(seed), user(owner)))} {}

  Record record(std::string_view conversation, std::string_view text) {
    const auto with = user(conversation);
    return {with, with, must(MessageId::fresh(random)), SecretBytes::copied_from(text)};
  }
  const Entry& add(const Record& record) {
    entries.push_back(must(seal_entry(keys, head(), record, random)));
    return entries.back();
  }
  const Entry& add(std::string_view conversation, std::string_view text) {
    return add(record(conversation, text));
  }
  void shred(std::size_t place) {
    auto& entry = entries[place];
    entry = entry.shredded(keys.shred_proof(entry.header().id));
  }
  [[nodiscard]] Head head() const { return entries.empty() ? Head{} : head_at(entries.back()); }
  [[nodiscard]] MerkleRoot root() const {
    std::vector<EntryHash> hashes;
    for (const auto& entry : entries) hashes.push_back(entry.hash());
    return merkle_root(hashes);
  }

  testing::SeededRandom random;
  ArchiveKeys keys;
  std::vector<Entry> entries;
};

/// What a login gets out of what a relay serves, newest first: texts, or the first thing that is wrong.
/// Nothing of an archive in which something is wrong counts.
inline Result<std::vector<std::string>> restore(const ArchiveKeys& keys, const std::vector<Entry>& entries,
                                                const Head& claimed,
                                                const std::optional<Head>& known = std::nullopt) {
  std::vector<std::string> texts;
  SOTTO_ASSIGN(auto way, NewestFirst::begin(claimed, known));
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    SOTTO_ASSIGN(const auto parsed, Entry::parse(entry->bytes()));
    SOTTO_TRY(way.accept(parsed));
    SOTTO_ASSIGN(const auto opened, open_entry(keys, parsed));
    const auto* record = std::get_if<Record>(&opened);
    if (record != nullptr)
      texts.push_back(record->conversation.text() + ": " + std::string{text_of(record->content.expose())});
  }
  if (!way.is_complete()) return Error{ErrorCode::invalid_state, "beginning is missing"};
  return texts;
}

}  // namespace sotto::archive::test
