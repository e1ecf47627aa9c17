// SPDX-License-Identifier: GPL-3.0-or-later
#include "doomed_blobs.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client::doomed_blobs {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
/// On one link, within what a relay lets an account do at once.
constexpr std::size_t in_one_go = 32;
constexpr std::size_t most_looked_at = 4'096;

void remove(Step& step, const wire::BlobId& blob) {
  calls::begin(step, wire::DeleteBlobRequest{blob}, DropBlobCall{blob});
}

Result<Instant> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  const auto at = in.instant();
  SOTTO_TRY(in.finish());
  return at;
}

}  // namespace

Status add(Step& step, const wire::BlobId& blob, Instant at) {
  RecordWriter out;
  out.u8(record_version).instant(at);
  SOTTO_TRY(step.put(Table::doomed_blob, blob.view(), out.view()));
  if (link::is_online(step.memory()) && at <= step.now()) remove(step, blob);
  return {};
}

Status on_online(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::doomed_blob, {}, most_looked_at));
  std::size_t begun = 0;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto at, parse(record.value));
    if (at > step.now()) continue;
    SOTTO_ASSIGN(const auto blob, wire::BlobId::parse(record.key));
    remove(step, blob);
    if (++begun == in_one_go) break;
  }
  return {};
}

Status on_removed(Step& step, const wire::BlobId& blob, const Status& answer) {
  const bool gone = answer.ok() || answer.error().code == ErrorCode::not_found;
  return gone ? step.erase(Table::doomed_blob, blob.view()) : Status{};
}

}  // namespace sotto::client::doomed_blobs
