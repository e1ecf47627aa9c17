// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/secure_message.hpp"

namespace sotto::group {
namespace {

Error mismatch(const char* where) { return {ErrorCode::context_mismatch, where}; }

}  // namespace

Status check_arrival(const Arrival& arrival, const wire::GroupContent& content) {
  if (!(content.context.group == arrival.group)) return mismatch("group");
  if (!(content.sender == arrival.sender)) return mismatch("group sender");
  if (!(content.message == arrival.message)) return mismatch("group message id");
  if (content.counter == 0) return mismatch("group counter");
  return {};
}

Result<Relation> relation_of(const MembershipLog& log, const wire::GroupContext& context) {
  const auto relation = log.relation_of({context.head_sequence, {context.head_hash}});
  if (relation == Relation::known && log.epoch_at(context.head_sequence) != context.epoch)
    return mismatch("group epoch");
  return relation;
}

Doubts weigh(const MembershipLog& log, Doubts doubts) {
  auto& [ahead, forked] = doubts;
  const auto is_member = [&](const Witness& witness) {
    return find_member(log.state(), witness.member) != nullptr;
  };
  if (ahead && log.relation_of(ahead->head) == Relation::forked) forked = ahead;
  if (ahead && log.relation_of(ahead->head) != Relation::ahead) ahead.reset();
  if (ahead && !is_member(*ahead)) ahead.reset();
  if (forked && !is_member(*forked)) forked.reset();
  return doubts;
}

}  // namespace sotto::group
