// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/prekeys.hpp"

#include <signal/session_pre_key.h>

#include <algorithm>
#include <set>

#include "context.hpp"
#include "kem_prekey_record.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint32_t lowest_prekey_id = 1;
constexpr std::uint32_t highest_prekey_id = 0xFFFFFE;
constexpr std::uint32_t highest_registration_id = 16380;

/// From 1 to `highest`, all alike.
Result<std::uint32_t> number_up_to(std::uint32_t highest, RandomSource& random) {
  // The largest multiple of `highest` that 32 bits hold; what lies above would favour low numbers.
  const std::uint32_t even = highest * (UINT32_MAX / highest);
  for (;;) {
    std::array<std::uint8_t, 4> bytes{};
    SOTTO_TRY(random.fill(bytes));
    const std::uint32_t drawn = std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8 |
                                std::uint32_t{bytes[2]} << 16 | std::uint32_t{bytes[3]} << 24;
    if (drawn < even) return drawn % highest + 1;
  }
}

Result<PrekeyId> fresh_id(RandomSource& random) {
  static_assert(lowest_prekey_id == 1);
  SOTTO_ASSIGN(const std::uint32_t id, number_up_to(highest_prekey_id, random));
  return PrekeyId{id};
}

Result<Ref<ec_key_pair>> fresh_pair(Context& context) {
  return take<Ref<ec_key_pair>>(
      "prekey pair", [&](ec_key_pair** out) { return curve_generate_key_pair(context.get(), out); });
}

SecretBytes secret_copy(const Buffer& buffer) { return SecretBytes::copied_from(view_of(buffer)); }

Result<FreshPrekey> fresh_prekey(PrekeyId id, Context& context) {
  SOTTO_ASSIGN(const auto pair, fresh_pair(context));
  SOTTO_ASSIGN(const auto prekey, take<Ref<session_pre_key>>("prekey", [&](session_pre_key** out) {
                 return session_pre_key_create(out, id.value, pair.get());
               }));
  SOTTO_ASSIGN(const Buffer record, take<Buffer>("prekey record", [&](signal_buffer** out) {
                 return session_pre_key_serialize(out, prekey.get());
               }));
  SOTTO_ASSIGN(Bytes public_key, serialised(ec_key_pair_get_public(pair.get())));
  return FreshPrekey{id, secret_copy(record), std::move(public_key)};
}

Result<FreshKemPrekey> fresh_kem_prekey(PrekeyId id, KemPrekeyKind kind, RandomSource& random) {
  SOTTO_ASSIGN(const auto pair, KemKeyPair::fresh(random));
  SecretBytes record{1 + KemKeyPair::seed_size};
  const auto out = record.expose_for_writing();
  out.front() = static_cast<std::uint8_t>(kind);
  std::copy(pair.seed().expose().begin(), pair.seed().expose().end(), out.begin() + 1);
  return FreshKemPrekey{id, std::move(record), copy_of(pair.public_key().view())};
}

}  // namespace

Result<std::vector<FreshPrekey>> fresh_prekeys(std::size_t count, RandomSource& random) {
  SOTTO_ASSIGN(const auto context, Context::create(random));
  std::vector<FreshPrekey> prekeys;
  std::set<std::uint32_t> used;
  while (prekeys.size() < count) {
    SOTTO_ASSIGN(const PrekeyId id, fresh_id(random));
    if (!used.insert(id.value).second) continue;
    SOTTO_ASSIGN(FreshPrekey prekey, fresh_prekey(id, *context));
    prekeys.push_back(std::move(prekey));
  }
  return prekeys;
}

Result<FreshSignedPrekey> fresh_signed_prekey(const IdentityKeyPair& identity, Instant now,
                                              RandomSource& random) {
  SOTTO_ASSIGN(const auto context, Context::create(random));
  SOTTO_ASSIGN(const PrekeyId id, fresh_id(random));
  SOTTO_ASSIGN(const auto pair, fresh_pair(*context));
  SOTTO_ASSIGN(Bytes public_key, serialised(ec_key_pair_get_public(pair.get())));
  SOTTO_ASSIGN(Bytes signature, sign_bare(identity, public_key, random));
  SOTTO_ASSIGN(const auto prekey,
               take<Ref<session_signed_pre_key>>("signed prekey", [&](session_signed_pre_key** out) {
                 return session_signed_pre_key_create(out, id.value,
                                                      static_cast<std::uint64_t>(now.milliseconds),
                                                      pair.get(), signature.data(), signature.size());
               }));
  SOTTO_ASSIGN(const Buffer record, take<Buffer>("signed prekey record", [&](signal_buffer** out) {
                 return session_signed_pre_key_serialize(out, prekey.get());
               }));
  return FreshSignedPrekey{id, secret_copy(record), std::move(public_key), std::move(signature)};
}

Result<std::vector<FreshKemPrekey>> fresh_kem_prekeys(std::size_t count, RandomSource& random) {
  std::vector<FreshKemPrekey> prekeys;
  std::set<std::uint32_t> used;
  while (prekeys.size() < count) {
    SOTTO_ASSIGN(const PrekeyId id, fresh_id(random));
    if (!used.insert(id.value).second) continue;
    SOTTO_ASSIGN(FreshKemPrekey prekey, fresh_kem_prekey(id, KemPrekeyKind::one_time, random));
    prekeys.push_back(std::move(prekey));
  }
  return prekeys;
}

Result<FreshKemPrekey> fresh_kem_last_resort(RandomSource& random) {
  SOTTO_ASSIGN(const PrekeyId id, fresh_id(random));
  return fresh_kem_prekey(id, KemPrekeyKind::last_resort, random);
}

Result<KemPrekeyRecord> KemPrekeyRecord::parse(const SecretBytes& stored) {
  const auto bytes = stored.expose();
  const bool known = bytes.size() == 1 + KemKeyPair::seed_size && (bytes.front() == 1 || bytes.front() == 2);
  if (!known) return Error{ErrorCode::store_corrupt, "KEM prekey", 0};
  return KemPrekeyRecord{static_cast<KemPrekeyKind>(bytes.front()),
                         SecretBytes::copied_from(bytes.subspan(1))};
}

Result<RegistrationId> fresh_registration_id(RandomSource& random) {
  SOTTO_ASSIGN(const std::uint32_t id, number_up_to(highest_registration_id, random));
  return RegistrationId{id};
}

}  // namespace sotto::crypto
