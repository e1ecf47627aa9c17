// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "relay/answer.hpp"
#include "relay/captcha.hpp"
#include "relay/core.hpp"
#include "relay/principal.hpp"

namespace sotto::relay {

/// Slows log-ins to a name after wrong passwords: 1 s, 2 s, 4 s … longest_login_wait. Real and invented names
/// alike.
class LoginBackoff {
 public:
  explicit LoginBackoff(SeededHash hash) : failures_{16, hash} {}
  /// Zero: go on.
  Duration wait(const Username& name, Instant now);
  void failed(const Username& name, Instant now);
  void succeeded(const Username& name);

 private:
  struct Failures {
    std::uint32_t count = 0;
    Instant until;
  };
  static constexpr std::size_t max_names = 100'000;
  std::mutex mutex_;
  std::unordered_map<Username, Failures, SeededHash> failures_;
};

/// Registration, log-in, devices and the end of an account. Thread-safe.
class Accounts {
 public:
  Accounts(Foundation& foundation, Captcha& captcha)
      : base_{foundation}, captcha_{captcha}, backoff_{foundation.hash} {}

  void register_account(wire::RegisterRequest request, Answer<wire::SessionGrant> answer);
  /// Never tells whether the name exists.
  Outcome<wire::LoginParameters> login_parameters(const Username& name);
  /// unauthorised: wrong name or password, the same in every way. refused: too many devices.
  void log_in(wire::LoginRequest request, Answer<wire::LoginGrant> answer);
  /// A device that another one of the account vouches for. unauthorised: that one is gone meanwhile. refused:
  /// too many devices.
  void link_device(const Address& owner, Answer<wire::SessionGrant> answer);
  /// The name and password of whoever asks, without making a device. `then` gets the name, or nothing is
  /// called but the failure is returned.
  std::optional<wire::CallFailure> check_password(const Username& name, const wire::CaptchaSolution& captcha,
                                                  const SecretBytes& login_secret);

  using NextList = std::optional<wire::SignedDeviceList>;
  /// Removes the device: nobody encrypts to it any more. It goes even if its account's next list cannot be
  /// taken.
  void log_out(const Principal& who, NextList list, Answer<wire::Done> answer);
  /// With a list that cannot be taken nothing happens.
  void revoke_device(const Principal& who, DeviceId device, NextList list, Answer<wire::Done> answer);
  Outcome<wire::DeviceList> devices(const Principal& who);
  /// Needs the password once more.
  void delete_account(const Principal& who, const SecretBytes& login_secret, Answer<wire::Done> answer);
  /// For the administrator.
  Status delete_by_name(const Username& name);

 private:
  Result<bool> is_free(store::Transaction& transaction, const Username& name);
  Outcome<std::optional<store::Account>> find(const Username& name);
  Outcome<store::Account> verify_password(const Username& name, const SecretBytes& login_secret);
  void add_device(const Username& owner, store::Store::Work check, Answer<wire::SessionGrant> answer);
  void remove_device(const Address& device, store::Store::Work change_list, Answer<wire::Done> answer);
  Status remove_account(store::Transaction& transaction, const Username& name,
                        std::vector<DeviceId>& devices);
  void announce_removal(const Username& name, const std::vector<DeviceId>& devices);

  Foundation& base_;
  Captcha& captcha_;
  LoginBackoff backoff_;
};

}  // namespace sotto::relay
