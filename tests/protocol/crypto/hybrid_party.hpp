// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "party.hpp"
#include "sotto/crypto/hybrid_session.hpp"

namespace sotto::crypto::test {

/// A sealed message with what is known about it outside.
struct Letter {
  MessageId message;
  Ciphertext ciphertext;
};

/// Somebody's device that speaks the hybrid suite.
class HybridParty : public Party {
 public:
  HybridParty(std::string_view name, std::uint64_t seed, std::uint32_t device = 1)
      : Party{name, seed, device}, hybrid{identity, registration, random} {
    last_resort = keep(must(fresh_kem_last_resort(random)));
  }

  HybridBundle hybrid_bundle(OneTime one_time) {
    const bool once = one_time == OneTime::with;
    const auto purpose = once ? SignaturePurpose::kem_prekey : SignaturePurpose::kem_last_resort;
    const auto& [id, key] = once ? keep(std::move(must(fresh_kem_prekeys(1, random)).front())) : last_resort;
    auto signature =
        must(sign(identity, purpose, kem_prekey_message(address.user, address.device, id, key), random));
    return {
        suite_hybrid, bundle(one_time),    once ? KemPrekeyKind::one_time : KemPrekeyKind::last_resort, id,
        key,          std::move(signature)};
  }

  Status meet(HybridParty& peer, OneTime one_time = OneTime::with, Instant now = noon) {
    return process(peer, peer.hybrid_bundle(one_time), now);
  }
  /// As a client does it.
  Status process(const Party& peer, const HybridBundle& theirs, Instant now = noon) {
    SOTTO_TRY(verify_kem_prekey(peer.address, theirs));
    return hybrid.process_bundle(state, peer.address, theirs, now);
  }

  ContentContext context_to(const Party& to, const MessageId& id) const {
    return {address, to.address, "direct", id};
  }
  Result<Letter> try_write(const Party& to, std::string_view text, Instant now = noon) {
    const auto id = must(MessageId::fresh(random));
    SOTTO_ASSIGN(auto sealed, hybrid.encrypt(state, context_to(to, id), ++sent, bytes_of(text), now));
    return Letter{id, std::move(sealed)};
  }
  Letter write(const Party& to, std::string_view text, Instant now = noon) {
    return must(try_write(to, text, now));
  }
  Result<OpenedContent> try_read(const HybridParty& from, const Letter& letter, Instant now = noon) {
    return hybrid.decrypt(state, from.context_to(*this, letter.message), letter.ciphertext.type,
                          letter.ciphertext.data, now);
  }
  std::string read(const HybridParty& from, const Letter& letter, Instant now = noon) {
    return std::string{text_of(must(try_read(from, letter, now)).content.expose())};
  }
  void restart() { hybrid = HybridSession{identity, registration, random}; }

  using KemPrekey = std::pair<PrekeyId, Bytes>;
  KemPrekey keep(FreshKemPrekey made) {
    state.tables.kem_prekeys[made.id] = copy_of(made.record.expose());
    return {made.id, std::move(made.public_key)};
  }

  HybridSession hybrid;
  KemPrekey last_resort;
  std::uint64_t sent = 0;
};

}  // namespace sotto::crypto::test
