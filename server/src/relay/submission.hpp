// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "relay/link.hpp"

namespace sotto::relay {

/// One message of a sender, on its way to several devices. Its answer leaves when every envelope is done.
/// Guarded by Delivery's lock.
class Submission {
 public:
  virtual ~Submission() = default;
  [[nodiscard]] wire::Keeping keeping() const noexcept { return keeping_; }

  /// The outcome of one envelope; a second one for the same device is ignored (acknowledged while it was
  /// being written). Returns the outcome of all after the last one.
  virtual std::optional<wire::SubmitOutcome> done(wire::SubmitOutcome outcome, const Address& device) = 0;
  /// To the sender, once, after the last one.
  virtual void answer() = 0;

 protected:
  Submission(std::weak_ptr<Link> sender, wire::Keeping keeping)
      : sender_{std::move(sender)}, keeping_{keeping} {}
  void send(wire::Frame reply) const {
    if (const auto link = sender_.lock()) link->send(std::move(reply));
  }

 private:
  std::weak_ptr<Link> sender_;
  wire::Keeping keeping_;
};

/// To the devices of one account: the worst outcome of all is the submission's.
class DirectSubmission final : public Submission {
 public:
  DirectSubmission(std::weak_ptr<Link> sender, const wire::Submit& submit);
  std::optional<wire::SubmitOutcome> done(wire::SubmitOutcome outcome, const Address& device) override;
  void answer() override { send(std::move(reply_)); }

 private:
  wire::SubmitReply reply_;
  std::vector<DeviceId> open_;
};

/// To the devices of all members of a group. What concerns one of them alone (a full mailbox, a device that
/// is gone) holds nobody else's message back: that device notices the gap.
class GroupSubmission final : public Submission {
 public:
  GroupSubmission(std::weak_ptr<Link> sender, const wire::SubmitToGroup& submit, std::set<Address> devices);
  std::optional<wire::SubmitOutcome> done(wire::SubmitOutcome outcome, const Address& device) override;
  void answer() override { send(reply_); }

 private:
  wire::GroupSubmitted reply_;
  std::set<Address> open_;
};

}  // namespace sotto::relay
