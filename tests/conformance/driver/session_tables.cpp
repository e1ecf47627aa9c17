// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_tables.hpp"

namespace sotto::conformance {
namespace {

Bytes key_of(std::uint32_t number) {
  Bytes key;
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<std::uint8_t>(number >> shift));
  return key;
}

/// A user name has no NUL, so it ends where it ends.
Bytes key_of(const Address& address) {
  Bytes key = copy_of(bytes_of(address.user.text()));
  key.push_back(0);
  append(key, key_of(address.device.value));
  return key;
}

Bytes key_of(const Address& address, ByteView more) {
  Bytes key = key_of(address);
  append(key, more);
  return key;
}

}  // namespace

Result<std::optional<Bytes>> SessionTables::find_session(const Address& peer) {
  return rows_->find(Table::session, key_of(peer));
}

Status SessionTables::save_session(const Address& peer, ByteView record) {
  return rows_->put(Table::session, key_of(peer), record);
}

Status SessionTables::erase_session(const Address& peer) {
  return rows_->erase(Table::session, key_of(peer));
}

Result<std::optional<crypto::KnownIdentity>> SessionTables::find_identity(const Username& user) {
  SOTTO_ASSIGN(const auto row, rows_->find(Table::identity, bytes_of(user.text())));
  if (!row) return std::optional<crypto::KnownIdentity>{};
  const auto key_bytes = ByteView{*row}.subspan(2);
  SOTTO_ASSIGN(const auto key, crypto::IdentityKey::parse(key_bytes));
  const auto trust = row->front() == 0 ? crypto::Trust::trusted : crypto::Trust::blocked;
  return std::optional{crypto::KnownIdentity{key, trust, row->at(1)}};
}

Status SessionTables::save_identity(const Username& user, const crypto::KnownIdentity& identity) {
  Bytes row{static_cast<std::uint8_t>(identity.trust == crypto::Trust::trusted ? 0 : 1)};
  row.push_back(static_cast<std::uint8_t>(identity.suite));
  append(row, identity.key.view());
  return rows_->put(Table::identity, bytes_of(user.text()), row);
}

Result<std::optional<SecretBytes>> SessionTables::find_secret(Table table, ByteView key) {
  SOTTO_ASSIGN(const auto row, rows_->find(table, key));
  if (!row) return std::optional<SecretBytes>{};
  return std::optional{SecretBytes::copied_from(*row)};
}

Result<std::optional<SecretBytes>> SessionTables::find_prekey(PrekeyId id) {
  return find_secret(Table::prekey, key_of(id.value));
}

Status SessionTables::erase_prekey(PrekeyId id) { return rows_->erase(Table::prekey, key_of(id.value)); }

Result<std::optional<SecretBytes>> SessionTables::find_signed_prekey(PrekeyId id) {
  return find_secret(Table::signed_prekey, key_of(id.value));
}

Result<bool> SessionTables::was_base_key_seen(const Address& peer, ByteView base_key) {
  SOTTO_ASSIGN(const auto row, rows_->find(Table::base_key, key_of(peer, base_key)));
  return row.has_value();
}

Status SessionTables::remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) {
  return rows_->put(Table::base_key, key_of(peer, base_key), key_of(signed_prekey.value));
}

Result<std::optional<SecretBytes>> SessionTables::find_sender_key(const crypto::SenderKeyName& name) {
  return find_secret(Table::sender_key, key_of(name.sender, bytes_of(name.group)));
}

Status SessionTables::save_sender_key(const crypto::SenderKeyName& name, ByteView record) {
  return rows_->put(Table::sender_key, key_of(name.sender, bytes_of(name.group)), record);
}

Status SessionTables::erase_sender_key(const crypto::SenderKeyName& name) {
  return rows_->erase(Table::sender_key, key_of(name.sender, bytes_of(name.group)));
}

Result<std::optional<SecretBytes>> SessionTables::find_kem_record(const Address& peer) {
  return find_secret(Table::kem_record, key_of(peer));
}

Status SessionTables::save_kem_record(const Address& peer, ByteView record) {
  return rows_->put(Table::kem_record, key_of(peer), record);
}

Result<std::optional<SecretBytes>> SessionTables::find_kem_prekey(PrekeyId id) {
  return find_secret(Table::kem_prekey, key_of(id.value));
}

Status SessionTables::erase_kem_prekey(PrekeyId id) {
  return rows_->erase(Table::kem_prekey, key_of(id.value));
}

Status SessionTables::save_prekey(PrekeyId id, const SecretBytes& record) {
  return rows_->put(Table::prekey, key_of(id.value), record.expose());
}

Status SessionTables::save_signed_prekey(PrekeyId id, const SecretBytes& record) {
  return rows_->put(Table::signed_prekey, key_of(id.value), record.expose());
}

Status SessionTables::save_kem_prekey(PrekeyId id, const SecretBytes& record) {
  return rows_->put(Table::kem_prekey, key_of(id.value), record.expose());
}

Result<std::uint32_t> SessionTables::take_counter(const Address& peer) {
  SOTTO_ASSIGN(const auto row, rows_->find(Table::counter, key_of(peer)));
  std::uint32_t counter = 0;
  for (const auto byte : row.value_or(Bytes{})) counter = counter << 8 | byte;
  SOTTO_TRY(rows_->put(Table::counter, key_of(peer), key_of(counter + 1)));
  return counter + 1;
}

}  // namespace sotto::conformance
