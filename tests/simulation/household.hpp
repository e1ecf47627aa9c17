// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client_medium.hpp"
#include "plan.hpp"
#include "relay_medium.hpp"

namespace sotto::simulation {

/// Accounts that exist before a world begins. Registering and logging in hash a password with 64 MiB, which a
/// thousand worlds cannot afford; so real engines do it once for all worlds of a program, against the real
/// relay, and every world starts from a copy of what they and the relay then had on disk. Always the same
/// accounts.
class Household {
 public:
  struct Member {
    std::string user;
    std::string label;
    Address address;
    std::unique_ptr<ClientMedium> disk;
  };

  /// Everybody's.
  static constexpr std::string_view password = "a long password";

  /// Their names; four when nobody says how many.
  static std::vector<std::string> users(Population population);
  /// The one that a plan needs, made when it is first asked for: takes some seconds.
  static const Household& of(const Plan& plan);

  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] std::unique_ptr<RelayMedium> copy_of_relay() const { return copy_(); }
  /// Everything was in place by then.
  [[nodiscard]] Instant made_at() const { return made_at_; }

 private:
  template <class Medium>
  static Household make(MakeClientMedium clients, Population population);

  std::vector<Member> members_;
  std::function<std::unique_ptr<RelayMedium>()> copy_;
  Instant made_at_{};
};

}  // namespace sotto::simulation
