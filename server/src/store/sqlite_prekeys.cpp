// SPDX-License-Identifier: GPL-3.0-or-later
// One-time prekeys of both kinds: two tables of one form.
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {
namespace {

struct PrekeyTable {
  const char* count;
  const char* add;
  const char* take;
};

#define SOTTO_PREKEY_TABLE(name)                                                                      \
  PrekeyTable {                                                                                       \
    "SELECT count(*) FROM " name                                                                      \
    " WHERE device = ?2 AND account = (SELECT id FROM account WHERE account.name = ?1)",              \
        "INSERT OR IGNORE INTO " name "(account, device, id, key, signature) VALUES(?, ?, ?, ?, ?)",  \
        "DELETE FROM " name " WHERE account = ?1 AND device = ?2 AND id = (SELECT min(id) FROM " name \
        " WHERE account = ?1 AND device = ?2) RETURNING id, key, signature"                           \
  }

constexpr PrekeyTable one_time = SOTTO_PREKEY_TABLE("one_time_prekey");
constexpr PrekeyTable kem = SOTTO_PREKEY_TABLE("kem_prekey");

Result<std::size_t> count(SqliteConnection& db, const PrekeyTable& table, const Address& owner) {
  auto query = db.query(table.count);
  SOTTO_TRY(query.bind(owner.user.text()).bind(owner.device.value).step());
  return static_cast<std::size_t>(query.number());
}

template <class Prekey>
Status add(SqliteConnection& db, const PrekeyTable& table, std::int64_t account, DeviceId device,
           std::span<const Prekey> keys) {
  for (const auto& key : keys) {
    SOTTO_TRY(db.query(table.add)
                  .bind(account)
                  .bind(device.value)
                  .bind(key.id.value)
                  .bind(key.key)
                  .bind(key.signature)
                  .run());
  }
  return {};
}

template <class Prekey>
Result<std::optional<Prekey>> take(SqliteConnection& db, const PrekeyTable& table, std::int64_t account,
                                   DeviceId device) {
  auto query = db.query(table.take);
  SOTTO_ASSIGN(const bool found, query.bind(account).bind(device.value).step());
  if (!found) return std::optional<Prekey>{};
  Prekey key;
  key.id = PrekeyId{query.small()};
  key.key = query.blob();
  key.signature = query.blob();
  SOTTO_TRY(query.step());
  return std::optional<Prekey>{std::move(key)};
}

}  // namespace

Result<std::size_t> SqliteTables::count_prekeys(const Address& owner) const {
  return count(db_, one_time, owner);
}

Result<std::size_t> SqliteTables::count_kem_prekeys(const Address& owner) const {
  return count(db_, kem, owner);
}

Status SqliteTables::add_prekeys(const Address& device, std::span<const wire::OneTimePrekey> keys) {
  SOTTO_ASSIGN(const auto owner, mailbox(device));
  if (!owner) return Error{ErrorCode::not_found, "device"};
  return add(db_, one_time, owner->account, device.device, keys);
}

Status SqliteTables::add_kem_prekeys(const Address& device, std::span<const wire::KemPrekey> keys) {
  SOTTO_ASSIGN(const auto owner, mailbox(device));
  if (!owner) return Error{ErrorCode::not_found, "device"};
  return add(db_, kem, owner->account, device.device, keys);
}

Result<std::optional<wire::OneTimePrekey>> SqliteTables::take_prekey(const Address& device) {
  SOTTO_ASSIGN(const auto owner, mailbox(device));
  if (!owner) return std::optional<wire::OneTimePrekey>{};
  return take<wire::OneTimePrekey>(db_, one_time, owner->account, device.device);
}

Result<std::optional<wire::KemPrekey>> SqliteTables::take_kem_prekey(const Address& device) {
  SOTTO_ASSIGN(const auto owner, mailbox(device));
  if (!owner) return std::optional<wire::KemPrekey>{};
  return take<wire::KemPrekey>(db_, kem, owner->account, device.device);
}

}  // namespace sotto::relay::store
