// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

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

}  // namespace sotto
