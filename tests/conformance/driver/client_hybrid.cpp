// SPDX-License-Identifier: GPL-3.0-or-later
// The whole message as clients exchange it: padded, sealed in its context, then encrypted by the session.
#include "client.hpp"
#include "client_fields.hpp"
#include "kem_record.hpp"
#include "protobuf_reader.hpp"
#include "sotto/wire/padding.hpp"

namespace sotto::conformance {
namespace {

constexpr const char* one_time_kind = "one_time";
constexpr const char* last_resort_kind = "last_resort";

Result<crypto::KemPrekeyKind> parse_kind(const Request& fields) {
  SOTTO_ASSIGN(const std::string kind, fields.text("kem_prekey_kind"));
  if (kind == one_time_kind) return crypto::KemPrekeyKind::one_time;
  if (kind == last_resort_kind) return crypto::KemPrekeyKind::last_resort;
  return Error{ErrorCode::malformed, "kem_prekey_kind", 0};
}

Result<crypto::HybridBundle> parse_hybrid_bundle(const Request& fields) {
  crypto::HybridBundle bundle;
  SOTTO_ASSIGN(bundle.suite, fields.number("suite"));
  if (bundle.suite != crypto::suite_hybrid) return bundle;  // may lack all that follows
  SOTTO_ASSIGN(bundle.classical, parse_bundle(fields));
  SOTTO_ASSIGN(bundle.kem_prekey_kind, parse_kind(fields));
  SOTTO_ASSIGN(bundle.kem_prekey_id.value, fields.number("kem_prekey_id"));
  SOTTO_ASSIGN(bundle.kem_prekey, fields.bytes("kem_prekey"));
  SOTTO_ASSIGN(bundle.kem_prekey_signature, fields.bytes("kem_prekey_signature"));
  return bundle;
}

Result<crypto::ContentContext> parse_context(const Request& request, Address sender, Address recipient) {
  SOTTO_ASSIGN(const Bytes id, request.bytes("message_id"));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(id));
  std::string conversation{crypto::direct_conversation};
  if (request.has("conversation")) {
    SOTTO_ASSIGN(conversation, request.text("conversation"));
  }
  return crypto::ContentContext{std::move(sender), std::move(recipient), std::move(conversation), message};
}

Result<crypto::FreshKemPrekey> fresh_kem_prekey(crypto::KemPrekeyKind kind, RandomSource& random) {
  if (kind == crypto::KemPrekeyKind::last_resort) return crypto::fresh_kem_last_resort(random);
  SOTTO_ASSIGN(auto prekeys, crypto::fresh_kem_prekeys(1, random));
  return std::move(prekeys.front());
}

/// A session with a peer's device is two records: what the Double Ratchet keeps, and the KEM secrets.
struct HybridRecord {
  Bytes session;
  Bytes kem;
};
constexpr std::uint32_t field_session = 1;
constexpr std::uint32_t field_kem = 2;

Bytes serialise(const HybridRecord& record) {
  Bytes out;
  crypto::put_bytes_field(out, field_session, record.session);
  crypto::put_bytes_field(out, field_kem, record.kem);
  return out;
}

/// malformed: one of the two doesn't hold, or is missing.
Result<HybridRecord> parse_record(ByteView bytes) {
  HybridRecord record;
  crypto::ProtobufReader fields{bytes};
  while (const auto field = fields.next()) {
    if (field->number == field_session) record.session = copy_of(field->bytes);
    if (field->number == field_kem) record.kem = copy_of(field->bytes);
  }
  if (!fields.ok() || record.kem.empty() || !crypto::KemRecord::parse(record.kem))
    return Error{ErrorCode::malformed, "record", 0};
  SOTTO_TRY(crypto::Session::check_record(record.session));
  return record;
}

}  // namespace

Result<Json> Client::sotto_bundle(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  return transact([&](SessionTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(Json made, fresh_bundle(tables, request));
    const bool once = made.contains("prekey");
    const auto kind = once ? crypto::KemPrekeyKind::one_time : crypto::KemPrekeyKind::last_resort;
    const auto purpose =
        once ? crypto::SignaturePurpose::kem_prekey : crypto::SignaturePurpose::kem_last_resort;
    SOTTO_ASSIGN(const auto prekey, fresh_kem_prekey(kind, *random_));
    SOTTO_TRY(tables.save_kem_prekey(prekey.id, prekey.record));
    const auto message =
        crypto::kem_prekey_message(us->address.user, us->address.device, prekey.id, prekey.public_key);
    SOTTO_ASSIGN(const Bytes signature, crypto::sign(us->identity, purpose, message, *random_));
    made["suite"] = crypto::suite_hybrid;
    made["kem_prekey_kind"] = once ? one_time_kind : last_resort_kind;
    made["kem_prekey_id"] = prekey.id.value;
    made["kem_prekey"] = to_hex(prekey.public_key);
    made["kem_prekey_signature"] = to_hex(signature);
    return made;
  });
}

Result<Json> Client::sotto_process_bundle(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Request fields, request.object("bundle"));
  SOTTO_ASSIGN(const auto bundle, parse_hybrid_bundle(fields));
  if (bundle.suite == crypto::suite_hybrid) SOTTO_TRY(crypto::verify_kem_prekey(peer, bundle));
  SOTTO_TRY(transact(
      [&](SessionTables& tables) { return us->hybrid.process_bundle(tables, peer, bundle, now()); }));
  return Json{{"ok", true}};
}

Result<Json> Client::sotto_encrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const auto context, parse_context(request, us->address, peer));
  SOTTO_ASSIGN(const Bytes plaintext, request.bytes("plaintext"));
  const Bytes padded = wire::pad(plaintext);
  std::uint32_t counter = 0;
  SOTTO_ASSIGN(const auto sealed, transact([&](SessionTables& tables) -> Result<crypto::Ciphertext> {
                 SOTTO_ASSIGN(counter, tables.take_counter(peer));
                 return us->hybrid.encrypt(tables, context, counter, padded, now());
               }));
  Json answer = json_of(sealed);
  answer["counter"] = counter;
  return answer;
}

Result<Json> Client::sotto_decrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const auto context, parse_context(request, peer, us->address));
  SOTTO_ASSIGN(const auto message, parse_message(request));
  return transact([&](SessionTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto opened, us->hybrid.decrypt(tables, context, message.type, message.data, now()));
    SOTTO_ASSIGN(const auto content, wire::unpad(opened.content.expose()));
    return Json{{"plaintext", to_hex(content)}, {"counter", opened.counter}};
  });
}

Result<Json> Client::sotto_get_session(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  return transact([&](SessionTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto session, tables.find_session(peer));
    SOTTO_ASSIGN(const auto kem, tables.find_kem_record(peer));
    if (!session || !kem) return Error{ErrorCode::no_session, "sotto_get_session", 0};
    return Json{{"record", to_hex(serialise({*session, copy_of(kem->expose())}))}};
  });
}

Result<Json> Client::sotto_set_session(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Bytes bytes, request.bytes("record"));
  SOTTO_ASSIGN(const auto record, parse_record(bytes));
  const Status saved = transact([&](SessionTables& tables) -> Status {
    SOTTO_TRY(tables.save_session(peer, record.session));
    return tables.save_kem_record(peer, record.kem);
  });
  if (!saved) return saved.error();
  return Json{{"ok", true}};
}

}  // namespace sotto::conformance
