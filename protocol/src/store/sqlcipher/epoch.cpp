// SPDX-License-Identifier: GPL-3.0-or-later
#include "epoch.hpp"

#include <algorithm>

namespace sotto::store::sqlcipher {
namespace {

Error damaged() { return {ErrorCode::store_corrupt, "sqlcipher epoch"}; }

std::int64_t signed_number(BinaryReader& in) { return static_cast<std::int64_t>(in.u64()); }

void write_content(const Epoch& epoch, BinaryWriter& out) {
  out.u8(static_cast<std::uint8_t>(RowKind::epoch)).u64(epoch.number);
  epoch.total.write(out);
  const Epoch::Surroundings& around = epoch.surroundings;
  out.u64(static_cast<std::uint64_t>(around.newest_position));
  out.u64(static_cast<std::uint64_t>(around.pages)).u64(static_cast<std::uint64_t>(around.free_pages));
  out.raw(epoch.previous);
}

Result<Epoch> parse_content(ByteView content) {
  BinaryReader in{content};
  if (in.u8() != static_cast<std::uint8_t>(RowKind::epoch)) return damaged();
  Epoch epoch;
  epoch.number = in.u64();
  epoch.total = MultisetHash::read(in);
  epoch.surroundings.newest_position = signed_number(in);
  epoch.surroundings.pages = signed_number(in);
  epoch.surroundings.free_pages = signed_number(in);
  const ByteView previous = in.raw(epoch.previous.size());
  if (!in.is_complete()) return damaged();
  std::copy(previous.begin(), previous.end(), epoch.previous.begin());
  return epoch;
}

}  // namespace

Result<Epoch> EpochRow::read() {
  Query query{database_, read_, "read epoch"};
  SOTTO_ASSIGN(const bool row, query.next());
  if (!row) return damaged();
  SOTTO_ASSIGN(Epoch epoch, parse_content(query.bytes(0)));
  BinaryWriter content;
  write_content(epoch, content);
  SOTTO_ASSIGN(epoch.tag, mac_.tag(content));
  if (!equal_in_constant_time(epoch.tag, query.bytes(1))) return damaged();
  SOTTO_ASSIGN(const Epoch::Surroundings around, look_around());
  if (!(around == epoch.surroundings)) return damaged();
  return epoch;
}

Result<Epoch> EpochRow::write(const Epoch& last, const MultisetHash& total) {
  SOTTO_TRY(Query(database_, flush_index_, "write epoch").run());
  Epoch epoch{last.number + 1, total, {}, last.tag, {}};
  SOTTO_ASSIGN(epoch.surroundings, look_around());
  BinaryWriter content;
  write_content(epoch, content);
  SOTTO_ASSIGN(epoch.tag, mac_.tag(content));
  SOTTO_TRY(Query(database_, write_, "write epoch").bind(content.view()).bind(ByteView{epoch.tag}).run());
  return epoch;
}

Result<Epoch::Surroundings> EpochRow::look_around() {
  Epoch::Surroundings around;
  SOTTO_ASSIGN(around.newest_position, number(newest_position_));
  SOTTO_ASSIGN(around.pages, number(pages_));
  SOTTO_ASSIGN(around.free_pages, number(free_pages_));
  return around;
}

Result<std::int64_t> EpochRow::number(Prepared& prepared) {
  Query query{database_, prepared, "epoch surroundings"};
  SOTTO_ASSIGN(const bool row, query.next());
  if (!row) return damaged();
  return query.number(0);
}

}  // namespace sotto::store::sqlcipher
