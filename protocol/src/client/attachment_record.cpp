// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment_record.hpp"

#include <algorithm>

#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::attachment_records {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;

Bytes serialise(const AttachmentRecord& record) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(record.phase));
  out.text(record.name).text(record.media_type).u64(record.layout.size());
  out.raw(record.key->expose()).raw(record.digest);
  out.bytes(record.blob ? record.blob->view() : ByteView{});
  out.u8(static_cast<std::uint8_t>(record.problem));
  return copy_of(out.view());
}

Result<std::optional<wire::BlobId>> parse_blob(ByteView raw) {
  if (raw.empty()) return std::optional<wire::BlobId>{};
  SOTTO_ASSIGN(const auto blob, wire::BlobId::parse(raw));
  return std::optional{blob};
}

Result<AttachmentRecord> parse(ByteView bytes) {
  RecordReader in{bytes};
  in.expect_version(record_version);
  const auto phase = static_cast<AttachmentPhase>(in.u8());
  auto name = in.text();
  auto media_type = in.text();
  SOTTO_ASSIGN(const auto layout, crypto::AttachmentLayout::of(in.u64()));
  auto key =
      std::make_shared<const SecretBytes>(SecretBytes::copied_from(in.raw(crypto::attachment_key_size)));
  AttachmentRecord record{phase, std::move(name), std::move(media_type), layout, std::move(key), {}, {}};
  const auto digest = in.raw(record.digest.size());
  std::copy(digest.begin(), digest.end(), record.digest.begin());
  SOTTO_ASSIGN(record.blob, parse_blob(in.bytes()));
  record.problem = static_cast<AttachmentProblem>(in.u8());
  SOTTO_TRY(in.finish());
  return record;
}

Result<std::optional<AttachmentRecord>> parse_found(std::optional<Bytes> bytes) {
  if (!bytes) return std::optional<AttachmentRecord>{};
  auto record = parse(*bytes);
  wipe(*bytes);
  if (!record) return Error{ErrorCode::store_corrupt, "attachment"};
  return std::optional{*std::move(record)};
}

}  // namespace

Bytes key_for(const AttachmentRef& ref) { return key_of(ref.conversation, ref.message); }

Result<std::optional<AttachmentRecord>> find(store::ClientStore& store, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto bytes, store.find(Table::attachment, key_for(ref)));
  return parse_found(std::move(bytes));
}

Result<std::optional<AttachmentRecord>> find(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto bytes, step.find(Table::attachment, key_for(ref)));
  return parse_found(std::move(bytes));
}

Status save(Step& step, const AttachmentRef& ref, const AttachmentRecord& record) {
  auto bytes = serialise(record);
  auto saved = step.put(Table::attachment, key_for(ref), bytes);
  wipe(bytes);
  return saved;
}

Status erase(Step& step, const AttachmentRef& ref) { return step.erase(Table::attachment, key_for(ref)); }

}  // namespace sotto::client::attachment_records
