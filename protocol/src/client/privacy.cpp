// SPDX-License-Identifier: GPL-3.0-or-later
#include "privacy.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client::privacy {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::string_view key = "privacy";
constexpr unsigned read_receipts_flag = 1;
constexpr unsigned typing_flag = 2;

Result<PrivacyView> parse(const std::optional<Bytes>& record) {
  if (!record) return PrivacyView{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const unsigned flags = in.u8();
  SOTTO_TRY(in.finish());
  return PrivacyView{(flags & read_receipts_flag) != 0, (flags & typing_flag) != 0};
}

}  // namespace

Result<PrivacyView> load(store::ClientStore& store) {
  SOTTO_ASSIGN(const auto record, store.find(Table::setting, bytes_of(key)));
  return parse(record);
}

Result<PrivacyView> load(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, bytes_of(key)));
  return parse(record);
}

Status set(Step& step, const SetPrivacy& intent) {
  SOTTO_ASSIGN(const PrivacyView before, load(step));
  const bool read_receipts = intent.read_receipts.value_or(before.read_receipts);
  const bool typing = intent.typing.value_or(before.typing);
  const auto flags = (read_receipts ? read_receipts_flag : 0U) | (typing ? typing_flag : 0U);
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(flags));
  return step.put(Table::setting, bytes_of(key), out.view());
}

}  // namespace sotto::client::privacy
