// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <string>
#include <string_view>

#include "sotto/store/client_store.hpp"

/// Values that the store's tests are made of.
namespace sotto::store::samples {

inline Username name(std::string_view text) { return *Username::parse(text); }

inline MessageId id(std::uint32_t number) {
  MessageId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

inline Message text(std::string_view conversation, std::uint32_t number, std::string_view body) {
  return {Position{},
          id(number),
          name(conversation),
          name(conversation),
          MessageKind::text,
          MessageState::received,
          Instant{1'000 + number},
          Instant{2'000 + number},
          std::string{body}};
}

inline Message sent(std::string_view conversation, std::uint32_t number, std::string_view body) {
  Message message = text(conversation, number, body);
  message.sender = name("me.myself");
  message.state = MessageState::waiting;
  return message;
}

inline Message notice(std::string_view conversation, std::uint32_t number, std::string_view body = "") {
  Message message = text(conversation, number, body);
  message.kind = MessageKind::identity_changed;
  return message;
}

inline std::vector<std::string> bodies(const std::vector<Message>& messages) {
  std::vector<std::string> out;
  for (const Message& message : messages) out.push_back(message.body);
  return out;
}

}  // namespace sotto::store::samples

/// Fails the test with the error's name.
#define VERIFY_OK(expression)                                                                   \
  do {                                                                                          \
    const auto& verified = (expression);                                                        \
    QVERIFY2(verified.ok(), verified.ok() ? "" : sotto::name_of(verified.error().code).data()); \
  } while (false)

#define VERIFY_ERROR(expression, expected)                                     \
  do {                                                                         \
    const auto& not_done = (expression);                                       \
    QVERIFY2(!not_done.ok(), "it went well");                                  \
    QCOMPARE(sotto::name_of(not_done.error().code), sotto::name_of(expected)); \
  } while (false)
