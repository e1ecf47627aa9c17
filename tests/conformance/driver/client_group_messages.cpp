// SPDX-License-Identifier: GPL-3.0-or-later
// Messages to secure groups: crypto-docs/protocol.md, "Sender keys".
#include "client.hpp"
#include "client_fields.hpp"
#include "group_fields.hpp"
#include "sotto/base/text.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::conformance {
namespace {

constexpr const char* name_of_relation(group::Relation relation) {
  return relation == group::Relation::known   ? "known"
         : relation == group::Relation::ahead ? "ahead"
                                              : "forked";
}

/// Nothing is encrypted in an open group (attack B5), and nobody but its members writes to a group: under the
/// identity that they were let in with (attack B1).
Status check_author(const group::Membership& state, const Username& user,
                    const crypto::IdentityKey& identity) {
  const auto* member = group::find_member(state, user);
  const bool is_member = member != nullptr && member->identity == identity;
  if (!is_member || state.kind == group::GroupKind::open)
    return Error{ErrorCode::not_permitted, "no member of a secure group", 0};
  return {};
}

/// Nothing is said under a history that is not everybody's (attacks B2, B7).
Status check_doubts(const group::Doubts& doubts) {
  if (doubts.forked) return Error{ErrorCode::forked_log, "group", 0};
  if (doubts.ahead) return Error{ErrorCode::stale_state, "group", 0};
  return {};
}

Status check_secure(const group::Membership& state) {
  if (state.kind == group::GroupKind::open) return Error{ErrorCode::context_mismatch, "an open group", 0};
  return {};
}

/// A member, and under the identity that is known of them here, if any is (attacks B1, B11).
Status check_sender(GroupTables& tables, const group::Membership& state, const Username& user) {
  const auto* member = group::find_member(state, user);
  if (member == nullptr) return Error{ErrorCode::not_permitted, "sender", 0};
  SOTTO_ASSIGN(const auto known, tables.find_identity(user));
  const bool same = !known || (known->key == member->identity && known->trust == crypto::Trust::trusted);
  return same ? Status{} : Error{ErrorCode::identity_mismatch, "sender", 0};
}

/// The first word of each kind that the log doesn't bear out; of two on what is ahead the one that goes
/// further.
void note(group::Doubts& doubts, group::Relation relation, group::Witness witness) {
  const bool further = !doubts.ahead || doubts.ahead->head.sequence < witness.head.sequence;
  if (relation == group::Relation::ahead && further)
    doubts.ahead = std::move(witness);
  else if (relation == group::Relation::forked && !doubts.forked)
    doubts.forked = std::move(witness);
}

Result<wire::GroupContent> open(crypto::SenderKeys& keys, GroupTables& tables, const group::Arrival& arrival,
                                ByteView data) {
  const auto name = GroupTables::sender_key_of(arrival.group, arrival.sender);
  SOTTO_ASSIGN(const SecretBytes plaintext, keys.decrypt(tables, name, data));
  auto content = wire::parse_padded_group(plaintext.expose());
  if (!content) return Error{ErrorCode::context_mismatch, "group content", 0};
  SOTTO_TRY(group::check_arrival(arrival, *content));
  return content;
}

}  // namespace

Result<Json> Client::sotto_group_key(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto known, find_known(tables, group));
    const auto& state = known.log.state();
    SOTTO_TRY(check_author(state, us->address.user, us->identity.public_key()));
    SOTTO_ASSIGN(auto key, tables.find_own_key(group));
    if (!key || group::is_worn_out(key->age, state.epoch, now())) {
      const auto name = GroupTables::sender_key_of(group, us->address);
      SOTTO_TRY(tables.erase_sender_key(name));
      SOTTO_ASSIGN(Bytes distribution, us->sender_keys.create(tables, name.group));
      key = OwnSenderKey{{state.epoch, now(), 0}, std::move(distribution)};
      SOTTO_TRY(tables.save_own_key(group, *key));
    }
    return Json{{"data", to_hex(key->distribution)}};
  });
}

Result<Json> Client::sotto_group_process_key(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  SOTTO_ASSIGN(const Address peer, request.peer());
  SOTTO_ASSIGN(const Bytes data, request.bytes("data"));
  if (data.size() > wire::max_distribution) return Error{ErrorCode::too_large, "data", 0};
  if (peer == us->address) return Error{ErrorCode::context_mismatch, "the own key", 0};
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto known, find_known(tables, group));
    SOTTO_TRY(check_secure(known.log.state()));
    SOTTO_TRY(us->sender_keys.process(tables, GroupTables::sender_key_of(group, peer), data));
    return Json{{"ok", true}};
  });
}

Result<Json> Client::sotto_group_encrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  SOTTO_ASSIGN(const Bytes id, request.bytes("message_id"));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(id));
  SOTTO_ASSIGN(const std::string text, request.text("text"));
  SOTTO_TRY(check_text(text, 1, wire::max_text, "text"));
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto known, find_known(tables, group));
    const auto& state = known.log.state();
    SOTTO_TRY(check_author(state, us->address.user, us->identity.public_key()));
    SOTTO_TRY(check_doubts(known.doubts));
    SOTTO_ASSIGN(auto key, tables.find_own_key(group));
    if (!key) return Error{ErrorCode::no_session, "own sender key", 0};
    // The members don't have another key yet, and to whom this one was given need not be a member any more.
    if (group::is_worn_out(key->age, state.epoch, now()))
      return Error{ErrorCode::stale_state, "own sender key", 0};
    SOTTO_ASSIGN(const auto counter, tables.take_number(group, us->address));
    const wire::GroupContext context{group, state.epoch, state.head.sequence, state.head.hash.bytes};
    const Bytes padded = wire::serialise_padded(
        wire::GroupContent{us->address, context, message, counter, now(), wire::Text{text}});
    const auto name = GroupTables::sender_key_of(group, us->address);
    SOTTO_ASSIGN(const Bytes data, us->sender_keys.encrypt(tables, name.group, padded));
    ++key->age.messages;
    SOTTO_TRY(tables.save_own_key(group, *key));
    return Json{{"data", to_hex(data)}, {"counter", counter}};
  });
}

Result<Json> Client::sotto_group_decrypt(const Request& request) {
  SOTTO_ASSIGN(Memory * us, memory());
  SOTTO_ASSIGN(const auto arrival, parse_arrival(request));
  SOTTO_ASSIGN(const Bytes data, request.bytes("data"));
  if (arrival.sender == us->address) return Error{ErrorCode::context_mismatch, "an own message", 0};
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(auto known, find_known(tables, arrival.group));
    SOTTO_TRY(check_secure(known.log.state()));
    SOTTO_TRY(check_sender(tables, known.log.state(), arrival.sender.user));
    SOTTO_ASSIGN(const auto content, open(us->sender_keys, tables, arrival, data));
    const auto& context = content.context;
    SOTTO_ASSIGN(const auto relation, group::relation_of(known.log, context));
    note(known.doubts, relation, {content.sender.user, {context.head_sequence, {context.head_hash}}});
    SOTTO_TRY(tables.save_group(known));
    SOTTO_ASSIGN(const auto missing, tables.note_number(arrival.group, arrival.sender, content.counter));
    const auto* text = std::get_if<wire::Text>(&content.said);
    if (text == nullptr) return Error{ErrorCode::malformed, "no text", 0};
    return Json{{"text", text->body},
                {"counter", content.counter},
                {"missing", missing},
                {"history", name_of_relation(relation)}};
  });
}

}  // namespace sotto::conformance
