// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_standing.hpp"

#include <algorithm>

#include "../step.hpp"
#include "logs.hpp"

namespace sotto::client::post_standing {
namespace {

/// A relay takes entries and posts whose time is ten minutes from its own; of two of them, each may be wrong.
constexpr Duration clocks_apart{2LL * 10 * 60'000};
/// Older ones give way: then the next one counts, which lets through more.
constexpr std::size_t most_reached = 64;

Error gone() { return {ErrorCode::not_permitted, "post of somebody who is out", 0}; }

/// nullptr: they are in, or were never.
const group::Former* former(const group::Membership& state, const Username& user) {
  const auto found = state.former.find(user);
  return found == state.former.end() ? nullptr : &found->second;
}

/// How far the posts reached after the entry; nullptr: that was not asked yet.
const PostsReached* reached_after(const PostRecord& posts, std::uint64_t entry) {
  const auto found = std::find_if(posts.reached.begin(), posts.reached.end(),
                                  [&](const PostsReached& one) { return one.log_size > entry; });
  return found == posts.reached.end() ? nullptr : &*found;
}

}  // namespace

Status check(Step& step, const group::Membership& state, const group::PostHeader& header, std::uint64_t place,
             const PostRecord& posts) {
  const auto* out = former(state, header.author);
  if (out == nullptr) return {};
  const auto* reached = reached_after(posts, out->sequence);
  if (reached != nullptr && place > reached->place) return gone();
  SOTTO_ASSIGN(const auto entry, group_logs::entry_at(step, state.group, out->sequence));
  const auto latest = std::max(posts.latest, header.at);
  return latest > entry.header().at + clocks_apart ? gone() : Status{};
}

bool is_undecided(const group::Membership& state, const PostRecord& posts, ByteView post) {
  const auto parsed = group::Post::parse(post);
  if (!parsed) return false;
  const auto* out = former(state, parsed->header().author);
  return out != nullptr && reached_after(posts, out->sequence) == nullptr;
}

void note_reached(const group::Membership& state, PostRecord& posts, const PostsReached& reached) {
  auto& all = posts.reached;
  const auto known = all.empty() ? std::uint64_t{0} : all.back().log_size;
  const bool somebody_went = std::any_of(state.former.begin(), state.former.end(), [&](const auto& one) {
    return one.second.sequence >= known && one.second.sequence < reached.log_size;
  });
  if (!somebody_went) return;
  all.push_back(reached);
  if (all.size() > most_reached) all.erase(all.begin());
}

}  // namespace sotto::client::post_standing
