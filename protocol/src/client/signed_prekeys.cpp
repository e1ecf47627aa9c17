// SPDX-License-Identifier: GPL-3.0-or-later
#include "signed_prekeys.hpp"

#include <limits>

#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::signed_prekeys {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 2;
constexpr std::string_view current_key = "signed-prekey";
constexpr auto all = std::numeric_limits<std::size_t>::max();

struct Stored {
  Instant created;
  Instant replaced;  ///< 0: it is the current one
  Bytes public_key;
  Bytes signature;
  SecretBytes record;
  wire::KemPrekey kem_last_resort;  ///< its private half is a record of Table::kem_prekey
};

Result<Stored> parse(ByteView bytes) {
  RecordReader in{bytes};
  in.expect_version(record_version);
  const auto created = in.instant();
  const auto replaced = in.instant();
  auto public_key = sotto::copy_of(in.bytes());
  auto signature = sotto::copy_of(in.bytes());
  auto record = SecretBytes::copied_from(in.bytes());
  const PrekeyId kem_id{in.u32()};
  auto kem_key = sotto::copy_of(in.bytes());
  wire::KemPrekey kem{kem_id, std::move(kem_key), sotto::copy_of(in.bytes())};
  SOTTO_TRY(in.finish());
  return Stored{created,           replaced,      std::move(public_key), std::move(signature),
                std::move(record), std::move(kem)};
}

Status save(Step& step, PrekeyId id, const Stored& stored) {
  RecordWriter out;
  out.u8(record_version)
      .instant(stored.created)
      .instant(stored.replaced)
      .bytes(stored.public_key)
      .bytes(stored.signature)
      .bytes(stored.record.expose())
      .u32(stored.kem_last_resort.id.value)
      .bytes(stored.kem_last_resort.key)
      .bytes(stored.kem_last_resort.signature);
  return step.put(Table::signed_prekey, key_of(id), out.view());
}

Result<std::optional<PrekeyId>> current_id(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, bytes_of(current_key)));
  if (!record) return std::optional<PrekeyId>{};
  RecordReader in{*record};
  const PrekeyId id{in.u32()};
  SOTTO_TRY(in.finish());
  return std::optional{id};
}

Result<std::optional<Stored>> find(Step& step, PrekeyId id) {
  SOTTO_ASSIGN(const auto record, step.find(Table::signed_prekey, key_of(id)));
  if (!record) return std::optional<Stored>{};
  SOTTO_ASSIGN(auto stored, parse(*record));
  return std::optional<Stored>{std::move(stored)};
}

Status retire_current(Step& step) {
  SOTTO_ASSIGN(const auto id, current_id(step));
  if (!id) return {};
  SOTTO_ASSIGN(auto stored, find(step, *id));
  if (!stored) return {};
  stored->replaced = step.now();
  return save(step, *id, *stored);
}

Status erase_base_keys_of(Step& step, ByteView signed_prekey) {
  SOTTO_ASSIGN(const auto base_keys, step.scan(Table::base_key, {}, all));
  for (const auto& base_key : base_keys) {
    if (equal(base_key.value, signed_prekey)) SOTTO_TRY(step.erase(Table::base_key, base_key.key));
  }
  return {};
}

Status erase_expired(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::signed_prekey, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto stored, parse(record.value));
    const bool is_current = stored.replaced == Instant{};
    if (is_current || step.now() - stored.replaced < keep_replaced) continue;
    SOTTO_TRY(step.erase(Table::signed_prekey, record.key));
    SOTTO_TRY(step.erase(Table::kem_prekey, key_of(stored.kem_last_resort.id)));
    SOTTO_TRY(erase_base_keys_of(step, record.key));
  }
  return {};
}

}  // namespace

Result<std::optional<Current>> current(Step& step) {
  SOTTO_ASSIGN(const auto id, current_id(step));
  if (!id) return std::optional<Current>{};
  SOTTO_ASSIGN(auto stored, find(step, *id));
  if (!stored) return std::optional<Current>{};
  return std::optional{Current{{{*id, std::move(stored->public_key), std::move(stored->signature)},
                                std::move(stored->kem_last_resort)},
                               stored->created}};
}

Result<PublicHalves> renew(Step& step) {
  SOTTO_ASSIGN(auto fresh, crypto::fresh_signed_prekey(step.account().identity, step.now(), step.random()));
  SOTTO_TRY(retire_current(step));
  SOTTO_ASSIGN(const auto fresh_kem, crypto::fresh_kem_last_resort(step.random()));
  SOTTO_TRY(step.put(Table::kem_prekey, key_of(fresh_kem.id), fresh_kem.record.expose()));
  SOTTO_ASSIGN(auto kem, signed_kem_prekey(step, fresh_kem, crypto::SignaturePurpose::kem_last_resort));
  const PublicHalves public_halves{{fresh.id, fresh.public_key, fresh.signature}, kem};
  SOTTO_TRY(save(step, fresh.id,
                 {step.now(), Instant{}, std::move(fresh.public_key), std::move(fresh.signature),
                  std::move(fresh.record), std::move(kem)}));
  SOTTO_TRY(step.put(Table::setting, bytes_of(current_key), key_of(fresh.id)));
  SOTTO_TRY(erase_expired(step));
  return public_halves;
}

Result<wire::KemPrekey> signed_kem_prekey(Step& step, const crypto::FreshKemPrekey& prekey,
                                          crypto::SignaturePurpose purpose) {
  const auto message =
      crypto::kem_prekey_message(step.self().user, step.self().device, prekey.id, prekey.public_key);
  SOTTO_ASSIGN(auto signature, crypto::sign(step.account().identity, purpose, message, step.random()));
  return wire::KemPrekey{prekey.id, prekey.public_key, std::move(signature)};
}

Result<std::optional<SecretBytes>> private_record_in(ByteView record) {
  SOTTO_ASSIGN(auto stored, parse(record));
  return std::optional<SecretBytes>{std::move(stored.record)};
}

}  // namespace sotto::client::signed_prekeys
