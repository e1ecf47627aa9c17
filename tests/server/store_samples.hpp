// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <string>

#include "store/store.hpp"

/// Rows for the store that are valid and mean nothing.
namespace sotto::relay::samples {

inline Username name(std::string_view text) {
  auto parsed = Username::parse(text);
  if (!parsed.ok()) qFatal("not a name");
  return *std::move(parsed);
}

inline store::Hash hash(std::uint8_t fill) {
  store::Hash all{};
  all.fill(fill);
  return all;
}

inline store::Account account(std::string_view text, std::uint8_t key) {
  return {name(text), {Bytes(16, 1), 65536, 3, 1}, Bytes(16, 2), hash(3), Bytes(100, 4), Bytes(33, key), {std::string{text} + " Surname", "about", true}, store::Day{20000}};
}

inline store::DeviceKeys keys() {
  return {RegistrationId{7}, Bytes(64, 1), {PrekeyId{9}, Bytes(33, 2), Bytes(64, 3)}, Instant{1'800'000'000'000 / 3'600'000 * 3'600'000}, wire::suite_hybrid, {PrekeyId{8}, Bytes(1184, 4), Bytes(64, 6)}};
}

inline wire::OneTimePrekey prekey(std::uint32_t id) { return {PrekeyId{id}, Bytes(33, static_cast<std::uint8_t>(id)), Bytes(64, 5)}; }

inline wire::KemPrekey kem_prekey(std::uint32_t id) { return {PrekeyId{id}, Bytes(1184, static_cast<std::uint8_t>(id)), Bytes(64, 5)}; }

inline MessageId message(std::uint32_t number) {
  MessageId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

inline store::Letter letter(std::string_view sender, std::uint32_t number, DeviceId to, std::size_t size = 10) {
  store::Letter out{{name(sender), DeviceId{1}}, message(number), Instant{1234}, {}};
  out.envelope.device = to;
  out.envelope.ciphertext = Bytes(size, static_cast<std::uint8_t>(number));
  return out;
}

inline GroupId group_id(std::uint8_t number) {
  GroupId id;
  id.bytes.fill(number);
  return id;
}

/// The `entries`-th entry of a group.
inline store::GroupChange group_change(std::uint8_t number, std::uint64_t entries, std::uint8_t fill) {
  return {{group_id(number), 1, "Group", 1, entries}, Bytes(10, fill), {}};
}

inline wire::BlobId blob_id(std::uint8_t number) {
  wire::BlobId id;
  id.bytes.fill(number);
  return id;
}

/// Of two parts and a half, begun on this day.
inline store::Blob blob(std::uint8_t number, std::string_view owner, std::int64_t day = 20000) {
  return {blob_id(number), name(owner), wire::blob_part_size * 5 / 2, 0, store::Day{day}};
}

inline constexpr store::MailboxQuota roomy{1000, 1'000'000};

/// An account with `devices` devices; those have keys.
inline void add_account(store::Store& store, std::string_view text, std::uint8_t key, int devices) {
  const auto status = update_and_wait(store, [&](store::Transaction& t) -> Status {
    SOTTO_TRY(t.add_account(account(text, key)));
    for (int i = 0; i < devices; ++i) {
      SOTTO_ASSIGN(const auto id, t.add_device(name(text), Bytes{1, 2}, store::Day{20000}));
      SOTTO_TRY(t.set_keys({name(text), id}, keys()));
    }
    return {};
  });
  if (!status.ok()) qFatal("sample account");
}

}  // namespace sotto::relay::samples
