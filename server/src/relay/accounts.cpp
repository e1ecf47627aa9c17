// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/accounts.hpp"

#include <algorithm>

#include "relay/device_lists.hpp"
#include "relay/tokens.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

constexpr std::size_t login_salt_size = 16;

/// What a name without an account gets, and what our clients choose today.
constexpr std::uint32_t usual_memory_kib = 65'536;
constexpr std::uint32_t usual_passes = 3;
constexpr std::uint32_t usual_lanes = 1;

Error refused(const char* where) { return {ErrorCode::refused, where}; }

/// The identity key is a usable one, and whoever registers holds its private half (attacks A1, A10).
Status check_identity(const wire::RegisterRequest& request) {
  SOTTO_ASSIGN(const auto identity, crypto::IdentityKey::parse(request.identity_key));
  return crypto::verify(identity, crypto::SignaturePurpose::register_account,
                        crypto::register_account_message(request.username), request.identity_proof);
}

Status make_room_for_device(store::Transaction& transaction, const Username& owner) {
  SOTTO_ASSIGN(const auto devices, transaction.devices(owner));
  if (devices.size() < wire::max_devices) return {};
  // A log-in that never published keys was abandoned; nobody can have written to it.
  const auto abandoned =
      std::find_if(devices.begin(), devices.end(), [](const auto& device) { return !device.keys; });
  if (abandoned == devices.end()) return refused("devices");
  return transaction.remove_device({owner, abandoned->id});
}

struct NewSession {
  FreshToken token;
  DeviceId device;
};

Status add_session(store::Transaction& transaction, const Username& owner, const Bytes& sealed_name,
                   store::Day today, NewSession& session) {
  SOTTO_ASSIGN(session.device, transaction.add_device(owner, sealed_name, today));
  return transaction.add_token(
      {session.token.hash, owner, session.device, store::Scope::device, {}, today, {}});
}

}  // namespace

Duration LoginBackoff::wait(const Username& name, Instant now) {
  const std::lock_guard lock{mutex_};
  const auto found = failures_.find(name);
  if (found == failures_.end() || found->second.until <= now) return Duration{0};
  return found->second.until - now;
}

void LoginBackoff::failed(const Username& name, Instant now) {
  const std::lock_guard lock{mutex_};
  if (failures_.size() >= max_names && failures_.count(name) == 0) {
    for (auto it = failures_.begin(); it != failures_.end();)
      it = it->second.until <= now ? failures_.erase(it) : std::next(it);
    if (failures_.size() >= max_names) return;  // the captcha still makes every guess cost
  }
  auto& failures = failures_[name];
  // An hour after the last wait the slate is clean.
  if (failures.until + Duration{3'600'000} < now) failures.count = 0;
  failures.count += 1;
  Duration wait{0};
  if (failures.count > free_login_failures) {
    const auto doublings = std::min<std::uint32_t>(failures.count - free_login_failures - 1, 10);
    wait = std::min(longest_login_wait, Duration{1000LL << doublings});
  }
  failures.until = now + wait;
}

void LoginBackoff::succeeded(const Username& name) {
  const std::lock_guard lock{mutex_};
  failures_.erase(name);
}

void Accounts::register_account(wire::RegisterRequest request, Answer<wire::SessionGrant> answer) {
  if (base_.policy.registration == Registration::closed) return answer(failure(Code::refused));
  if (!captcha_.redeem(wire::CaptchaPurpose::register_account, request.captcha).ok()) {
    base_.metrics.captchas_refused += 1;
    return answer(failure(Code::captcha_failed));
  }
  if (!check_identity(request).ok()) return answer(failure(Code::invalid_signature));
  auto token = FreshToken::make(base_.random);
  Bytes salt(login_salt_size);
  if (!token.ok() || !base_.random.fill(salt).ok()) return answer(failure(Code::unavailable));

  const store::Day today = store::Day::of(base_.clock.now());
  store::Account account{request.username,
                         request.password,
                         salt,
                         login_hash(request.login_secret, salt),
                         std::move(request.wrapped_keys),
                         std::move(request.identity_key),
                         {std::move(request.display_name), {}, request.listed},
                         today};
  auto session = std::make_shared<NewSession>(NewSession{*std::move(token), {}});
  auto work = [this, session, account, name = std::move(request.sealed_device_name),
               today](store::Transaction& transaction) -> Status {
    SOTTO_ASSIGN(const bool free, is_free(transaction, account.name));
    if (!free) return Error{ErrorCode::name_taken, "name"};
    SOTTO_ASSIGN(const bool in_use, transaction.identity_key_in_use(account.identity_key));
    if (in_use) return refused("identity key");
    SOTTO_TRY(transaction.add_account(account));
    return add_session(transaction, account.name, name, today, *session);
  };
  base_.store.update(std::move(work), [this, session, answer = std::move(answer)](const Status& status) {
    if (!status.ok()) return answer(failure_of(status.error()));
    base_.metrics.registrations += 1;
    answer(wire::SessionGrant{std::move(session->token.secret), session->device});
  });
}

/// Neither it nor a name that looks like it is or was somebody's (attack C3). Everything is looked at in any
/// case, so that nobody learns which of it stood in the way.
Result<bool> Accounts::is_free(store::Transaction& transaction, const Username& name) {
  SOTTO_ASSIGN(const bool retired, transaction.name_retired(base_.server_key.retired_tag(name)));
  SOTTO_ASSIGN(const bool retired_before,
               transaction.name_retired(base_.server_key.former_retired_tag(name)));
  SOTTO_ASSIGN(const bool looks_taken, transaction.skeleton_in_use(name));
  SOTTO_ASSIGN(const auto taken, transaction.find_account(name));
  return !retired && !retired_before && !looks_taken && !taken;
}

Outcome<std::optional<store::Account>> Accounts::find(const Username& name) {
  std::optional<store::Account> found;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(found, snapshot.find_account(name));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

Outcome<wire::LoginParameters> Accounts::login_parameters(const Username& name) {
  auto found = find(name);
  if (const auto* failed = std::get_if<wire::CallFailure>(&found)) return *failed;
  // Made in either case, so that either case takes as long.
  wire::LoginParameters invented{
      {base_.server_key.invented_salt(name), usual_memory_kib, usual_passes, usual_lanes}};
  auto& account = *std::get_if<std::optional<store::Account>>(&found);
  if (account) return wire::LoginParameters{account->password};
  return invented;
}

Outcome<store::Account> Accounts::verify_password(const Username& name, const SecretBytes& login_secret) {
  const Instant now = base_.clock.now();
  if (const auto wait = backoff_.wait(name, now); wait > Duration{0}) {
    base_.metrics.rate_limited += 1;
    return failure(Code::rate_limited, wait);
  }
  auto found = find(name);
  if (const auto* failed = std::get_if<wire::CallFailure>(&found)) return *failed;
  auto& account = *std::get_if<std::optional<store::Account>>(&found);
  const Bytes salt = account ? account->login_salt : base_.server_key.invented_salt(name);
  const auto hash = login_hash(login_secret, salt);
  const store::Hash expected = account ? account->login_hash : store::Hash{};
  const bool same = equal_in_constant_time(hash, expected);
  if (!account || !same) {
    backoff_.failed(name, now);
    base_.metrics.logins_refused += 1;
    return failure(Code::unauthorised);
  }
  backoff_.succeeded(name);
  return *std::move(account);
}

std::optional<wire::CallFailure> Accounts::check_password(const Username& name,
                                                          const wire::CaptchaSolution& captcha,
                                                          const SecretBytes& login_secret) {
  if (!captcha_.redeem(wire::CaptchaPurpose::log_in, captcha).ok()) {
    base_.metrics.captchas_refused += 1;
    return failure(Code::captcha_failed);
  }
  auto account = verify_password(name, login_secret);
  if (const auto* failed = std::get_if<wire::CallFailure>(&account)) return *failed;
  return std::nullopt;
}

void Accounts::log_in(wire::LoginRequest request, Answer<wire::LoginGrant> answer) {
  if (!captcha_.redeem(wire::CaptchaPurpose::log_in, request.captcha).ok()) {
    base_.metrics.captchas_refused += 1;
    return answer(failure(Code::captcha_failed));
  }
  auto verified = verify_password(request.username, request.login_secret);
  if (const auto* failed = std::get_if<wire::CallFailure>(&verified)) return answer(*failed);
  auto& account = *std::get_if<store::Account>(&verified);
  add_device(
      account.name, [](store::Transaction&) { return Status{}; },
      [this, wrapped = std::move(account.wrapped_keys), identity = std::move(account.identity_key),
       answer = std::move(answer)](Outcome<wire::SessionGrant> outcome) {
        auto* session = std::get_if<wire::SessionGrant>(&outcome);
        if (session == nullptr) return answer(std::get<wire::CallFailure>(outcome));
        answer(wire::LoginGrant{std::move(*session), wrapped, identity});
      });
}

void Accounts::link_device(const Address& owner, Answer<wire::SessionGrant> answer) {
  auto check = [owner](store::Transaction& transaction) -> Status {
    SOTTO_ASSIGN(const auto devices, transaction.devices(owner.user));
    const bool is_there = std::any_of(devices.begin(), devices.end(),
                                      [&](const auto& device) { return device.id == owner.device; });
    return is_there ? Status{} : Status{Error{ErrorCode::unauthorised, "owner of a linking"}};
  };
  add_device(owner.user, std::move(check), std::move(answer));
}

void Accounts::add_device(const Username& owner, store::Store::Work check,
                          Answer<wire::SessionGrant> answer) {
  auto token = FreshToken::make(base_.random);
  if (!token.ok()) return answer(failure(Code::unavailable));
  auto session = std::make_shared<NewSession>(NewSession{*std::move(token), {}});
  const store::Day today = store::Day::of(base_.clock.now());
  auto work = [session, owner, check = std::move(check), today](store::Transaction& transaction) -> Status {
    SOTTO_TRY(check(transaction));
    SOTTO_TRY(make_room_for_device(transaction, owner));
    return add_session(transaction, owner, {}, today, *session);
  };
  base_.store.update(std::move(work), [this, session, answer = std::move(answer)](const Status& status) {
    if (!status.ok()) return answer(failure_of(status.error()));
    base_.metrics.logins += 1;
    answer(wire::SessionGrant{std::move(session->token.secret), session->device});
  });
}

void Accounts::remove_device(const Address& device, store::Store::Work change_list,
                             Answer<wire::Done> answer) {
  base_.store.update(
      [device, change_list = std::move(change_list)](store::Transaction& transaction) -> Status {
        SOTTO_TRY(change_list(transaction));
        return transaction.remove_device(device);
      },
      [this, device, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        base_.bus.publish(bus::DevicesChanged{device.user});
        answer(wire::Done{});  // before the link is closed: it may be the asking device's own
        base_.bus.publish(bus::SessionRevoked{device});
      });
}

void Accounts::log_out(const Principal& who, NextList list, Answer<wire::Done> answer) {
  if (who.device) {
    auto change_list = [owner = who.user, list = std::move(list)](store::Transaction& transaction) -> Status {
      // Another device may have signed a newer list meanwhile; that one still names this device, and the next
      // to sign leaves it out.
      if (list) static_cast<void>(replace_device_list(transaction, owner, *list));
      return {};
    };
    return remove_device({who.user, *who.device}, std::move(change_list), std::move(answer));
  }
  base_.store.update(
      [token = who.token](store::Transaction& transaction) -> Status {
        SOTTO_TRY(transaction.remove_token(token));
        return {};
      },
      [answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(wire::Done{});
      });
}

void Accounts::revoke_device(const Principal& who, DeviceId device, NextList list,
                             Answer<wire::Done> answer) {
  auto change_list = [owner = who.user, list = std::move(list)](store::Transaction& transaction) {
    return list ? replace_device_list(transaction, owner, *list) : Status{};
  };
  remove_device({who.user, device}, std::move(change_list), std::move(answer));
}

Outcome<wire::DeviceList> Accounts::devices(const Principal& who) {
  wire::DeviceList list;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto devices, snapshot.devices(who.user));
    for (const auto& device : devices) {
      list.devices.push_back({device.id, device.sealed_name,
                              static_cast<std::uint64_t>(device.created.number),
                              static_cast<std::uint64_t>(device.last_seen.number), who.device == device.id});
    }
    SOTTO_ASSIGN(list.signed_list, snapshot.device_list(who.user));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return list;
}

Status Accounts::remove_account(store::Transaction& transaction, const Username& name,
                                std::vector<DeviceId>& gone) {
  SOTTO_ASSIGN(const auto devices, transaction.devices(name));
  for (const auto& device : devices) gone.push_back(device.id);
  return transaction.remove_account(name, base_.server_key.retired_tag(name));
}

void Accounts::announce_removal(const Username& name, const std::vector<DeviceId>& devices) {
  base_.bus.publish(bus::DevicesChanged{name});
  for (const auto device : devices) base_.bus.publish(bus::SessionRevoked{{name, device}});
}

void Accounts::delete_account(const Principal& who, const SecretBytes& login_secret,
                              Answer<wire::Done> answer) {
  auto verified = verify_password(who.user, login_secret);
  if (const auto* failed = std::get_if<wire::CallFailure>(&verified)) return answer(*failed);
  auto gone = std::make_shared<std::vector<DeviceId>>();
  base_.store.update(
      [this, name = who.user, gone](store::Transaction& transaction) {
        return remove_account(transaction, name, *gone);
      },
      [this, name = who.user, gone, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(wire::Done{});
        announce_removal(name, *gone);
      });
}

Status Accounts::delete_by_name(const Username& name) {
  std::vector<DeviceId> gone;
  SOTTO_TRY(update_and_wait(base_.store, [&](store::Transaction& transaction) {
    gone.clear();
    return remove_account(transaction, name, gone);
  }));
  announce_removal(name, gone);
  return {};
}

}  // namespace sotto::relay
