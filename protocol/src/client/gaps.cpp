// SPDX-License-Identifier: GPL-3.0-or-later
#include "gaps.hpp"

#include <algorithm>
#include <string>

#include "conversations.hpp"
#include "defences.hpp"
#include "step.hpp"

namespace sotto::client::gaps {
namespace {

/// Of one device: what is older stays as it is.
constexpr std::size_t most_gaps = 16;
/// Whoever counts on by a million gets no more room in the history.
constexpr std::uint64_t most_places = 1'024;
/// What is further up than that is not looked at again.
constexpr std::size_t most_behind = 32;

bool lies_in(const Gap& gap, std::uint64_t number) {
  return gap.first <= number && number - gap.first < gap.numbers;
}

/// nullptr: there is none. The newest, should two counts have met.
template <class Gaps>
auto* find_gap(Gaps& gaps, std::uint64_t number) {
  const auto found =
      std::find_if(gaps.rbegin(), gaps.rend(), [&](const Gap& each) { return lies_in(each, number); });
  return found == gaps.rend() ? nullptr : &*found;
}

Status set_count(Step& step, const ConversationId& conversation, const Gap& gap) {
  SOTTO_ASSIGN(auto notice, step.find_message(conversation, gap.notice));
  if (!notice) return {};
  notice->body = std::to_string(gap.count);
  SOTTO_TRY(gap.count == 0 ? step.erase_message(conversation, gap.notice) : step.replace_message(*notice));
  step.notify(MessageChanged{conversation, gap.notice});
  step.notify(ConversationChanged{conversation});
  return {};
}

Result<bool> is_only_followed_by(Step& step, const ConversationId& conversation, store::Position place,
                                 const Username& sender) {
  SOTTO_ASSIGN(const auto behind, step.page_after(conversation, place, most_behind + 1));
  const auto theirs = [&](const store::Message& message) { return message.sender == sender; };
  return behind.size() <= most_behind && std::all_of(behind.begin(), behind.end(), theirs);
}

}  // namespace

Open Open::read(RecordReader& in) {
  Open open;
  auto count = in.u32();
  if (count > most_gaps) in.fail();
  for (; count > 0 && !in.failed(); --count) {
    Gap gap{in.message_id(), {in.u64()}, in.u64(), in.u64(), in.u64(), in.u64()};
    if (gap.places > most_places || gap.places > gap.numbers || gap.at.value < gap.places || gap.count == 0)
      in.fail();
    open.gaps_.push_back(gap);
  }
  return open;
}

void Open::write(RecordWriter& out) const {
  out.u32(static_cast<std::uint32_t>(gaps_.size()));
  for (const auto& gap : gaps_)
    out.raw(gap.notice.view())
        .u64(gap.at.value)
        .u64(gap.first)
        .u64(gap.numbers)
        .u64(gap.places)
        .u64(gap.count);
}

Status Open::tell(Step& step, const ConversationId& conversation, const Username& sender,
                  const Missing& missing) {
  const auto places = std::min(missing.numbers, most_places);
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  const store::Message notice{{},
                              id,
                              conversation,
                              sender,
                              store::MessageKind::message_missing,
                              store::MessageState::received,
                              step.now(),
                              step.now(),
                              std::to_string(missing.count)};
  SOTTO_ASSIGN(const auto at, step.append_leaving_room(notice, places));
  if (gaps_.size() == most_gaps) gaps_.erase(gaps_.begin());
  gaps_.push_back({id, at, missing.first, missing.numbers, places, missing.count});
  step.notify(ConversationChanged{conversation});
  return {};
}

/// REQUIRES: it tells of as many.
Status Open::lessen(Step& step, const ConversationId& conversation, Gap& gap, std::uint64_t by) {
  gap.count -= by;
  return by > 0 ? set_count(step, conversation, gap) : Status{};
}

void Open::drop_closed() {
  const auto closed = [](const Gap& gap) { return gap.count == 0; };
  gaps_.erase(std::remove_if(gaps_.begin(), gaps_.end(), closed), gaps_.end());
}

bool Open::holds(std::uint64_t number) const { return find_gap(gaps_, number) != nullptr; }

Result<bool> Open::come(Step& step, const ConversationId& conversation, std::uint64_t number) {
  auto* gap = find_gap(gaps_, number);
  if (gap == nullptr) return false;
  SOTTO_TRY(lessen(step, conversation, *gap, 1));
  drop_closed();
  return true;
}

Status Open::take_back(Step& step, const ConversationId& conversation, std::uint64_t count) {
  for (auto gap = gaps_.rbegin(); gap != gaps_.rend() && count > 0; ++gap) {
    const auto less = std::min(count, gap->count);
    count -= less;
    SOTTO_TRY(lessen(step, conversation, *gap, less));
  }
  drop_closed();
  return {};
}

std::uint64_t Open::total() const {
  std::uint64_t all = 0;
  for (const auto& gap : gaps_) all += gap.count;
  return all;
}

Result<std::optional<store::Position>> Open::place_of(Step& step, const ConversationId& conversation,
                                                      const Username& sender, std::uint64_t number) const {
  const std::optional<store::Position> end;
  const auto* gap = find_gap(gaps_, number);
  if (gap == nullptr || !defences().late_in_place) return end;
  const auto index = number - gap->first;
  if (index >= gap->places) return end;
  const store::Position place{gap->at.value - gap->places + index};
  SOTTO_ASSIGN(const auto read, conversations::read_mark(step, conversation));
  if (!(read < place)) return end;
  SOTTO_ASSIGN(const bool alone, is_only_followed_by(step, conversation, place, sender));
  return alone ? std::optional{place} : end;
}

}  // namespace sotto::client::gaps
