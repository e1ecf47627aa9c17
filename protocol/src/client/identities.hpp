// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/crypto/session.hpp"

namespace sotto::client {

class Step;

/// The identities of other accounts: trusted at first use, blocked when they change until the user accepts.
namespace identities {

struct Identity {
  crypto::IdentityKey key;  ///< the newest that was shown
  crypto::Trust trust = crypto::Trust::trusted;
  std::optional<crypto::IdentityKey> accepted;  ///< while blocked: the one from before
  bool verified = false;                        ///< the accepted key was compared with its owner
  std::uint32_t suite = 0;                      ///< the highest that the user has shown (attack A19)
  std::uint32_t changes = 0;                    ///< how often another key was accepted
};

[[nodiscard]] Bytes serialise(const Identity& identity);
[[nodiscard]] Result<Identity> parse(ByteView record);
[[nodiscard]] Result<std::optional<Identity>> find(Step& step, const Username& user);

/// What the user may do with a user's identity now.
enum class Standing : std::uint8_t { unknown, trusted, blocked };
[[nodiscard]] Result<Standing> standing(Step& step, const Username& user);

/// How often another key of the user was accepted; 0 of oneself and of whom nothing is known. What was said
/// under one number is nobody's under the next.
[[nodiscard]] Result<std::uint32_t> changes_of(Step& step, const Username& user);

/// A device with a valid signature showed this identity for the user. A change blocks the user, puts a notice
/// into the conversation and tells the screen. So does a further one while blocked, but notices that would
/// stand one after the other are one (attack C2). The accepted key showing again ends the block.
[[nodiscard]] Result<Standing> observe(Step& step, const Username& user, const crypto::IdentityKey& key);

enum class Verified : bool { no, yes };
/// REQUIRES: an identity of this user is known.
[[nodiscard]] Status set_verified(Step& step, const Username& user, Verified verified);

/// The user goes on with the newest key that was shown. invalid_state when nothing is blocked.
/// REQUIRES: it is the one that they were shown.
[[nodiscard]] Status accept(Step& step, const Username& user);

}  // namespace identities
}  // namespace sotto::client
