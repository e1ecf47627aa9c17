// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_reading.hpp"

#include <algorithm>

#include "../defences.hpp"
#include "../identities.hpp"
#include "../step.hpp"
#include "post_standing.hpp"
#include "sotto/group/post.hpp"

namespace sotto::client::post_reading {
namespace {

using store::Message;
using store::MessageKind;
using store::MessageState;
using Shown = std::optional<Message>;

Error mismatch(const char* where) { return {ErrorCode::context_mismatch, where, 0}; }

Status check_place(const group::Membership& state, const group::Post& post, std::uint64_t sequence) {
  if (!defences().posts_in_place) return {};
  if (!(post.header().group == state.group)) return mismatch("post's group");
  if (post.header().after >= sequence) return mismatch("post's place");
  return {};
}

/// The key under which the author speaks in this group: the one that is known of them here, if one is.
Result<crypto::IdentityKey> key_of_author(Step& step, const group::Membership& state,
                                          const Username& author) {
  const auto* key = group::find_author(state, author);
  if (key == nullptr) return Error{ErrorCode::not_permitted, "post's author"};
  const bool own = author == step.self().user;
  if (own && !(*key == step.account().identity.public_key()))
    return Error{ErrorCode::identity_mismatch, "own post"};
  SOTTO_ASSIGN(const auto known, identities::find(step, author));
  const bool same = own || !known || (known->key == *key && known->trust == crypto::Trust::trusted);
  if (!same && defences().group_identity) return Error{ErrorCode::identity_mismatch, "post's author"};
  return *key;
}

Status verify(Step& step, const group::Membership& state, const group::Post& post, std::uint64_t sequence,
              const PostRecord& posts) {
  SOTTO_TRY(check_place(state, post, sequence));
  SOTTO_ASSIGN(const auto key, key_of_author(step, state, post.header().author));
  if (defences().posts_signed) SOTTO_TRY(post.verify(key));
  if (!defences().posts_while_member) return {};
  return post_standing::check(step, state, post.header(), sequence, posts);
}

bool is_admin(const group::Membership& state, const Username& user) {
  const auto* member = group::find_member(state, user);
  return member != nullptr && member->role >= group::Role::admin;
}

struct Reader {
  Step& step;
  const group::Membership& state;
  const group::PostHeader& header;

  Result<Shown> operator()(const group::PostText& text) const {
    SOTTO_ASSIGN(const auto standing, step.find_message(state.group, header.id));
    if (standing && !(standing->sender == header.author))
      return Error{ErrorCode::already_exists, "post's id"};
    SOTTO_ASSIGN(const bool removed, post_records::is_removed(step, state.group, header.id, header.author));
    if (standing || removed) return Shown{};
    const bool own = header.author == step.self().user;
    return Shown{Message{{},
                         header.id,
                         state.group,
                         header.author,
                         MessageKind::text,
                         own ? MessageState::accepted : MessageState::received,
                         header.at,
                         step.now(),
                         text.text}};
  }

  Result<Shown> operator()(const group::PostRemoval& removal) const {
    const bool admin = is_admin(state, header.author);
    SOTTO_ASSIGN(const auto target, step.find_message(state.group, removal.target));
    // The relay may still hand out what it was told to remove.
    if (!target) {
      SOTTO_TRY(post_records::save_removal(step, state.group, removal.target, {header.author, admin}));
      return Shown{};
    }
    const bool may = admin || target->sender == header.author || !defences().author_only;
    if (!may) return Error{ErrorCode::not_permitted, "removal"};
    if (target->kind == MessageKind::text) SOTTO_TRY(bury(step, *target));
    return Shown{};
  }
};

}  // namespace

Result<Shown> read(Step& step, const group::Membership& state, const wire::PostPlace& place,
                   PostRecord& posts) {
  SOTTO_ASSIGN(const auto post, group::Post::parse(place.post));
  SOTTO_TRY(verify(step, state, post, place.sequence, posts));
  const auto& header = post.header();
  auto shown = std::visit(Reader{step, state, header}, post.body());
  const bool member = group::find_member(state, header.author) != nullptr;
  if (shown && member) posts.latest = std::max(posts.latest, header.at);
  return shown;
}

Status bury(Step& step, Message message) {
  message.kind = MessageKind::deleted;
  message.body.clear();
  SOTTO_TRY(step.replace_message(message));
  step.notify(MessageChanged{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return {};
}

}  // namespace sotto::client::post_reading
