// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "../calls.hpp"
#include "../deadline.hpp"
#include "sotto/base/result.hpp"
#include "sotto/crypto/device_link.hpp"
#include "sotto/wire/linking.hpp"

namespace sotto::client {

class Step;
struct Memory;

enum class OwnerLinkingPhase : std::uint8_t {
  opening,    ///< the relay is told
  waiting,    ///< the code is shown, nobody has come
  revealing,  ///< somebody has; they are shown whose account it is
  comparing,  ///< both show the number
  granting,   ///< people have compared it: the keys are on their way
};

/// The call whose answer is still to come.
enum class OwnerAsked : std::uint8_t { nothing, look, said };

/// This device's account on its way to another device. Lost with this run: then there is a new code.
struct OwnerLinkingMemory {
  std::shared_ptr<const crypto::LinkOpening> opening;
  wire::LinkingId id;
  Instant ends;
  OwnerLinkingPhase phase = OwnerLinkingPhase::opening;
  std::shared_ptr<const crypto::ReceivedLinkOffer> offer{};
  Bytes said{};  ///< sealed, until the relay has it: the reveal, then the grant
  OwnerAsked asked = OwnerAsked::nothing;
  Deadline look_due{};
};

/// The side of a linking that has the account. Hands it over once the number was compared, and not before.
/// Source: crypto-docs/protocol.md, "Linking a device"; decision 0133.
namespace linking_owner {

/// A linking that is under way ends.
[[nodiscard]] Status begin(Step& step);
/// invalid_state: there is nothing to compare, or this number is not the one that is shown.
[[nodiscard]] Status confirm(Step& step, const std::string& number);
[[nodiscard]] Status cancel(Step& step);

[[nodiscard]] Status on_opened(Step& step, const wire::LinkingId& linking, Answer answer);
[[nodiscard]] Status on_answer(Step& step, const wire::LinkingId& linking, Answer answer);
/// The relay has heard that it is over here; the newcomer may have been faster, and the user has to know.
[[nodiscard]] Status on_ended(Step& step, Answer answer);
void on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace linking_owner
}  // namespace sotto::client
