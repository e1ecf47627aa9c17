// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/posts.hpp"

#include "api/answers.hpp"
#include "relay/relay.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

struct BodyEncoder {
  json::object& out;
  void operator()(const group::PostText& body) const { out["text"] = body.text; }
  void operator()(const group::PostRemoval& body) const { out["removes"] = to_base64url(body.target.view()); }
};

/// What it says, and the signed bytes with the key under which they were signed: whoever doesn't believe the
/// relay about the first verifies the second.
json::object encode(const wire::PostPlace& place, const group::Membership& state) {
  json::object out{{"sequence", place.sequence}, {"removed", place.post.empty()}};
  const auto post = group::Post::parse(place.post);
  if (!post) return out;
  const auto& header = post->header();
  out["id"] = to_base64url(header.id.view());
  out["author"] = header.author.text();
  out["posted_at_ms"] = header.at.milliseconds;
  if (const auto* key = group::find_author(state, header.author))
    out["identity_key"] = to_base64url(key->view());
  std::visit(BodyEncoder{out}, post->body());
  out["signed"] = to_base64url(place.post);
  return out;
}

json::object encode(const wire::PostPage& page, const group::Membership& state) {
  json::array posts;
  for (const auto& place : page.places) posts.push_back(encode(place, state));
  return {{"group", state.group.text()},
          {"name", state.name.text()},
          {"newest", page.newest},
          {"posts", std::move(posts)}};
}

/// Newest first in front of `before`, or oldest first behind `after`; not both.
std::optional<wire::FetchPostsRequest> request_of(const Call& call, const GroupId& group) {
  const auto before = number_of(call, "before", 0);
  const auto after = number_of(call, "after", 0);
  const bool newer = call.query("after").given;
  if (!before || !after || (newer && call.query("before").given)) return std::nullopt;
  if (newer) return wire::FetchPostsRequest{group, *after, wire::PageDirection::newer};
  return wire::FetchPostsRequest{group, *before, wire::PageDirection::older};
}

Result<Bytes> post_in(const Call& call) {
  const auto group = GroupId::parse_text(call.arguments.front());
  if (!group) return Error{ErrorCode::not_found, "group"};
  SOTTO_ASSIGN(const auto object, parse_object(call.request.body));
  SOTTO_ASSIGN(auto bytes, bytes_field(object, "post", 1, wire::max_post));
  const auto post = group::Post::parse(bytes);
  if (!post || !(post->header().group == *group)) return Error{ErrorCode::malformed, "post"};
  return bytes;
}

}  // namespace

void read_posts(Relay& relay, const CallPtr& call, const GroupId& group) {
  const auto request = request_of(*call, group);
  if (!request) return call->respond(error_response(400, "malformed"));
  const auto found = relay.posts.group(group);
  if (const auto* failed = std::get_if<wire::CallFailure>(&found))
    return call->respond(failure_response(*failed));
  const auto state = std::get<GroupStates::State>(found);
  answer(call, relay.posts.page(*request),
         [&](const wire::PostPage& page) { return json_response(200, encode(page, *state)); });
}

void add_post(Relay& relay, const CallPtr& call) {
  const auto post = post_in(*call);
  if (!post) return call->respond(failure_response(post.error()));
  relay.add_post(call->who->user, *post, answering<wire::PostAdded>(call, [](const wire::PostAdded& added) {
                   return json_response(201, json::object{{"sequence", added.sequence}});
                 }));
}

}  // namespace sotto::relay::api
