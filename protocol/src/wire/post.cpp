// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/post.hpp"

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

Result<GroupId> group_field(const std::string& field) { return GroupId::parse(bytes_of(field)); }

}  // namespace

Result<AddPostRequest> read(const v1::AddPostRequest& from) {
  SOTTO_ASSIGN(auto post, bytes_field(from.post(), {1, max_post}, "post"));
  return AddPostRequest{std::move(post)};
}

void write_post_added(const PostAdded& from, v1::PostAdded& to) {
  to.set_group(string_of(from.group.view()));
  to.set_sequence(from.sequence);
}

Result<PostAdded> read(const v1::PostAdded& from) {
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  if (from.sequence() == 0) return Error{ErrorCode::malformed, "post's place"};
  return PostAdded{group, from.sequence()};
}

void write_fetch_posts(const FetchPostsRequest& from, v1::FetchPostsRequest& to) {
  to.set_group(string_of(from.group.view()));
  to.set_place(from.place);
  to.set_newer(from.direction == PageDirection::newer);
}

Result<FetchPostsRequest> read(const v1::FetchPostsRequest& from) {
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  return FetchPostsRequest{group, from.place(), from.newer() ? PageDirection::newer : PageDirection::older};
}

void write_post_page(const PostPage& from, v1::PostPage& to) {
  to.set_group(string_of(from.group.view()));
  to.set_newest(from.newest);
  for (const auto& place : from.places) {
    auto& out = *to.add_places();
    out.set_sequence(place.sequence);
    out.set_post(string_of(place.post));
  }
}

Result<PostPage> read(const v1::PostPage& from) {
  SOTTO_TRY(count_within(from.places_size(), Length::up_to(max_posts), "posts"));
  PostPage page;
  SOTTO_ASSIGN(page.group, group_field(from.group()));
  page.newest = from.newest();
  if (page.newest > INT64_MAX) return Error{ErrorCode::malformed, "newest post"};
  for (const auto& one : from.places()) {
    if (one.sequence() == 0 || one.sequence() > page.newest)
      return Error{ErrorCode::malformed, "post's place"};
    SOTTO_ASSIGN(auto post, bytes_field(one.post(), Length::up_to(max_post), "post"));
    page.places.push_back({one.sequence(), std::move(post)});
  }
  return page;
}

}  // namespace sotto::wire
