// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Attempt;
class Step;

/// Content.text_number: each device numbers the texts that it seals for each other device, so one that a
/// relay drops leaves a gap, and the conversation says how many are missing (attack A14). Content.counter
/// can't show it: what passes (typing, off the record) is numbered there too, and is never missed. Source:
/// crypto-docs/decisions/0203-what-is-missing-is-counted-and-has-its-place.md.
namespace text_numbers {

enum class Said : std::uint8_t { first, again };

/// For the next text to this device; taken together with the session that encrypts it. The number that a text
/// had before is void when it is said again.
[[nodiscard]] Result<wire::TextNumber> take_next(Step& step, Attempt& attempt, const Address& peer,
                                                 Said said);
/// A text that has a number never goes to this device: taken back, failed, or sealed once more.
[[nodiscard]] Status make_void(Step& step, const Address& peer);
/// This store is an old copy: the numbers that it would give next may have been given, and what came since is
/// not known. All begin elsewhere, and nothing counts as missing, nor does what the copy tells of: its
/// sessions are gone.
[[nodiscard]] Status begin_anew(Step& step);

enum class Telling : std::uint8_t { aloud, silent };

/// A text of this device opened, the first one under its id. Tells of those in front of it that have not
/// come, and takes that back as far as they have come since. Returns where it belongs when it comes late.
[[nodiscard]] Result<std::optional<store::Position>> note(Step& step, const Address& sender,
                                                          const wire::TextNumber& number, Telling telling);
/// A message of this device can't be read, and the conversation says so: it is not told a second time.
[[nodiscard]] Status note_unreadable(Step& step, const Address& sender, const MessageId& message);
/// What could not be read, or was said to be of another device, has come again.
[[nodiscard]] Status note_read_after_all(Step& step, const Username& user, const MessageId& message);
/// What never came of this user so far is not missed.
[[nodiscard]] Status forget_received(Step& step, const Username& user);

}  // namespace text_numbers
}  // namespace sotto::client
