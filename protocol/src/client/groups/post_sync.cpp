// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_sync.hpp"

#include <algorithm>

#include "../own_state.hpp"
#include "../step.hpp"
#include "logs.hpp"
#include "post_reading.hpp"
#include "post_standing.hpp"
#include "record.hpp"
#include "sync.hpp"

namespace sotto::client::post_sync {
namespace {

using store::Message;
using wire::PageDirection;

/// An open group that this account is in: its log, and how far its posts are here.
struct Followed {
  group_logs::LogPtr log;
  PostRecord posts;
  [[nodiscard]] const group::Membership& state() const { return log->state(); }
  [[nodiscard]] const GroupId& group() const { return state().group; }
};

Result<std::optional<Followed>> followed(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto posts, post_records::find(step, group));
  SOTTO_ASSIGN(const auto record, group_records::find(step, group));
  if (!posts || !record || record->belonging != Belonging::member) return std::optional<Followed>{};
  SOTTO_ASSIGN(auto log, group_logs::of(step, group));
  if (!log) return std::optional<Followed>{};
  return std::optional{Followed{std::move(log), *posts}};
}

Status fetch(Step& step, const Followed& known, std::uint64_t place, PageDirection direction) {
  const auto& group = known.group();
  auto& fetching = step.memory().groups.posts_fetching;
  const bool waits = step.memory().groups.posts_waiting.count(group) > 0;
  if (!link::is_online(step.memory()) || waits || !fetching.insert(group).second) return {};
  calls::begin(step, wire::FetchPostsRequest{group, place, direction},
               PostsCall{group, place, direction, known.log->size()});
  return {};
}

/// Judged by the log as it is now: who was taken out meanwhile says nothing more.
Status fetch_new(Step& step, const Followed& group) {
  if (group_sync::is_looking_at(step.memory(), group.group())) return {};
  if (!group.posts.begun()) return fetch(step, group, 0, PageDirection::older);
  return fetch(step, group, group.posts.newest, PageDirection::newer);
}

void distrust(Step& step, const GroupId& group, ErrorCode code) { step.notify(GroupDistrusted{group, code}); }

/// What became of one place.
struct Read {
  enum class What : std::uint8_t { taken, refused, waits };
  What what = What::taken;
  std::optional<Message> shown = {};
  ErrorCode code = ErrorCode::malformed;  ///< why it was refused
};

/// A stranger's post may be a newcomer's: their entry comes with the log. It is looked at once for each page.
Result<Read> wait_for_log(Step& step, const GroupId& group) {
  step.memory().groups.posts_waiting.insert(group);
  SOTTO_TRY(group_sync::look(step, group));
  return Read{Read::What::waits};
}

/// `before`: what is known of the posts in front of it.
Result<Read> read_place(Step& step, const Followed& group, const wire::PostPlace& place, PostRecord& before) {
  if (place.post.empty()) return Read{};
  auto message = post_reading::read(step, group.state(), place, before);
  if (message) return Read{Read::What::taken, *std::move(message)};
  const auto code = message.error().code;
  if (is_local_failure(code)) return message.error();
  const bool looked = step.memory().groups.posts_final.count(group.group()) > 0;
  if (code == ErrorCode::not_permitted && !looked) return wait_for_log(step, group.group());
  return Read{Read::What::refused, {}, code};
}

/// Told once; how many there are stands on the screen.
void note_refused(Step& step, Followed& group, ErrorCode code) {
  if (group.posts.refused == 0) distrust(step, group.group(), code);
  ++group.posts.refused;
  step.notify(GroupUpdated{group.group()});
}

Status append(Step& step, const Message& message) {
  SOTTO_ASSIGN(const auto position, step.append_message(message));
  SOTTO_TRY(own_state::on_shown(step, message, position));
  step.notify(MessageArrived{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return {};
}

/// The place behind the newest. False: it waits.
Result<bool> take_next(Step& step, Followed& group, const wire::PostPlace& place) {
  SOTTO_ASSIGN(const auto read, read_place(step, group, place, group.posts));
  if (read.what == Read::What::waits) return false;
  if (read.what == Read::What::refused) note_refused(step, group, read.code);
  if (read.shown) SOTTO_TRY(append(step, *read.shown));
  group.posts.newest = place.sequence;
  SOTTO_TRY(post_records::save(step, group.group(), group.posts));
  return true;
}

/// One after the other, and none left out: 5, 6, 7 behind 4.
Status check_newer(const PostsCall& call, const wire::PostPage& page) {
  if (page.newest < call.place) return Error{ErrorCode::stale_state, "posts"};
  auto expected = call.place;
  for (const auto& place : page.places) {
    if (place.sequence != ++expected) return Error{ErrorCode::invalid_state, "posts"};
  }
  if (page.places.empty() && page.newest > call.place) return Error{ErrorCode::invalid_state, "posts"};
  return {};
}

/// The same backwards: 3, 2, 1 in front of 4, or from the end.
Status check_older(const PostsCall& call, const wire::PostPage& page) {
  auto expected = call.place == 0 ? page.newest + 1 : call.place;
  const bool missing = page.places.empty() && expected > 1;
  if (missing) return Error{ErrorCode::invalid_state, "posts"};
  for (const auto& place : page.places) {
    if (place.sequence != --expected) return Error{ErrorCode::invalid_state, "posts"};
  }
  return {};
}

Status take_newer(Step& step, Followed& group, const wire::PostPage& page) {
  for (const auto& place : page.places) {
    if (place.sequence <= group.posts.newest) continue;  // came by itself meanwhile
    SOTTO_ASSIGN(const bool taken, take_next(step, group, place));
    if (!taken) return {};
  }
  auto& named = step.memory().groups.posts_named[group.group()];
  named = std::max(named, page.newest);
  return group.posts.newest < named && !page.places.empty() ? fetch_new(step, group) : Status{};
}

/// What was said before one came in isn't new.
Status mark_all_read(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto newest, step.page(ConversationId{group}, std::nullopt, 1));
  return newest.empty() ? Status{} : step.mark_read(group, newest.front().position);
}

bool holds(const std::vector<Message>& messages, const Message& message) {
  return std::any_of(messages.begin(), messages.end(),
                     [&](const Message& one) { return one.id == message.id; });
}

/// A relay may give a post a place behind its removal, which is then read after it.
Status drop_removed(Step& step, std::vector<Message>& messages) {
  std::vector<Message> kept;
  for (auto& message : messages) {
    const auto& group = *message.conversation.group();
    SOTTO_ASSIGN(const bool removed, post_records::is_removed(step, group, message.id, message.sender));
    if (!removed) kept.push_back(std::move(message));
  }
  messages = std::move(kept);
  return {};
}

Status take_older(Step& step, Followed& group, const wire::PostPage& page) {
  std::vector<Message> newest_first;
  // In the order in which they were said: what stands in front of a post tells when it can't have been said.
  auto before = group.posts;
  before.latest = {};
  for (auto place = page.places.rbegin(); place != page.places.rend(); ++place) {
    SOTTO_ASSIGN(auto read, read_place(step, group, *place, before));
    if (read.what == Read::What::waits) return {};
    if (read.what == Read::What::refused) note_refused(step, group, read.code);
    if (read.shown && !holds(newest_first, *read.shown))
      newest_first.insert(newest_first.begin(), *std::move(read.shown));
  }
  SOTTO_TRY(drop_removed(step, newest_first));
  if (!newest_first.empty()) SOTTO_TRY(step.prepend_messages(newest_first));
  if (!group.posts.begun()) {
    SOTTO_TRY(mark_all_read(step, group.group()));
    group.posts.newest = page.newest;
    group.posts.latest = before.latest;
  }
  group.posts.oldest = page.places.empty() ? 1 : page.places.back().sequence;
  SOTTO_TRY(post_records::save(step, group.group(), group.posts));
  step.notify(GroupUpdated{group.group()});
  step.notify(ConversationChanged{group.group()});
  return {};
}

/// Whether the page is what was asked for, from where the record still stands.
bool is_wanted(const Followed& group, const PostsCall& call) {
  if (call.direction == PageDirection::newer) return group.posts.begun();
  return call.place == 0 ? !group.posts.begun() : call.place == group.posts.oldest;
}

Status take_page(Step& step, Followed& group, const PostsCall& call, const wire::PostPage& page) {
  if (!is_wanted(group, call)) return {};
  const bool newer = call.direction == PageDirection::newer;
  const auto fits = newer ? check_newer(call, page) : check_older(call, page);
  if (!fits || !(page.group == call.group)) {
    distrust(step, call.group, fits ? ErrorCode::malformed : fits.error().code);
    return {};
  }
  SOTTO_TRY(newer ? take_newer(step, group, page) : take_older(step, group, page));
  step.memory().groups.posts_final.erase(call.group);
  const bool all_here = group.posts.begun() && group.posts.newest >= page.newest;
  if (!all_here) return {};
  post_standing::note_reached(group.state(), group.posts, {call.log_size, page.newest});
  return post_records::save(step, call.group, group.posts);
}

}  // namespace

Status look(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto known, followed(step, group));
  return known ? fetch_new(step, *known) : Status{};
}

Status load_older(Step& step, const GroupId& group) {
  if (!link::is_online(step.memory())) return Error{ErrorCode::offline, "posts"};
  SOTTO_ASSIGN(const auto known, followed(step, group));
  if (!known || known->posts.oldest <= 1) return Error{ErrorCode::not_found, "older posts"};
  return fetch(step, *known, known->posts.oldest, PageDirection::older);
}

void on_log(Step& step, const GroupId& group) {
  auto& groups = step.memory().groups;
  if (groups.posts_waiting.erase(group) > 0) groups.posts_final.insert(group);
}

Status on_posted(Step& step, const wire::PostPage& page) {
  SOTTO_ASSIGN(auto known, followed(step, page.group));
  if (!known || !known->posts.begun() || page.newest <= known->posts.newest) return {};
  auto& named = step.memory().groups.posts_named[page.group];
  named = std::max(named, page.newest);
  if (step.memory().groups.posts_waiting.count(page.group) > 0) return {};
  const bool next = page.places.size() == 1 && page.places.front().sequence == known->posts.newest + 1;
  const bool undecided =
      next && (group_sync::is_looking_at(step.memory(), page.group) ||
               post_standing::is_undecided(known->state(), known->posts, page.places.front().post));
  if (!next || undecided) return fetch_new(step, *known);
  SOTTO_ASSIGN([[maybe_unused]] const bool taken, take_next(step, *known, page.places.front()));
  return {};
}

Status on_page(Step& step, const PostsCall& call, Answer answer) {
  step.memory().groups.posts_fetching.erase(call.group);
  const auto page = calls::expect<wire::PostPage>(std::move(answer));
  if (!page) return {};  // asked again with the next link, or when something is said
  SOTTO_ASSIGN(auto known, followed(step, call.group));
  return known ? take_page(step, *known, call, *page) : Status{};
}

Status on_own(Step& step, const GroupId& group, std::uint64_t sequence) {
  SOTTO_ASSIGN(auto known, followed(step, group));
  if (!known || !known->posts.begun() || sequence <= known->posts.newest) return {};
  if (sequence != known->posts.newest + 1) return fetch_new(step, *known);
  known->posts.newest = sequence;
  return post_records::save(step, group, known->posts);
}

void on_online(Step& step) {
  auto& groups = step.memory().groups;
  groups.posts_fetching.clear();
  groups.posts_waiting.clear();
  groups.posts_final.clear();
  groups.posts_named.clear();
}

Status look_at_all(Step& step) {
  SOTTO_ASSIGN(const auto all, group_records::all(step));
  for (const auto& [group, record] : all) SOTTO_TRY(look(step, group));
  return {};
}

}  // namespace sotto::client::post_sync
