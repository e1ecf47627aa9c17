// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "account_record.hpp"
#include "calls.hpp"
#include "deadline.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/client/event.hpp"
#include "sotto/client/input.hpp"
#include "sotto/crypto/password.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

/// The two ways in.
struct Registering {
  std::string display_name;
  bool listed = true;
  std::string invite;
};
struct LoggingIn {};
using EntryKind = std::variant<Registering, LoggingIn>;

enum class EntryPhase : std::uint8_t {
  connecting,
  asking_challenge,   ///< for the captcha
  asking_parameters,  ///< for the password's salt and cost, logging in only
  solving,            ///< in slices, one for each wake-up
  deriving,           ///< at the next wake-up, so that the screen shows the step before it takes a while
  asking_relay,       ///< the register or login call is out
  publishing,         ///< the account is stored; the keys are on their way
};

/// A registration or log-in that is under way. Nothing of it is stored before the relay has granted it.
struct EntryMemory {
  EntryKind kind;
  Username username;
  std::shared_ptr<const SecretBytes> password;
  std::string device_name;
  EntryPhase phase = EntryPhase::connecting;
  std::optional<wire::CaptchaChallenge> challenge{};
  std::uint64_t next_number = 0;
  std::optional<wire::CaptchaSolution> solution{};
  std::optional<wire::PasswordParameters> parameters{};
  std::shared_ptr<const crypto::PasswordKeys> password_keys{};
  std::shared_ptr<const crypto::AccountKeys> account_keys{};  ///< registering only
};

namespace entry {

[[nodiscard]] Status begin(Step& step, Register intent);
[[nodiscard]] Status begin(Step& step, LogIn intent);
[[nodiscard]] Status cancel(Step& step);

/// Nobody is logged in here or about to be. already_logged_in, invalid_state.
[[nodiscard]] Status check_free(const Memory& memory);
/// Goes on with an account that another device has handed over. REQUIRES: the link is open, check_free.
[[nodiscard]] Status enter_linked(Step& step, Account account);

[[nodiscard]] Status on_link_up(Step& step);
[[nodiscard]] Status on_link_lost(Step& step);
[[nodiscard]] Status on_answer(Step& step, Answer answer);
[[nodiscard]] Status on_time(Step& step);
/// The keys are at the relay: the entry is complete.
[[nodiscard]] Status on_published(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace entry
}  // namespace sotto::client
