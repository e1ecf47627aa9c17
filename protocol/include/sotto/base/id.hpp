// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

namespace sotto {

class RandomSource;

/// An account's name: 3 to 32 characters of a-z, 0-9, '_', '-' and '.', beginning with a letter and ending
/// with a letter or digit, without two punctuation marks in a row. One script and one case, so that two names
/// that look alike are rarely two names. Never changes and is never given out twice. A constructed Username
/// is valid.
class Username {
 public:
  static constexpr std::size_t min_length = 3;
  static constexpr std::size_t max_length = 32;
  /// Folds A-Z to a-z, then checks; malformed otherwise.
  [[nodiscard]] static Result<Username> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  friend bool operator==(const Username&, const Username&) = default;
  friend bool operator<(const Username& a, const Username& b) { return a.text_ < b.text_; }

 private:
  explicit Username(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

/// A number with a type of its own.
template <class Tag, class Number>
struct Numbered {
  Number value{};
  friend bool operator==(const Numbered&, const Numbered&) = default;
  friend bool operator<(const Numbered& a, const Numbered& b) { return a.value < b.value; }
};

/// A device of an account: 1 to 2^31-1, given out by the relay, never twice within an account.
using DeviceId = Numbered<struct DeviceIdTag, std::uint32_t>;
/// Chosen at random by a device, 1 to 16380 (X3DH, Signal's version 3).
using RegistrationId = Numbered<struct RegistrationIdTag, std::uint32_t>;
/// 1 to 0xFFFFFE, chosen at random; 0 and 0xFFFFFF have special meanings in peers' code.
using PrekeyId = Numbered<struct PrekeyIdTag, std::uint32_t>;
/// Tells a call's answer from another's on one link.
using CallId = Numbered<struct CallIdTag, std::uint64_t>;
/// Counts deliveries on one link, from 1.
using DeliveryId = Numbered<struct DeliveryIdTag, std::uint64_t>;
/// Counts one person's changes of one thing, from 1; 0: unchanged.
using Revision = Numbered<struct RevisionTag, std::uint32_t>;

/// Where a session leads: one device of one account.
struct Address {
  Username user;
  DeviceId device;
  friend bool operator==(const Address&, const Address&) = default;
  friend bool operator<(const Address& a, const Address& b) {
    return a.user == b.user ? a.device < b.device : a.user < b.user;
  }
};

/// 16 random bytes that name a message for ever: on the wire, in the outbox, on the screen.
struct MessageId {
  static constexpr std::size_t size = 16;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<MessageId> parse(ByteView raw);
  [[nodiscard]] static Result<MessageId> fresh(RandomSource& random);
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const MessageId&, const MessageId&) = default;
  friend bool operator<(const MessageId& a, const MessageId& b) { return a.bytes < b.bytes; }
};

/// Names a group for ever: the hash of its first entry (crypto-docs/protocol.md, "Groups"), so nobody can
/// make another group under the same id.
struct GroupId {
  static constexpr std::size_t size = 32;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<GroupId> parse(ByteView raw);
  /// base64url, 43 characters, as it stands in links.
  [[nodiscard]] static Result<GroupId> parse_text(std::string_view text);
  [[nodiscard]] std::string text() const { return to_base64url(bytes); }
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const GroupId&, const GroupId&) = default;
  friend bool operator<(const GroupId& a, const GroupId& b) { return a.bytes < b.bytes; }
};

/// Whom or what a conversation is with: another user, or a group. A user's name says it by itself wherever
/// one is wanted.
class ConversationId {
 public:
  ConversationId(Username user) : with_{std::move(user)} {}  // NOLINT(google-explicit-constructor)
  ConversationId(const GroupId& group) : with_{group} {}     // NOLINT(google-explicit-constructor)
  /// What text() gives. malformed.
  [[nodiscard]] static Result<ConversationId> parse(std::string_view text);
  /// The user's name, or '#' and the group's id: no name begins like that.
  [[nodiscard]] std::string text() const;
  /// nullptr when it is a group.
  [[nodiscard]] const Username* user() const noexcept { return std::get_if<Username>(&with_); }
  /// nullptr when it is a user.
  [[nodiscard]] const GroupId* group() const noexcept { return std::get_if<GroupId>(&with_); }
  friend bool operator==(const ConversationId&, const ConversationId&) = default;
  friend bool operator<(const ConversationId& a, const ConversationId& b) { return a.with_ < b.with_; }

 private:
  std::variant<Username, GroupId> with_;
};

}  // namespace sotto
