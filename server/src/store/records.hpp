// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/call.hpp"
#include "sotto/wire/envelope.hpp"

/// What the relay keeps. crypto-docs/server-knowledge.md lists every field; a test compares it with the
/// schema.
namespace sotto::relay::store {

using Hash = std::array<std::uint8_t, 32>;

/// A day since 1970-01-01: the finest the relay remembers about a person's habits.
struct Day {
  std::int64_t number = 0;
  [[nodiscard]] static Day of(Instant at) { return {at.milliseconds / (24 * 60 * 60 * 1000)}; }
  friend bool operator==(Day, Day) = default;
};

struct Profile {
  std::string display_name;
  std::string about;
  bool listed = false;
};

struct Account {
  Username name;
  wire::PasswordParameters password;
  Bytes login_salt;    ///< 16 bytes
  Hash login_hash{};   ///< HMAC-SHA-256(login secret, label and salt)
  Bytes wrapped_keys;  ///< ciphertext: opens with the password only
  Bytes identity_key;  ///< 33 bytes, unique among accounts
  Profile profile;
  Day created;
};

/// The public keys with which a device is reachable; one-time prekeys of both kinds stand
/// apart.
struct DeviceKeys {
  RegistrationId registration;
  Bytes device_signature;
  wire::SignedPrekey signed_prekey;
  Instant signed_prekey_at;  ///< rounded down to the hour
  std::uint32_t suite = wire::suite_hybrid;
  wire::KemPrekey kem_last_resort{};
};

struct Device {
  DeviceId id;
  Bytes sealed_name;
  Day created;
  Day last_seen;
  std::optional<DeviceKeys> keys;  ///< absent: nobody can reach it yet
};

enum class Scope : std::uint8_t {
  read = 1,    ///< what the account may read
  write = 2,   ///< the profile, too
  device = 3,  ///< everything: a device's own session
};

struct Token {
  Hash hash{};  ///< SHA-256 of the 32 random bytes; those are never stored
  Username owner;
  std::optional<DeviceId> device;  ///< of a device's own session
  Scope scope = Scope::read;
  std::string label;  ///< what its owner called it; empty for a device's
  Day created;
  std::optional<Day> expires;  ///< first day on which it no longer works
};

/// An envelope that waits for a device.
struct Letter {
  Address sender;
  MessageId message;
  Instant received_at;
  wire::SealedEnvelope envelope;  ///< envelope.device is the recipient's
};

/// Counts upwards over all letters; a device's letters are drained in its order.
using LetterId = Numbered<struct LetterIdTag, std::int64_t>;

struct StoredLetter {
  LetterId id;
  Letter letter;
};

struct MailboxSize {
  std::uint64_t letters = 0;
  std::uint64_t bytes = 0;  ///< of ciphertext
};

/// What a group's log amounts to, for those who look for it. Kept beside the log, from which it follows.
struct Group {
  GroupId id;
  std::uint32_t kind = 0;  ///< as in the log: 1 secure, 2 open
  std::string name;
  std::uint64_t members = 0;
  std::uint64_t entries = 0;  ///< of its log
};

/// How somebody belongs to a group.
enum class Standing : std::uint8_t {
  member = 1,
  waiting = 2,  ///< has asked to be let in
};

struct Belonging {
  GroupId group;
  Standing standing = Standing::member;
  std::uint64_t entries = 0;
};

/// One entry, and what follows from it.
struct GroupChange {
  Group after;  ///< after.entries - 1 is the place of the entry
  Bytes entry;
  std::vector<std::pair<Username, std::optional<Standing>>>
      standings;  ///< those that changed; nullopt: none any more
};

/// A sealed attachment; its parts stand apart.
struct Blob {
  wire::BlobId id;
  Username owner;
  std::uint64_t size = 0;   ///< of all parts
  std::uint64_t parts = 0;  ///< that are there, from the first on
  Day created;
  [[nodiscard]] bool whole() const noexcept { return parts == wire::blob_parts(size); }
};

struct News {
  std::int64_t id = 0;
  Day day;
  std::string title;
  std::string text;
};

}  // namespace sotto::relay::store
