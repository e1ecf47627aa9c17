// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// A message off the record on its way, or the word that one is shown here.
struct OffRecordFlight {
  Username to;
  std::optional<MessageId> confirms;  ///< the message that is shown here; nullopt: a text
  Instant until;                      ///< nobody waits longer
  unsigned tries = 0;
  bool out = false;  ///< the relay has it, or had it
};

/// Live or not at all: waits a moment for keys and for answers, and tells what became of it. Nothing of it
/// is stored beside the steps of the sessions.
namespace off_record_flights {

/// A text that stands in the memory under this id, state sending.
[[nodiscard]] Status begin(Step& step, const Username& to, const MessageId& message);
/// Tells the author that this message is shown here.
[[nodiscard]] Status confirm(Step& step, const Username& to, const MessageId& message);
/// Whatever it was waiting for: it is settled.
void forget(Memory& memory, const MessageId& message);
void forget_all(Memory& memory, const Username& to);

[[nodiscard]] Status on_submitted(Step& step, const wire::SubmitReply& reply);
/// The user's devices, sessions or trust are not what they were.
[[nodiscard]] Status on_peer_changed(Step& step, const Username& user);
/// What the relay had may have arrived, or not.
void on_offline(Step& step);
void on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace off_record_flights
}  // namespace sotto::client
