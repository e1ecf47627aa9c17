// SPDX-License-Identifier: GPL-3.0-or-later
#include "club_checker.hpp"

#include <algorithm>
#include <limits>

#include "sotto/wire/frame.hpp"

namespace sotto::simulation {
namespace {

using store::MessageKind;
using store::MessageState;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

bool waits_for_key(Device& device, const MessageId& message) {
  const auto held =
      device.disk().scan(store::Table::group_held, {}, std::numeric_limits<std::size_t>::max() / 2);
  const auto& id = message.bytes;
  return std::any_of(held->begin(), held->end(), [&](const store::Record& row) {
    return std::search(row.value.begin(), row.value.end(), id.begin(), id.end()) != row.value.end();
  });
}

/// Without a break since that epoch.
bool is_member_since(const group::Membership& state, const Username& user, std::uint64_t epoch) {
  const auto* member = group::find_member(state, user);
  return member != nullptr && member->since_epoch <= epoch;
}

}  // namespace

void ClubChecker::violated(std::string what) {
  if (!violation_) violation_ = std::move(what);
}

void ClubChecker::add_device(Device& device, const Address& address) {
  places_.emplace(device.label(), Place{device, address});
}

const Username& ClubChecker::user_of(const Device& device) const {
  return places_.at(device.label()).address.user;
}

// --- What people do

void ClubChecker::says(const Device& author, std::uint64_t epoch, const std::string& text) {
  remarks_.emplace(text, Remark{author.label(), user_of(author), epoch, {}, {}, {}, false, false, {}});
}

void ClubChecker::did_not_say(const std::string& text) {
  if (remarks_.at(text).id) violated(quoted(text) + " was refused and is in the history all the same");
  remarks_.erase(text);
}

void ClubChecker::on_restored(Device& device) {
  for (auto& [text, remark] : remarks_) {
    if (!remark.id || remark.shown.count(device.label()) == 0) continue;
    bool there = false;
    const auto conversations = device.disk().conversations();
    for (const auto& conversation : *conversations) {
      const auto found = device.disk().find_message(conversation.with, *remark.id);
      there = there || (found && *found);
    }
    if (!there) remark.shown.erase(device.label());
  }
}

void ClubChecker::on_relay_restored() {
  relay_restored_ = true;
  for (auto& [text, remark] : remarks_) remark.forgotten = remark.forgotten || remark.sent_in.has_value();
}

// --- What devices show

ClubChecker::Remark* ClubChecker::find(const MessageId& id) {
  const auto named = by_id_.find(id);
  return named == by_id_.end() ? nullptr : &remarks_.at(named->second);
}

void ClubChecker::on_committed(const Device& device, const std::vector<Change>& changes) {
  for (const auto& change : changes) {
    std::visit([&](const auto& one) { on(device, one); }, change);
  }
}

void ClubChecker::on(const Device& device, const Appended& change) {
  const auto& message = change.message;
  if (message.kind != MessageKind::text) return;
  const auto found = remarks_.find(message.body);
  if (found == remarks_.end()) {
    return violated(device.label() + " shows what nobody said: " + quoted(message.body));
  }
  auto& remark = found->second;
  if (message.conversation.group() == nullptr || !(message.sender == remark.from)) {
    violated(device.label() + " shows " + quoted(message.body) + " as somebody else's, or somewhere else");
  }
  if (!remark.shown.insert(device.label()).second) {
    return violated(device.label() + " shows " + quoted(message.body) + " twice");
  }
  if (device.label() == remark.author) return on_own(device, remark, message);
  ++shown_;
  check_reader(device, message.body, remark);
}

void ClubChecker::on_own(const Device& device, Remark& remark, const store::Message& message) {
  if (remark.id && !(*remark.id == message.id))
    violated(device.label() + " shows its own " + quoted(message.body) + " under another id");
  remark.id = message.id;
  by_id_.insert_or_assign(message.id, message.body);
}

void ClubChecker::check_reader(const Device& device, const std::string& text, const Remark& remark) {
  const auto& user = user_of(device);
  if (remark.readers.count(user) > 0) return;
  const char* what =
      were_members_.count(user) > 0 ? " is no member any more, and reads " : " is no member yet, and reads ";
  violated(device.label() + what + quoted(text));
}

void ClubChecker::on(const Device& device, const StateSet& change) {
  auto* remark = find(change.message);
  if (remark != nullptr && remark->author == device.label() && change.state == MessageState::failed)
    remark->failed = true;
}

/// An honest relay serves every log as it is: at most an answer to an earlier question comes late.
void ClubChecker::on_event(Device& device, const client::Event& event) {
  const auto* distrusted = std::get_if<client::GroupDistrusted>(&event);
  if (distrusted == nullptr || distrusted->code == ErrorCode::stale_state) return;
  if (plan_.sabotage == Sabotage::relay_forges_log) return;
  if (relay_restored_ && distrusted->code == ErrorCode::forked_log) {
    forked_ = true;
    return;
  }
  violated(device.label() + " distrusts the group: " + std::string{name_of(distrusted->code)});
}

// --- What goes over the wire

void ClubChecker::on_frame_sent(const Device& device, ByteView bytes) {
  const auto& place = places_.at(device.label());
  if (auto wrong = wiretap_.on_sent(place.address, bytes)) return violated(*std::move(wrong));
  const auto frame = wire::parse_frame(bytes);
  const auto* submit = frame ? std::get_if<wire::SubmitToGroup>(&*frame) : nullptr;
  if (submit != nullptr) note_readers(place.device, *submit);
}

/// What is sent is sealed in the same step, or under the same members: the log on disk is the one that
/// counted.
void ClubChecker::note_readers(Device& author, const wire::SubmitToGroup& submit) {
  auto* remark = find(submit.message);
  if (remark == nullptr) return;
  const auto view = author.engine().group(submit.group);
  if (!view || !*view) return violated(author.label() + " writes to a group that it does not know");
  for (const auto& member : (*view)->members) {
    remark->readers.insert(member.user);
    were_members_.insert(member.user);
  }
  if (!remark->sent_in) remark->sent_in = (*view)->epoch;
}

void ClubChecker::on_relay_heard(ByteView bytes) {
  if (auto wrong = Wiretap::on_heard(bytes)) violated(*std::move(wrong));
}

// --- In the end

std::string ClubChecker::find_missing(const group::Membership& state, Look look) const {
  for (const auto& [text, remark] : remarks_) {
    if (remark.forgotten || !is_member_since(state, remark.from, remark.said_in)) continue;
    if (auto missing = find_missing(text, remark, state, look); !missing.empty()) return missing;
  }
  return {};
}

std::string ClubChecker::find_missing(const std::string& text, const Remark& remark,
                                      const group::Membership& state, Look look) const {
  if (remark.failed) return quoted(text) + " failed for good";
  if (!remark.sent_in) return quoted(text) + " was never sent";
  for (const auto& [label, place] : places_) {
    const bool due = is_member_since(state, place.address.user, *remark.sent_in);
    if (!due || remark.shown.count(label) > 0) continue;
    const bool excused =
        look == Look::last && plan_.may_have_gaps() && waits_for_key(place.device, *remark.id);
    if (!excused) return quoted(text) + " is not on " + label;
  }
  return {};
}

}  // namespace sotto::simulation
