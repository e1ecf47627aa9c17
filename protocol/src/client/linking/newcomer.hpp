// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "../calls.hpp"
#include "../deadline.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/client/input.hpp"
#include "sotto/crypto/device_link.hpp"
#include "sotto/wire/linking.hpp"

namespace sotto::client {

class Step;
struct Memory;

enum class NewcomerLinkingPhase : std::uint8_t {
  joining,    ///< the relay is asked for the owner's commitment
  offering,   ///< this device's keys are on their way
  waiting,    ///< for the owner to show whose account it is
  comparing,  ///< both show the number
  taking,     ///< people have compared it here: the keys are asked for until the owner has given them
};

/// An account on its way to this device. Lost with this run: then a new code is needed.
struct NewcomerLinkingMemory {
  std::shared_ptr<const crypto::LinkCode> code;
  std::string device_name;
  wire::LinkingId id;
  Instant ends;
  NewcomerLinkingPhase phase = NewcomerLinkingPhase::joining;
  std::shared_ptr<const SecretBytes> claim{};
  std::shared_ptr<const crypto::LinkOffer> offer{};
  std::shared_ptr<const crypto::LinkReveal> reveal{};
  bool asking = false;
  Deadline look_due{};
};

/// The side of a linking that shall get the account: takes it once the number was compared, and goes on as
/// after a log-in. Source: crypto-docs/protocol.md, "Linking a device"; decision 0133.
namespace linking_newcomer {

/// already_logged_in, invalid_state, malformed: that is no code.
[[nodiscard]] Status begin(Step& step, const JoinWithCode& intent);
/// REQUIRES: one is under way. invalid_state: there is nothing to compare, or this number is not the one that
/// is shown.
[[nodiscard]] Status confirm(Step& step, const std::string& number);
/// REQUIRES: one is under way.
[[nodiscard]] Status cancel(Step& step);

[[nodiscard]] Status on_link_up(Step& step);
[[nodiscard]] Status on_joined(Step& step, const wire::LinkingId& linking, Answer answer);
[[nodiscard]] Status on_answer(Step& step, const wire::LinkingId& linking, Answer answer);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace linking_newcomer
}  // namespace sotto::client
