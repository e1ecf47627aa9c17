// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "../../support/outcome.hpp"
#include "memory_state.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "sotto/crypto/session.hpp"

namespace sotto::crypto::test {

using testing::must;
using testing::outcome;

/// Random bytes that are the same in each run.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_{seed} {}
  /// The n-th call from now on fails, once; 0: none.
  void fail_after(int calls) { fail_after_ = calls; }
  [[nodiscard]] bool failed() const { return fail_after_ == 0; }
  Status fill(std::span<std::uint8_t> out) override {
    if (fail_after_ > 0 && --fail_after_ == 0) {
      wipe(out);
      return Error{ErrorCode::random_failed, "test", 0};
    }
    for (auto& byte : out) byte = static_cast<std::uint8_t>(next() >> 32);
    return {};
  }

 private:
  /// SplitMix64: needs no memory, so that a test can take all of it away.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }
  std::uint64_t state_;
  int fail_after_ = -1;
};

/// 2026-11-24, noon.
inline constexpr Instant noon{1795521600000};

enum class OneTime : std::uint8_t { with, without };

/// Somebody's device: keys, tables, a session.
class Party {
 public:
  Party(std::string_view name, std::uint64_t seed, std::uint32_t device = 1)
      : random{seed},
        address{must(Username::parse(name)), DeviceId{device}},
        identity{must(IdentityKeyPair::fresh(random))},
        registration{must(fresh_registration_id(random))},
        session{identity, registration, random} {
    auto made = must(fresh_signed_prekey(identity, noon, random));
    state.tables.signed_prekeys[made.id] = copy_of(made.record.expose());
    signed_prekey = {made.id, std::move(made.public_key), std::move(made.signature)};
  }

  PrekeyBundle bundle(OneTime one_time) {
    PrekeyBundle out{registration,
                     copy_of(identity.public_key().view()),
                     signed_prekey.id,
                     signed_prekey.key,
                     signed_prekey.signature,
                     std::nullopt,
                     {}};
    if (one_time == OneTime::with) {
      auto made = std::move(must(fresh_prekeys(1, random)).front());
      state.tables.prekeys[made.id] = copy_of(made.record.expose());
      out.prekey_id = made.id;
      out.prekey = std::move(made.public_key);
    }
    return out;
  }

  Status meet(Party& peer, OneTime one_time = OneTime::with, Instant now = noon) {
    return session.process_bundle(state, peer.address, peer.bundle(one_time), now);
  }
  Result<Ciphertext> try_write(const Party& to, std::string_view text, Instant now = noon) {
    return session.encrypt(state, to.address, bytes_of(text), now);
  }
  Ciphertext write(const Party& to, std::string_view text, Instant now = noon) {
    return must(try_write(to, text, now));
  }
  Result<Opened> try_read(const Party& from, const Ciphertext& message, Instant now = noon) {
    return session.decrypt(state, from.address, message.type, message.data, now);
  }
  std::string read(const Party& from, const Ciphertext& message, Instant now = noon) {
    return std::string{text_of(must(try_read(from, message, now)).plaintext.expose())};
  }
  /// Everything in memory is dropped, the tables stay.
  void restart() { session = Session{identity, registration, random}; }

  struct SignedPrekey {
    PrekeyId id;
    Bytes key;
    Bytes signature;
  };

  SeededRandom random;
  Address address;
  IdentityKeyPair identity;
  RegistrationId registration;
  MemoryState state;
  SignedPrekey signed_prekey;
  Session session;
};

}  // namespace sotto::crypto::test
