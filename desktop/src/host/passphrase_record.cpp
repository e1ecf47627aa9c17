// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/passphrase_record.hpp"

#include "sotto/base/binary.hpp"

namespace sotto::desktop {
namespace {

constexpr std::uint32_t version = 1;
constexpr std::string_view magic = "sotto-passphrase";

}  // namespace

Bytes PassphraseRecord::head() const {
  BinaryWriter out;
  out.raw(bytes_of(magic)).u32(version).u32(cost.memory_kib).u32(cost.passes).u32(cost.lanes).raw(salt);
  return copy_of(out.view());
}

Bytes PassphraseRecord::bytes() const {
  Bytes all = head();
  append(all, tag);
  return all;
}

Result<PassphraseRecord> PassphraseRecord::parse(ByteView bytes) {
  BinaryReader in{bytes};
  const auto begins = in.raw(magic.size());
  const auto written = in.u32();
  PassphraseRecord record;
  record.cost.memory_kib = in.u32();
  record.cost.passes = in.u32();
  record.cost.lanes = in.u32();
  record.salt = copy_of(in.raw(salt_size));
  record.tag = copy_of(in.raw(tag_size));
  if (!in.is_complete() || !equal(begins, bytes_of(magic)))
    return Error{ErrorCode::store_corrupt, "passphrase file", static_cast<std::int64_t>(bytes.size())};
  if (written != version) return Error{ErrorCode::unsupported_version, "passphrase file", written};
  return record;
}

}  // namespace sotto::desktop
