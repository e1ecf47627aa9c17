// SPDX-License-Identifier: GPL-3.0-or-later
#include "passed_over.hpp"

#include "../step.hpp"
#include "../store_keys.hpp"
#include "content.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t marker = 1;
/// In front of what the program could read then, and the entry's number: the oldest program's come first.
constexpr char prefix = 'n';

Bytes key_for(std::uint64_t readable, std::uint64_t sequence) {
  auto key = with_prefix(prefix, key_of(readable));
  append(key, key_of(sequence));
  return key;
}

struct PassedOver {
  std::uint64_t readable = 0;
  std::uint64_t sequence = 0;
};

Result<std::optional<PassedOver>> first(Step& step) {
  const auto begin = static_cast<std::uint8_t>(prefix);
  SOTTO_ASSIGN(const auto records, step.scan(Table::archive, ByteView{&begin, 1}, 1));
  if (records.empty()) return std::optional<PassedOver>{};
  const auto key = ByteView{records.front().key}.subspan(1);
  if (key.size() != 2 * sizeof(std::uint64_t)) return Error{ErrorCode::store_corrupt, "passed over"};
  return std::optional{PassedOver{sequence_in(key.first(sizeof(std::uint64_t))),
                                  sequence_in(key.last(sizeof(std::uint64_t)))}};
}

}  // namespace

Status note_passed_over(Step& step, std::uint64_t sequence) {
  return step.put(Table::archive, key_for(readable_contents, sequence), ByteView{&marker, 1});
}

Result<std::optional<std::uint64_t>> find_passed_over(Step& step) {
  SOTTO_ASSIGN(const auto found, first(step));
  if (!found || found->readable >= readable_contents) return std::optional<std::uint64_t>{};
  return std::optional{found->sequence};
}

Status forget_passed_over(Step& step, std::uint64_t sequence) {
  SOTTO_ASSIGN(const auto found, first(step));
  if (!found || found->sequence != sequence) return {};
  return step.erase(Table::archive, key_for(found->readable, sequence));
}

Status forget_all_passed_over(Step& step) {
  const auto begin = static_cast<std::uint8_t>(prefix);
  return step.erase_all(Table::archive, ByteView{&begin, 1});
}

}  // namespace sotto::client::archiving
