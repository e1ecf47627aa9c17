// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

/// A Curve25519 public key as libsignal serialises it: 05 and 32 bytes. A constructed one is canonical and
/// not of low order (attacks A1, A2), so it is safe to hand to the library.
class PublicKey {
 public:
  static constexpr std::size_t size = 33;
  /// invalid_key (length, type byte) or low_order_key (small order, or a non-canonical encoding).
  [[nodiscard]] static Result<PublicKey> parse(ByteView bytes);
  [[nodiscard]] ByteView view() const noexcept { return bytes_; }
  friend bool operator==(const PublicKey&, const PublicKey&) = default;

 protected:
  PublicKey() = default;
  std::array<std::uint8_t, size> bytes_{};
};

/// An account's public identity.
class IdentityKey : public PublicKey {
 public:
  [[nodiscard]] static Result<IdentityKey> parse(ByteView bytes);
  friend bool operator==(const IdentityKey&, const IdentityKey&) = default;

 private:
  explicit IdentityKey(const PublicKey& key) : PublicKey{key} {}
};

/// An account's identity: shared by its devices, never leaves the clients. Move-only.
class IdentityKeyPair {
 public:
  [[nodiscard]] static Result<IdentityKeyPair> fresh(RandomSource& random);
  /// `private_key`: 32 bytes, clamped by the constructor as X25519 has it. invalid_key otherwise.
  [[nodiscard]] static Result<IdentityKeyPair> from_private(SecretBytes private_key);
  [[nodiscard]] const IdentityKey& public_key() const noexcept { return public_; }
  [[nodiscard]] const SecretBytes& private_key() const noexcept { return private_; }
  [[nodiscard]] IdentityKeyPair clone() const { return {public_, private_.clone()}; }

 private:
  IdentityKeyPair(const IdentityKey& key, SecretBytes secret) : public_{key}, private_{std::move(secret)} {}
  IdentityKey public_;
  SecretBytes private_;
};

/// The purposes of signatures; each has its own label sotto/v1/<purpose> in front of the message, so that no
/// signature can serve for another purpose (attack C5). Listed in crypto-docs/protocol.md.
enum class SignaturePurpose : std::uint8_t {
  register_account,
  device,
  device_list,
  one_time_prekey,
  kem_prekey,
  kem_last_resort,
  group_create,
  group_request,
  group_approve,
  group_join,
  group_leave,
  group_remove,
  group_role,
  group_policy,
  group_rename,
  group_picture,
  post_text,
  post_removal,
};

/// XEdDSA by the identity over label, NUL and message. 64 bytes.
[[nodiscard]] Result<Bytes> sign(const IdentityKeyPair& identity, SignaturePurpose purpose, ByteView message,
                                 RandomSource& random);
/// invalid_signature.
[[nodiscard]] Status verify(const PublicKey& key, SignaturePurpose purpose, ByteView message,
                            ByteView signature);

/// Without a label: what X3DH signs (the signed prekey) and what the conformance driver offers.
[[nodiscard]] Result<Bytes> sign_bare(const IdentityKeyPair& identity, ByteView message,
                                      RandomSource& random);
[[nodiscard]] Status verify_bare(const PublicKey& key, ByteView message, ByteView signature);

/// The messages under the purposes: length-prefixed, so that no two inputs give the same bytes.
[[nodiscard]] Bytes register_account_message(const Username& user);
/// `suite`: the highest that the device speaks, so that a relay cannot say that it is a lower one.
[[nodiscard]] Bytes device_message(const Username& user, DeviceId device, RegistrationId registration,
                                   std::uint32_t suite);
[[nodiscard]] Bytes one_time_prekey_message(const Username& user, DeviceId device, PrekeyId id, ByteView key);
/// Of both kinds; the purpose tells them apart.
[[nodiscard]] Bytes kem_prekey_message(const Username& user, DeviceId device, PrekeyId id, ByteView key);

}  // namespace sotto::crypto
