// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// Linking a device on the stream. The fields are explained in proto/sotto/v1/linking.proto; what is sealed
/// has 1 to max_linking_message bytes.
namespace sotto::wire {

/// Names a linking at its relay: derived from the code, which cannot be found from it.
struct LinkingId {
  static constexpr std::size_t size = 16;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<LinkingId> parse(ByteView raw);
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const LinkingId&, const LinkingId&) = default;
  friend bool operator<(const LinkingId& a, const LinkingId& b) { return a.bytes < b.bytes; }
};

struct OpenLinkingRequest {
  LinkingId linking;
  Bytes commitment;  ///< 32 bytes
};

struct JoinLinkingRequest {
  LinkingId linking;
};
struct LinkingJoined {
  SecretBytes claim;  ///< 32 bytes
  Bytes commitment;   ///< 32 bytes
};

struct LookAtLinking {};
struct RevealLinking {
  Bytes sealed;
};
struct GrantLinking {
  Bytes sealed;
};
struct OfferLinking {
  Bytes sealed;
};
struct TakeLinkingGrant {};
struct EndLinking {};

struct OwnerLinkingRequest {
  LinkingId linking;
  std::variant<LookAtLinking, RevealLinking, GrantLinking, EndLinking> what;
};
struct OwnerLinking {
  Bytes offer{};  ///< empty: nobody has come yet
  bool taken = false;
};

struct NewcomerLinkingRequest {
  LinkingId linking;
  SecretBytes claim;
  std::variant<LookAtLinking, OfferLinking, TakeLinkingGrant, EndLinking> what;
};
struct LinkingGrant {
  SecretBytes token;  ///< 32 bytes
  DeviceId device;
  Bytes sealed;
};
struct NewcomerLinking {
  Bytes reveal{};  ///< empty: not yet
  std::optional<LinkingGrant> grant{};
};

}  // namespace sotto::wire
