// SPDX-License-Identifier: GPL-3.0-or-later
#include "wiretap.hpp"

#include <algorithm>

#include "overloaded.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::simulation {

Wrong Wiretap::on_sent(const Address& sender, ByteView bytes) {
  if (auto wrong = on_heard(bytes)) return wrong;
  const auto frame = wire::parse_frame(bytes);
  if (!frame) return sender.user.text() + " sends a frame that nobody can read";
  if (const auto* to_group = std::get_if<wire::SubmitToGroup>(&*frame)) return keys_.note(sender, *to_group);
  const auto* submit = std::get_if<wire::Submit>(&*frame);
  if (submit == nullptr) return std::nullopt;
  for (const auto& envelope : submit->envelopes) {
    if (auto wrong = keys_.note(sender, envelope)) return wrong;
  }
  return std::nullopt;
}

Wrong Wiretap::on_heard(ByteView bytes) {
  const auto found = std::search(bytes.begin(), bytes.end(), canary.begin(), canary.end());
  return found == bytes.end() ? Wrong{} : Wrong{"the relay is told what somebody wrote"};
}

}  // namespace sotto::simulation
