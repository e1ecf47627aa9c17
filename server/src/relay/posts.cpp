// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/posts.hpp"

#include <memory>

#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

wire::CallFailure failure_of_post(const Error& error) {
  if (error.code == ErrorCode::not_permitted) return failure(Code::refused);
  if (error.code == ErrorCode::unsupported_version) return failure(Code::malformed);
  return failure_of(error);
}

std::vector<Username> members_of(const group::Membership& state) {
  std::vector<Username> all;
  for (const auto& [name, member] : state.members) all.push_back(name);
  return all;
}

/// Where a post came to stand, and whether it stands there since now.
struct Place {
  enum class Since : std::uint8_t { now, before };
  std::uint64_t sequence = 0;
  Since since = Since::now;
};

/// One post within one transaction.
struct Adding {
  store::Transaction& transaction;
  const group::Post& post;
  const store::PostQuota& quota;
  group::Role role;

  /// Its place if exactly this post is there already, so that to send it again is always safe.
  Result<std::optional<std::uint64_t>> known_place() const {
    SOTTO_ASSIGN(const auto known, transaction.find_post(post.header().group, post.header().id));
    if (!known) return std::optional<std::uint64_t>{};
    if (known->post != post.bytes()) return Error{ErrorCode::already_exists, "post's id"};
    return std::optional{known->sequence};
  }

  Status operator()(const group::PostText&) const {
    const auto size = post.bytes().size();
    SOTTO_ASSIGN(const auto state, transaction.post_state(post.header().group));
    SOTTO_ASSIGN(const auto all, transaction.all_post_bytes());
    const bool full =
        state.newest >= quota.posts || state.bytes + size > quota.bytes || all + size > quota.total;
    return full ? Error{ErrorCode::too_large, "posts"} : Status{};
  }
  /// One's own, or, as an admin, anybody's. A removal isn't removed; so there are no more of them than texts,
  /// and a full group takes them, too.
  Status operator()(const group::PostRemoval& removal) const {
    const auto& group = post.header().group;
    SOTTO_ASSIGN(const auto target, transaction.find_post(group, removal.target));
    if (!target || target->post.empty()) return Error{ErrorCode::not_found, "post"};
    const bool own = target->author == post.header().author;
    if (!own && role < group::Role::admin) return Error{ErrorCode::not_permitted, "remove a post"};
    const auto said = group::Post::parse(target->post);
    if (!said) return Error{ErrorCode::store_corrupt, "post"};
    if (std::holds_alternative<group::PostRemoval>(said->body()))
      return Error{ErrorCode::malformed, "removal of a removal"};
    return transaction.erase_post(group, removal.target);
  }

  Result<Place> run() const {
    SOTTO_ASSIGN(const auto known, known_place());
    if (known) return Place{*known, Place::Since::before};
    SOTTO_TRY(std::visit(*this, post.body()));
    const auto& header = post.header();
    SOTTO_ASSIGN(const auto state, transaction.post_state(header.group));
    if (header.after > state.newest) return Error{ErrorCode::stale_state, "post's place"};
    const Place place{state.newest + 1};
    SOTTO_TRY(transaction.add_post(header.group, {place.sequence, header.id, header.author, post.bytes()}));
    return place;
  }
};

Posts::Added added(const group::Membership& state, const group::Post& post, const Place& place) {
  Posts::Added added{{state.group, place.sequence}, {state.group, place.sequence, {}}, {}};
  if (place.since == Place::Since::before) return added;
  added.news.places.push_back({place.sequence, post.bytes()});
  added.members = members_of(state);
  return added;
}

}  // namespace

Posts::Posts(Foundation& foundation, Groups& groups)
    : base_{foundation},
      groups_{groups},
      rates_{rates::post, foundation.policy.rate_factor, foundation.hash} {}

/// Under their own name, as a member, with the identity that they have in the group, and not from the future.
Status Posts::check(const group::Membership& state, const Username& user, const group::Post& post) const {
  if (!(post.header().author == user)) return Error{ErrorCode::not_permitted, "post's author"};
  if (post.header().at - base_.clock.now() > entry_clock_tolerance)
    return Error{ErrorCode::malformed, "post's time"};
  const auto* member = group::find_member(state, user);
  if (member == nullptr) return Error{ErrorCode::not_permitted, "no member"};
  return post.verify(member->identity);
}

Outcome<GroupStates::State> Posts::group(const GroupId& group) {
  auto state = groups_.state(group);
  if (!state) return failure_of(state.error());
  const bool open = *state && (*state)->kind == group::GroupKind::open;
  if (!open) return failure(Code::not_found);
  return *std::move(state);
}

void Posts::add(const Username& user, const Bytes& bytes, Answer<Added> answer) {
  auto post = group::Post::parse(bytes);
  if (!post) return answer(failure_of_post(post.error()));
  if (const auto wait = rates_.take(user.text(), base_.clock.now()); wait > Duration{0}) {
    base_.metrics.rate_limited += 1;
    return answer(failure(Code::rate_limited, wait));
  }
  const auto found = group(post->header().group);
  if (const auto* failed = std::get_if<wire::CallFailure>(&found)) return answer(*failed);
  const auto state = std::get<GroupStates::State>(found);
  if (const auto status = check(*state, user, *post); !status) return answer(failure_of_post(status.error()));
  const auto role = group::find_member(*state, user)->role;
  const auto shared = std::make_shared<const group::Post>(*std::move(post));
  const auto place = std::make_shared<Place>();
  base_.store.update(
      [shared, place, role, quota = base_.policy.posts](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(*place, (Adding{transaction, *shared, quota, role}.run()));
        return {};
      },
      [state, shared, place, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of_post(status.error()));
        answer(added(*state, *shared, *place));
      });
}

Outcome<wire::PostPage> Posts::page(const wire::FetchPostsRequest& request) {
  const auto found = group(request.group);
  if (const auto* failed = std::get_if<wire::CallFailure>(&found)) return *failed;
  const bool from_the_end = request.direction == wire::PageDirection::older && request.place == 0;
  const store::PostQuery query{request.group, from_the_end ? INT64_MAX : request.place, request.direction,
                               wire::max_posts, wire::max_post_page};
  wire::PostPage page{request.group, 0, {}};
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto state, snapshot.post_state(request.group));
    SOTTO_ASSIGN(const auto posts, snapshot.posts(query));
    page.newest = state.newest;
    for (const auto& post : posts) page.places.push_back({post.sequence, post.post});
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return page;
}

}  // namespace sotto::relay
