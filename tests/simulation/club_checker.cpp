// SPDX-License-Identifier: GPL-3.0-or-later
#include "club_checker.hpp"

namespace sotto::simulation {
namespace {

using store::MessageKind;
using store::MessageState;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

const Username& ClubChecker::user_of(const std::string& label) const { return addresses_.at(label).user; }

void ClubChecker::violated(std::string what) {
  if (!violation_) violation_ = std::move(what);
}

void ClubChecker::says(const Device& author, const std::set<Username>& readers, const std::string& text) {
  Remark remark{author.label(), user_of(author.label()), readers, {}, false, {}};
  for (const auto& user : left_) {
    if (readers.count(user) == 0) remark.gone.insert(user);
  }
  remarks_.emplace(text, std::move(remark));
}

void ClubChecker::asks_to_be_let_in(const Username& user) {
  auto& before = before_[user];
  for (const auto& [text, remark] : remarks_) {
    if (remark.accepted) before.insert(text);
  }
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
  if (device.label() == remark.author) {
    by_id_.insert_or_assign(message.id, message.body);
    return;
  }
  ++shown_;
  check_reader(device, message.body, remark);
}

void ClubChecker::check_reader(const Device& device, const std::string& text, const Remark& remark) {
  const auto& user = user_of(device.label());
  const auto before = before_.find(user);
  if (before != before_.end() && before->second.count(text) > 0) {
    violated(device.label() + " reads " + quoted(text) + ", which was said before they came");
  }
  if (remark.gone.count(user) > 0) violated(device.label() + " has left, and reads " + quoted(text));
}

void ClubChecker::on(const Device&, const StateSet& change) {
  const auto named = by_id_.find(change.message);
  if (named == by_id_.end()) return;
  auto& remark = remarks_.at(named->second);
  if (change.state == MessageState::accepted) remark.accepted = true;
  if (change.state == MessageState::failed && left_.count(remark.from) == 0) {
    violated(quoted(named->second) + " failed for good");
  }
}

void ClubChecker::on_event(const Device& device, const client::Event& event) {
  const auto* distrusted = std::get_if<client::GroupDistrusted>(&event);
  if (distrusted != nullptr && distrusted->code == ErrorCode::forked_log) {
    violated(device.label() + " finds two histories of the group");
  }
}

void ClubChecker::on_frame_sent(const Device& device, ByteView frame) {
  if (auto wrong = wiretap_.on_sent(addresses_.at(device.label()), frame)) violated(*std::move(wrong));
}

void ClubChecker::on_relay_heard(ByteView bytes) {
  if (auto wrong = Wiretap::on_heard(bytes)) violated(*std::move(wrong));
}

bool ClubChecker::is_due(const Remark& remark, const std::string& label,
                         const std::set<Username>& members) const {
  const auto& user = user_of(label);
  return members.count(remark.from) > 0 && remark.readers.count(user) > 0 && members.count(user) > 0;
}

std::string ClubChecker::find_missing(const std::set<Username>& members) const {
  for (const auto& [text, remark] : remarks_) {
    for (const auto& [label, address] : addresses_) {
      if (is_due(remark, label, members) && remark.shown.count(label) == 0) {
        return quoted(text) + " on " + label;
      }
    }
  }
  return {};
}

}  // namespace sotto::simulation
