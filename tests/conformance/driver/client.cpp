// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.hpp"

#include "client_fields.hpp"
#include "record_exchange.hpp"
#include "signal_fingerprint.hpp"
#include "sotto/crypto/prekeys.hpp"

namespace sotto::conformance {
namespace {

constexpr std::string_view account_row = "account";

Json done() { return Json{{"ok", true}}; }

Result<crypto::SenderKeyName> sender_key_name(const Request& request) {
  SOTTO_ASSIGN(std::string group, request.text("group"));
  SOTTO_ASSIGN(const Address sender, request.peer());
  return crypto::SenderKeyName{std::move(group), sender};
}

}  // namespace

Result<Client::Memory*> Client::memory() {
  if (!memory_) return Error{ErrorCode::invalid_state, "this client has no identity yet", 0};
  return &*memory_;
}

Client::Memory Client::remember(Address address, crypto::IdentityKeyPair identity,
                                RegistrationId registration) const {
  crypto::Session session{identity, registration, *random_};
  crypto::HybridSession hybrid{identity, registration, *random_};
  crypto::SenderKeys sender_keys{address, *random_};
  return {std::move(address), std::move(identity), registration,
          std::move(session), std::move(hybrid),   std::move(sender_keys)};
}

Status Client::save_account(Transaction& transaction, const Memory& memory) {
  const Json account{{"name", memory.address.user.text()},
                     {"device", memory.address.device.value},
                     {"registration", memory.registration.value},
                     {"private", to_hex(memory.identity.private_key().expose())}};
  return transaction.put(Table::account, bytes_of(account_row), Json::to_cbor(account));
}

Result<std::optional<Client::Memory>> Client::load_account() {
  SOTTO_ASSIGN(const auto row, disk_.find(Table::account, bytes_of(account_row)));
  if (!row) return std::optional<Memory>{};
  const Json account = Json::from_cbor(*row);
  const Request fields{account};
  SOTTO_ASSIGN(const Address address, fields.address("name", "device"));
  SOTTO_ASSIGN(const std::uint32_t registration, fields.number("registration"));
  SOTTO_ASSIGN(const Bytes secret, fields.bytes("private"));
  SOTTO_ASSIGN(auto identity, crypto::IdentityKeyPair::from_private(SecretBytes::copied_from(secret)));
  return std::optional{remember(address, std::move(identity), RegistrationId{registration})};
}

Result<Json> Client::new_identity(const Request& request) {
  SOTTO_ASSIGN(const Address address, request.address("name", "device_id"));
  SOTTO_ASSIGN(auto identity, crypto::IdentityKeyPair::fresh(*random_));
  SOTTO_ASSIGN(const RegistrationId registration, crypto::fresh_registration_id(*random_));
  Memory fresh = remember(address, std::move(identity), registration);
  Transaction transaction{disk_};
  SOTTO_TRY(transaction.erase_all());
  SOTTO_TRY(save_account(transaction, fresh));
  SOTTO_TRY(transaction.commit());
  memory_ = std::move(fresh);
  return Json{{"identity_key", to_hex(memory_->identity.public_key().view())},
              {"registration_id", registration.value}};
}

Result<Json> Client::set_identity(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(const Bytes public_key, request.bytes("public"));
  SOTTO_ASSIGN(const Bytes private_key, request.bytes("private"));
  SOTTO_ASSIGN(auto identity, crypto::IdentityKeyPair::from_private(SecretBytes::copied_from(private_key)));
  if (!equal(identity.public_key().view(), public_key))
    return Error{ErrorCode::invalid_key, "not a key pair", 0};
  Memory changed = remember(us->address, std::move(identity), us->registration);
  Transaction transaction{disk_};
  SOTTO_TRY(save_account(transaction, changed));
  SOTTO_TRY(transaction.commit());
  memory_ = std::move(changed);
  return done();
}

Result<Json> Client::export_identity(const Request&) {
  SOTTO_ASSIGN(const Memory* us, memory());
  return Json{{"public", to_hex(us->identity.public_key().view())},
              {"private", to_hex(us->identity.private_key().expose())},
              {"registration_id", us->registration.value}};
}

Result<Json> Client::bundle(const Request& request) {
  return transact([&](SessionTables& tables) { return fresh_bundle(tables, request); });
}

Result<Json> Client::fresh_bundle(SessionTables& tables, const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  const auto one_time = request.has("one_time") ? request.boolean("one_time") : Result<bool>{false};
  if (!one_time) return one_time.error();
  SOTTO_ASSIGN(const auto signed_prekey, crypto::fresh_signed_prekey(us->identity, now(), *random_));
  SOTTO_ASSIGN(const auto prekeys, crypto::fresh_prekeys(*one_time ? 1 : 0, *random_));
  SOTTO_TRY(tables.save_signed_prekey(signed_prekey.id, signed_prekey.record));
  Json bundle{{"registration_id", us->registration.value},
              {"device_id", us->address.device.value},
              {"identity_key", to_hex(us->identity.public_key().view())},
              {"signed_prekey_id", signed_prekey.id.value},
              {"signed_prekey", to_hex(signed_prekey.public_key)},
              {"signed_prekey_signature", to_hex(signed_prekey.signature)}};
  for (const auto& prekey : prekeys) {
    SOTTO_TRY(tables.save_prekey(prekey.id, prekey.record));
    bundle["prekey_id"] = prekey.id.value;
    bundle["prekey"] = to_hex(prekey.public_key);
  }
  return bundle;
}

Result<Json> Client::has_prekey(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const std::uint32_t id, request.number("id"));
  SOTTO_ASSIGN(const auto found,
               transact([&](SessionTables& tables) { return tables.find_prekey(PrekeyId{id}); }));
  return Json{{"has", found.has_value()}};
}

Result<Json> Client::process_bundle(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Request fields, request.object("bundle"));
  SOTTO_ASSIGN(const auto bundle, parse_bundle(fields));
  SOTTO_TRY(transact(
      [&](SessionTables& tables) { return us->session.process_bundle(tables, peer, bundle, now()); }));
  return done();
}

Result<Json> Client::encrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Bytes plaintext, request.bytes("plaintext"));
  SOTTO_ASSIGN(const auto sealed, transact([&](SessionTables& tables) {
                 return us->session.encrypt(tables, peer, plaintext, now());
               }));
  return json_of(sealed);
}

Result<Json> Client::decrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const auto message, parse_message(request));
  SOTTO_ASSIGN(const auto opened, transact([&](SessionTables& tables) {
                 return us->session.decrypt(tables, peer, message.type, message.data, now());
               }));
  return Json{{"plaintext", to_hex(opened.plaintext.expose())}};
}

Result<Json> Client::sk_create(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const std::string group, request.text("group"));
  SOTTO_ASSIGN(const Bytes data,
               transact([&](SessionTables& tables) { return us->sender_keys.create(tables, group); }));
  return Json{{"data", to_hex(data)}};
}

Result<Json> Client::sk_process(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const auto name, sender_key_name(request));
  SOTTO_ASSIGN(const Bytes data, request.bytes("data"));
  SOTTO_TRY(transact([&](SessionTables& tables) { return us->sender_keys.process(tables, name, data); }));
  return done();
}

Result<Json> Client::sk_encrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const std::string group, request.text("group"));
  SOTTO_ASSIGN(const Bytes plaintext, request.bytes("plaintext"));
  SOTTO_ASSIGN(const Bytes data, transact([&](SessionTables& tables) {
                 return us->sender_keys.encrypt(tables, group, plaintext);
               }));
  return Json{{"data", to_hex(data)}};
}

Result<Json> Client::sk_decrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const auto name, sender_key_name(request));
  SOTTO_ASSIGN(const Bytes data, request.bytes("data"));
  SOTTO_ASSIGN(const SecretBytes plaintext,
               transact([&](SessionTables& tables) { return us->sender_keys.decrypt(tables, name, data); }));
  return Json{{"plaintext", to_hex(plaintext.expose())}};
}

Result<Json> Client::sign(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(const Bytes message, request.bytes("message"));
  SOTTO_ASSIGN(const Bytes signature, crypto::sign_bare(us->identity, message, *random_));
  return Json{{"signature", to_hex(signature)}};
}

Result<Json> Client::verify(const Request& request) {
  SOTTO_ASSIGN(const Bytes key_bytes, request.bytes("key"));
  SOTTO_ASSIGN(const Bytes message, request.bytes("message"));
  SOTTO_ASSIGN(const Bytes signature, request.bytes("signature"));
  SOTTO_ASSIGN(const auto key, crypto::PublicKey::parse(key_bytes));
  return Json{{"valid", crypto::verify_bare(key, message, signature).ok()}};
}

Result<Json> Client::fingerprint(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(const std::uint32_t version, request.number("version"));
  SOTTO_ASSIGN(const std::uint32_t iterations, request.number("iterations"));
  SOTTO_ASSIGN(const std::string local, request.text("local_id"));
  SOTTO_ASSIGN(const std::string remote, request.text("remote_id"));
  SOTTO_ASSIGN(const Bytes key_bytes, request.bytes("remote_key"));
  SOTTO_ASSIGN(const auto key, crypto::IdentityKey::parse(key_bytes));
  SOTTO_ASSIGN(const auto made,
               signal_fingerprint(version, iterations, local, us->identity.public_key(), remote, key));
  return Json{{"display", made.display}, {"scannable", to_hex(made.scannable)}};
}

Result<Json> Client::get_session(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const auto record, transact([&](SessionTables& tables) { return tables.find_session(peer); }));
  if (!record) return Error{ErrorCode::no_session, "get_session", 0};
  SOTTO_ASSIGN(const Bytes exported, export_record(*record, now()));
  return Json{{"record", to_hex(exported)}};
}

Result<Json> Client::set_session(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Bytes foreign, request.bytes("record"));
  SOTTO_ASSIGN(const Bytes record, import_record(foreign));
  SOTTO_TRY(crypto::Session::check_record(record));
  SOTTO_TRY(transact([&](SessionTables& tables) { return tables.save_session(peer, record); }));
  return done();
}

Result<Json> Client::restart(const Request&) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(auto loaded, load_account());
  memory_ = std::move(loaded);
  return done();
}

Result<Json> Client::fail_store(const Request& request) {
  SOTTO_ASSIGN(const std::uint32_t after, request.number("after"));
  disk_.fail_after(after);
  return done();
}

}  // namespace sotto::conformance
