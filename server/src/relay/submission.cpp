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

Submission::Submission(std::weak_ptr<Link> sender, const wire::Submit& submit)
    : sender_{std::move(sender)},
      reply_{submit.message, submit.recipient, SubmitOutcome::accepted, {}, {}, {}},
      keeping_{submit.keeping} {
  for (const auto& envelope : submit.envelopes) open_.push_back(envelope.device);
}

std::optional<wire::SubmitReply> Submission::done(SubmitOutcome outcome, DeviceId device) {
  const auto found = std::find(open_.begin(), open_.end(), device);
  if (found == open_.end()) return std::nullopt;
  open_.erase(found);
  if (outcome == SubmitOutcome::devices_changed) reply_.extra.push_back(device);
  if (weight(outcome) > weight(reply_.outcome)) reply_.outcome = outcome;
  if (!open_.empty()) return std::nullopt;
  if (reply_.outcome == SubmitOutcome::unavailable) reply_.retry_after = try_again_soon;
  if (reply_.outcome == SubmitOutcome::mailbox_full) reply_.retry_after = try_again_when_emptied;
  return std::move(reply_);
}

}  // namespace sotto::relay
