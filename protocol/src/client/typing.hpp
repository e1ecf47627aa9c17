// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

class Step;
struct Memory;

struct TypingMemory {
  std::map<Username, Instant> due;          ///< what is told in a moment
  std::map<Username, Instant> told;         ///< and when it was told last
  std::map<MessageId, Username> in_flight;  ///< without the relay's answer
  std::set<Username> away;                  ///< not there to be told, until they are heard of
};

/// Signs that somebody is writing: by choice, to no stranger, a moment later, and only to who is there. They
/// are sealed like a message, but neither kept here nor by the relay, and one that gets lost stays lost.
namespace typing {

[[nodiscard]] Status tell(Step& step, const TellTyping& intent);
/// What was being written has gone to this user: no sign comes after it.
void on_said(Memory& memory, const Username& user);
/// Something of this user was read: they are there.
void on_heard(Memory& memory, const Username& user);
[[nodiscard]] Status on_sign(Step& step, const Username& from);
void on_submitted(Memory& memory, const wire::SubmitReply& reply);
void on_offline(Memory& memory);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace typing
}  // namespace sotto::client
