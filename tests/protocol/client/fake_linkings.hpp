// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "sotto/wire/call.hpp"

namespace sotto::testing {

struct FakeLinking {
  Address owner;
  Bytes commitment;
  bool joined = false;
  Bytes offer{};
  Bytes reveal{};
  Bytes grant{};
  bool taken = false;
};

/// Linkings as a relay keeps them, open to tampering; without its limits and its clock, which have tests of
/// their own. See proto/sotto/v1/linking.proto.
class FakeLinkings {
 public:
  std::map<wire::LinkingId, FakeLinking> all;

  // Hostility. Unset hooks do nothing.
  std::function<void(wire::LinkingJoined&)> tamper_joined;
  std::function<void(wire::OwnerLinking&)> tamper_owner;
  std::function<void(wire::NewcomerLinking&)> tamper_newcomer;

  /// nullopt: the call is about something else.
  std::optional<wire::Reply> answer_owner(const Address& who, const wire::Call& call);
  using AddDevice = std::function<wire::SessionGrant(const Username&)>;
  std::optional<wire::Reply> answer_newcomer(const wire::Call& call, const AddDevice& add_device);

 private:
  wire::Reply serve_owner(const Address& who, const wire::OwnerLinkingRequest& request);
  wire::Reply join(const wire::JoinLinkingRequest& request);
  wire::Reply serve_newcomer(const wire::NewcomerLinkingRequest& request, const AddDevice& add_device);
};

}  // namespace sotto::testing
