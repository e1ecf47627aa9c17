// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/submission.hpp"

#include <algorithm>

namespace sotto::relay {
namespace {

using wire::SubmitOutcome;

/// What the sender has to act upon first.
int weight(SubmitOutcome outcome) {
  switch (outcome) {
    case SubmitOutcome::devices_changed:
      return 4;
    case SubmitOutcome::unavailable:
      return 3;
    case SubmitOutcome::mailbox_full:
      return 2;
    case SubmitOutcome::not_delivered:
      return 1;
    default:
      return 0;
  }
}

constexpr Duration try_again_soon{2'000};
constexpr Duration try_again_when_emptied{60'000};

}  // namespace

DirectSubmission::DirectSubmission(std::weak_ptr<Link> sender, const wire::Submit& submit)
    : Submission{std::move(sender), submit.keeping},
      reply_{submit.message, submit.recipient, SubmitOutcome::accepted, {}, {}, {}} {
  for (const auto& envelope : submit.envelopes) open_.push_back(envelope.device);
}

std::optional<SubmitOutcome> DirectSubmission::done(SubmitOutcome outcome, const Address& address) {
  const auto device = address.device;
  const auto found = std::find(open_.begin(), open_.end(), device);
  if (found == open_.end()) return std::nullopt;
  open_.erase(found);
  if (outcome == SubmitOutcome::devices_changed) reply_.extra.push_back(device);
  if (weight(outcome) > weight(reply_.outcome)) reply_.outcome = outcome;
  if (!open_.empty()) return std::nullopt;
  if (reply_.outcome == SubmitOutcome::unavailable) reply_.retry_after = try_again_soon;
  if (reply_.outcome == SubmitOutcome::mailbox_full) reply_.retry_after = try_again_when_emptied;
  return reply_.outcome;
}

GroupSubmission::GroupSubmission(std::weak_ptr<Link> sender, const wire::SubmitToGroup& submit,
                                 std::set<Address> devices)
    : Submission{std::move(sender), submit.keeping},
      reply_{submit.message, submit.group, SubmitOutcome::accepted, Duration{0}},
      open_{std::move(devices)} {}

std::optional<SubmitOutcome> GroupSubmission::done(SubmitOutcome outcome, const Address& device) {
  if (open_.erase(device) == 0) return std::nullopt;
  if (outcome == SubmitOutcome::unavailable) reply_.outcome = outcome;
  if (outcome == SubmitOutcome::not_delivered && reply_.outcome == SubmitOutcome::accepted)
    reply_.outcome = outcome;
  if (!open_.empty()) return std::nullopt;
  if (reply_.outcome == SubmitOutcome::unavailable) reply_.retry_after = try_again_soon;
  return reply_.outcome;
}

}  // namespace sotto::relay
