// SPDX-License-Identifier: GPL-3.0-or-later
#include "record.hpp"

#include <algorithm>

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_records {
namespace {

using store::Table;
using Records = std::vector<std::pair<GroupId, GroupRecord>>;

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t version_with_log = 1;
constexpr std::size_t more_than_groups = 2'048;

template <class Array>
void read_into(RecordReader& in, Array& bytes) {
  const auto raw = in.raw(bytes.size());
  if (raw.size() == bytes.size()) std::copy(raw.begin(), raw.end(), bytes.begin());
}

Result<std::optional<group::Witness>> read_witness(RecordReader& in) {
  if (in.u8() == 0) return std::optional<group::Witness>{};
  SOTTO_ASSIGN(auto member, in.username());
  group::Witness witness{std::move(member), {}};
  witness.head.sequence = in.u64();
  read_into(in, witness.head.hash.bytes);
  return std::optional{std::move(witness)};
}

void write(RecordWriter& out, const std::optional<group::Witness>& witness) {
  out.u8(witness ? 1 : 0);
  if (witness) out.text(witness->member.text()).u64(witness->head.sequence).raw(witness->head.hash.bytes);
}

Result<GroupRecord> parse(ByteView bytes) {
  RecordReader in{bytes};
  const auto version = in.expect_version(record_version, version_with_log);
  GroupRecord record;
  record.belonging = static_cast<Belonging>(in.u8());
  record.name = in.text();
  read_into(in, record.nonce.bytes);
  record.wanted = in.u64();
  SOTTO_ASSIGN(record.doubts.ahead, read_witness(in));
  SOTTO_ASSIGN(record.doubts.forked, read_witness(in));
  record.without_log = version == record_version && in.u8() != 0;
  SOTTO_TRY(in.finish());
  return record;
}

Result<std::optional<GroupRecord>> parse(const std::optional<Bytes>& bytes) {
  if (!bytes) return std::optional<GroupRecord>{};
  SOTTO_ASSIGN(auto record, parse(ByteView{*bytes}));
  return std::optional{std::move(record)};
}

Result<Records> parse_all(const std::vector<store::Record>& rows) {
  Records all;
  for (const auto& row : rows) {
    SOTTO_ASSIGN(const auto key, group_in(row.key));
    SOTTO_ASSIGN(auto record, parse(ByteView{row.value}));
    all.emplace_back(key.group, std::move(record));
  }
  return all;
}

}  // namespace

Result<std::optional<GroupRecord>> find(store::ClientStore& store, const GroupId& group) {
  SOTTO_ASSIGN(const auto bytes, store.find(Table::group, key_of(group)));
  return parse(bytes);
}

Result<std::optional<GroupRecord>> find(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto bytes, step.find(Table::group, key_of(group)));
  return parse(bytes);
}

Status save(Step& step, const GroupId& group, const GroupRecord& record) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(record.belonging)).text(record.name);
  out.raw(record.nonce.bytes).u64(record.wanted);
  write(out, record.doubts.ahead);
  write(out, record.doubts.forked);
  out.u8(record.without_log ? 1 : 0);
  return step.put(Table::group, key_of(group), out.view());
}

Result<Records> all(store::ClientStore& store) {
  SOTTO_ASSIGN(const auto rows, store.scan(Table::group, {}, more_than_groups));
  return parse_all(rows);
}

Result<Records> all(Step& step) {
  SOTTO_ASSIGN(const auto rows, step.scan(Table::group, {}, more_than_groups));
  return parse_all(rows);
}

}  // namespace sotto::client::group_records
