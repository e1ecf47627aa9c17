// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "relay/link.hpp"

namespace sotto::relay {

/// One message of a sender, on its way to several devices. Its answer leaves when every envelope is done.
/// Guarded by Delivery's lock.
class Submission {
 public:
  Submission(std::weak_ptr<Link> sender, const wire::Submit& submit);

  [[nodiscard]] wire::Keeping keeping() const noexcept { return keeping_; }

  /// The outcome of one envelope; a second one for the same device is ignored (acknowledged while it was
  /// being written). The worst of all is the submission's. Returns the answer after the last one.
  std::optional<wire::SubmitReply> done(wire::SubmitOutcome outcome, DeviceId device);
  void answer(wire::SubmitReply reply) const {
    if (const auto link = sender_.lock()) link->send(std::move(reply));
  }

 private:
  std::weak_ptr<Link> sender_;
  wire::SubmitReply reply_;
  wire::Keeping keeping_;
  std::vector<DeviceId> open_;
};

}  // namespace sotto::relay
