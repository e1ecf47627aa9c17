// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry.hpp"

#include <algorithm>

#include "grant.hpp"
#include "sotto/base/text.hpp"
#include "sotto/crypto/digest.hpp"
#include "step.hpp"

namespace sotto::client::entry {
namespace {

/// Hashes in one slice: some ten milliseconds natively, so that CancelEntry gets its turn.
constexpr std::uint64_t tries_in_a_slice = 20'000;
/// A relay may not make a client work longer than about ten seconds.
constexpr std::uint64_t hardest_captcha = 20'000'000;
constexpr std::size_t max_password = 1'024;

EntryMemory& current(Step& step) { return *step.memory().entry; }

bool is_registering(const EntryMemory& entry) { return std::holds_alternative<Registering>(entry.kind); }

void progress(Step& step, EntryStep at, double fraction) { step.notify(EntryProgress{at, fraction}); }

void progress_solving(Step& step, const EntryMemory& entry) {
  const auto all = static_cast<double>(std::max<std::uint64_t>(entry.challenge->max_number, 1));
  progress(step, EntryStep::solving_captcha, 0.1 + 0.5 * static_cast<double>(entry.next_number) / all);
}

/// Ends the entry; nothing of it was kept.
Status fail(Step& step, Error error) {
  step.memory().entry.reset();
  step.notify(EntryFailed{error.code, calls::retry_after(error)});
  return step.memory().account ? Status{} : link::close(step);
}

Status begin(Step& step, EntryMemory fresh) {
  if (fresh.password->empty()) return Error{ErrorCode::malformed, "password"};
  if (fresh.password->size() > max_password) return Error{ErrorCode::too_large, "password"};
  SOTTO_TRY(check_text(fresh.device_name, 0, wire::max_device_name, "device name"));
  step.memory().entry = std::move(fresh);
  progress(step, EntryStep::connecting, 0);
  link::open(step);
  return {};
}

std::shared_ptr<const SecretBytes> shared(SecretBytes secret) {
  return std::make_shared<const SecretBytes>(std::move(secret));
}

Status ask_challenge(Step& step) {
  auto& entry = current(step);
  entry.phase = EntryPhase::asking_challenge;
  const auto purpose =
      is_registering(entry) ? wire::CaptchaPurpose::register_account : wire::CaptchaPurpose::log_in;
  calls::begin(step, wire::CaptchaRequest{purpose}, EntryCall{});
  progress(step, EntryStep::solving_captcha, 0.1);
  return {};
}

bool is_solvable(const wire::CaptchaChallenge& challenge) {
  return challenge.algorithm == "SHA-256" && challenge.max_number <= hardest_captcha;
}

Status on_challenge(Step& step, Answer answer) {
  auto challenge = calls::expect<wire::CaptchaChallenge>(std::move(answer));
  if (!challenge) return fail(step, challenge.error());
  if (!is_solvable(*challenge)) return fail(step, {ErrorCode::captcha_failed, "captcha challenge", 0});
  auto& entry = current(step);
  entry.challenge = *std::move(challenge);
  if (is_registering(entry)) {
    entry.phase = EntryPhase::solving;
    return {};
  }
  entry.phase = EntryPhase::asking_parameters;
  calls::begin(step, wire::LoginParametersRequest{entry.username}, EntryCall{});
  return {};
}

Status on_parameters(Step& step, Answer answer) {
  auto parameters = calls::expect<wire::LoginParameters>(std::move(answer));
  if (!parameters) return fail(step, parameters.error());
  auto& entry = current(step);
  entry.parameters = std::move(parameters->password);
  entry.phase = EntryPhase::solving;
  return {};
}

Status solve_slice(Step& step) {
  auto& entry = current(step);
  const auto& challenge = *entry.challenge;
  const auto left = challenge.max_number + 1 - entry.next_number;
  const auto tries = std::min(tries_in_a_slice, left);
  const auto number = crypto::solve_captcha(challenge.challenge, challenge.salt, entry.next_number, tries);
  entry.next_number += tries;
  if (number) {
    entry.solution = wire::CaptchaSolution{challenge.algorithm, challenge.challenge, challenge.salt,
                                           challenge.signature, *number};
    entry.phase = EntryPhase::deriving;
    progress(step, EntryStep::deriving_keys, 0.6);
    return {};
  }
  if (tries == left) return fail(step, {ErrorCode::captcha_failed, "captcha has no solution", 0});
  progress_solving(step, entry);
  return {};
}

Result<wire::PasswordParameters> fresh_parameters(RandomSource& random) {
  const crypto::PasswordCost cost;
  Bytes salt(wire::password_salt_size);
  SOTTO_TRY(random.fill(salt));
  return wire::PasswordParameters{std::move(salt), cost.memory_kib, cost.passes, cost.lanes};
}

Status derive(Step& step) {
  auto& entry = current(step);
  if (!entry.parameters) {
    SOTTO_ASSIGN(entry.parameters, fresh_parameters(step.random()));
  }
  const auto& parameters = *entry.parameters;
  const crypto::PasswordCost cost{parameters.memory_kib, parameters.passes, parameters.lanes};
  auto keys = crypto::derive_password_keys(*entry.password, entry.username, parameters.salt, cost);
  if (!keys) return fail(step, keys.error());
  entry.password_keys = std::make_shared<const crypto::PasswordKeys>(*std::move(keys));
  entry.password = nullptr;
  return {};
}

Result<std::shared_ptr<const crypto::AccountKeys>> fresh_account_keys(RandomSource& random) {
  SOTTO_ASSIGN(auto identity, crypto::IdentityKeyPair::fresh(random));
  SecretBytes archive_key{32};
  SOTTO_TRY(random.fill(archive_key.expose_for_writing()));
  return std::make_shared<const crypto::AccountKeys>(
      crypto::AccountKeys{std::move(identity), std::move(archive_key)});
}

Result<wire::Call> register_call(Step& step, EntryMemory& entry) {
  SOTTO_ASSIGN(entry.account_keys, fresh_account_keys(step.random()));
  const auto& keys = *entry.account_keys;
  const auto& about = std::get<Registering>(entry.kind);
  SOTTO_ASSIGN(auto wrapped, crypto::wrap_account_keys(keys, entry.password_keys->wrapping_key,
                                                       entry.username, step.random()));
  SOTTO_ASSIGN(auto proof, crypto::sign(keys.identity, crypto::SignaturePurpose::register_account,
                                        crypto::register_account_message(entry.username), step.random()));
  SOTTO_ASSIGN(auto device_name,
               crypto::seal_device_name(entry.device_name, keys.archive_key, step.random()));
  return wire::Call{wire::RegisterRequest{
      entry.username, *entry.solution, *entry.parameters, entry.password_keys->login_secret.clone(),
      std::move(wrapped), sotto::copy_of(keys.identity.public_key().view()), std::move(proof),
      std::move(device_name), about.display_name, about.listed, about.invite}};
}

Result<wire::Call> entry_call(Step& step, EntryMemory& entry) {
  if (is_registering(entry)) return register_call(step, entry);
  return wire::Call{
      wire::LoginRequest{entry.username, *entry.solution, entry.password_keys->login_secret.clone()}};
}

Status ask_relay(Step& step) {
  auto& entry = current(step);
  auto call = entry_call(step, entry);
  if (!call) return fail(step, call.error());
  entry.phase = EntryPhase::asking_relay;
  calls::begin(step, *std::move(call), EntryCall{});
  progress(step, EntryStep::asking_relay, 0.8);
  return {};
}

Status derive_and_ask(Step& step) {
  // The link may have been lost while the captcha was solved; it opens again, and this continues then.
  if (step.memory().link.phase != LinkPhase::anonymous) return {};
  if (!current(step).password_keys) SOTTO_TRY(derive(step));
  return step.memory().entry ? ask_relay(step) : Status{};
}

Error as_entry_error(const EntryMemory& entry, Error error) {
  const bool unauthorised = error.code == ErrorCode::unauthorised;
  if (unauthorised && !is_registering(entry)) error.code = ErrorCode::wrong_password;
  return error;
}

/// The account is this device's from here on; its keys go to the relay next.
Status enter(Step& step, Account account) {
  auto& entry = current(step);
  progress(step, EntryStep::making_prekeys, 0.85);
  SOTTO_TRY(keep_account(step, std::move(account), entry.kind));
  entry.phase = EntryPhase::publishing;
  entry.password_keys = nullptr;
  entry.account_keys = nullptr;
  progress(step, EntryStep::publishing, 0.9);
  link::authenticate(step);
  return {};
}

Status on_grant(Step& step, Answer answer) {
  auto& entry = current(step);
  auto account =
      is_registering(entry)
          ? account_from_registration(step, entry, calls::expect<wire::SessionGrant>(std::move(answer)))
          : account_from_login(step, entry, calls::expect<wire::LoginGrant>(std::move(answer)));
  if (!account) return fail(step, as_entry_error(entry, account.error()));
  return enter(step, *std::move(account));
}

}  // namespace

Status check_free(const Memory& memory) {
  if (memory.account) return Error{ErrorCode::already_logged_in, "entry"};
  if (memory.entry || memory.linking_newcomer) return Error{ErrorCode::invalid_state, "entry"};
  return {};
}

Status begin(Step& step, Register intent) {
  SOTTO_TRY(check_free(step.memory()));
  SOTTO_TRY(check_text(intent.display_name, 0, wire::max_display_name, "display name"));
  SOTTO_TRY(check_text(intent.invite, 0, wire::max_invite, "invite"));
  return begin(
      step, EntryMemory{Registering{std::move(intent.display_name), intent.listed, std::move(intent.invite)},
                        std::move(intent.username), shared(std::move(intent.password)),
                        std::move(intent.device_name)});
}

Status begin(Step& step, LogIn intent) {
  SOTTO_TRY(check_free(step.memory()));
  return begin(step, EntryMemory{LoggingIn{}, std::move(intent.username), shared(std::move(intent.password)),
                                 std::move(intent.device_name)});
}

Status cancel(Step& step) {
  auto& memory = step.memory();
  // Once the account is stored the entry has happened; leaving again is a log-out.
  if (!memory.entry || memory.account) return {};
  memory.calls.pending.clear();
  memory.entry.reset();
  return link::close(step);
}

Status on_link_up(Step& step) {
  if (!step.memory().entry) return link::close(step);
  if (current(step).phase == EntryPhase::connecting) return ask_challenge(step);
  return {};
}

Status on_link_lost(Step& step) {
  auto& memory = step.memory();
  if (!memory.entry) return {};
  switch (memory.entry->phase) {
    case EntryPhase::solving:
    case EntryPhase::deriving:
      return {};  // nothing was asked: goes on when the link is back
    case EntryPhase::publishing:
      return on_published(step);  // the account is stored, its keys follow at the next welcome
    default:
      memory.entry.reset();
      step.notify(EntryFailed{ErrorCode::offline, Duration{0}});
      return {};
  }
}

Status on_answer(Step& step, Answer answer) {
  if (!step.memory().entry) return {};
  switch (current(step).phase) {
    case EntryPhase::asking_challenge:
      return on_challenge(step, std::move(answer));
    case EntryPhase::asking_parameters:
      return on_parameters(step, std::move(answer));
    case EntryPhase::asking_relay:
      return on_grant(step, std::move(answer));
    default:
      return {};
  }
}

Status on_time(Step& step) {
  if (!step.memory().entry) return {};
  switch (current(step).phase) {
    case EntryPhase::solving:
      return solve_slice(step);
    case EntryPhase::deriving:
      return derive_and_ask(step);
    default:
      return {};
  }
}

Status enter_linked(Step& step, Account account) {
  step.memory().entry =
      EntryMemory{LoggingIn{}, account.self.user, nullptr, account.device_name, EntryPhase::publishing};
  return enter(step, std::move(account));
}

Status on_published(Step& step) {
  auto& memory = step.memory();
  if (!memory.entry || memory.entry->phase != EntryPhase::publishing) return {};
  progress(step, EntryStep::publishing, 1);
  step.notify(LoggedIn{step.self().user});
  memory.entry.reset();
  return {};
}

Deadline due(const Memory& memory) {
  if (!memory.entry) return std::nullopt;
  const auto& entry = *memory.entry;
  const bool can_derive = entry.phase == EntryPhase::deriving && memory.link.phase == LinkPhase::anonymous;
  if (entry.phase == EntryPhase::solving || can_derive) return memory.steady;
  return std::nullopt;
}

}  // namespace sotto::client::entry
