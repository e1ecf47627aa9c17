// SPDX-License-Identifier: GPL-3.0-or-later
// The peer that the engine is measured against: Debian's libsignal-protocol-c as it is packaged, with stores in memory and
// the same crypto library underneath. Prints two numbers: messages encrypted and decrypted per second in one chain, and
// with a Diffie-Hellman step each.
#include <signal/curve.h>
#include <signal/key_helper.h>
#include <signal/protocol.h>
#include <signal/session_builder.h>
#include <signal/session_cipher.h>
#include <signal/session_pre_key.h>
#include <signal/signal_protocol.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>
#include <vector>

#include "context.hpp"
#include "rate.hpp"
#include "sotto/crypto/digest.hpp"

namespace {

using namespace sotto;
using namespace sotto::crypto;
using sotto::load::per_second;

constexpr std::size_t message_size = 1024;

void must(int code, const char* what) {
  if (code >= 0) return;
  std::fprintf(stderr, "%s: %d\n", what, code);
  std::exit(1);
}

signal_buffer* buffer_of(const Bytes& bytes) { return signal_buffer_create(bytes.data(), bytes.size()); }

/// One side with everything in memory.
struct Party {
  Party(signal_context* the_context, const char* the_peer) : context{the_context}, peer{the_peer, std::strlen(the_peer), 1} {
    must(signal_protocol_key_helper_generate_identity_key_pair(&identity, context), "identity");
    must(signal_protocol_store_context_create(&store, context), "store");
    install_stores();
  }

  void install_stores() {
    signal_protocol_session_store sessions{};
    sessions.load_session_func = [](signal_buffer** record, signal_buffer**, const signal_protocol_address*, void* self) {
      const auto& kept = static_cast<Party*>(self)->session;
      if (kept) *record = buffer_of(*kept);
      return kept ? 1 : 0;
    };
    sessions.store_session_func = [](const signal_protocol_address*, std::uint8_t* record, std::size_t size, std::uint8_t*,
                                     std::size_t, void* self) {
      static_cast<Party*>(self)->session.emplace(record, record + size);
      return 0;
    };
    sessions.contains_session_func = [](const signal_protocol_address*, void* self) {
      return static_cast<Party*>(self)->session ? 1 : 0;
    };
    sessions.user_data = this;
    must(signal_protocol_store_context_set_session_store(store, &sessions), "session store");

    signal_protocol_pre_key_store prekeys{};
    prekeys.load_pre_key = [](signal_buffer** record, std::uint32_t, void* self) {
      *record = buffer_of(static_cast<Party*>(self)->prekey);
      return SG_SUCCESS;
    };
    prekeys.contains_pre_key = [](std::uint32_t, void*) { return 1; };
    prekeys.remove_pre_key = [](std::uint32_t, void*) { return 0; };
    prekeys.user_data = this;
    must(signal_protocol_store_context_set_pre_key_store(store, &prekeys), "prekey store");

    signal_protocol_signed_pre_key_store signed_prekeys{};
    signed_prekeys.load_signed_pre_key = [](signal_buffer** record, std::uint32_t, void* self) {
      *record = buffer_of(static_cast<Party*>(self)->signed_prekey);
      return SG_SUCCESS;
    };
    signed_prekeys.contains_signed_pre_key = [](std::uint32_t, void*) { return 1; };
    signed_prekeys.user_data = this;
    must(signal_protocol_store_context_set_signed_pre_key_store(store, &signed_prekeys), "signed prekey store");

    signal_protocol_identity_key_store identities{};
    identities.get_identity_key_pair = [](signal_buffer** key, signal_buffer** secret, void* self) {
      const auto* pair = static_cast<Party*>(self)->identity;
      must(ec_public_key_serialize(key, ratchet_identity_key_pair_get_public(pair)), "public key");
      must(ec_private_key_serialize(secret, ratchet_identity_key_pair_get_private(pair)), "private key");
      return 0;
    };
    identities.get_local_registration_id = [](void*, std::uint32_t* id) {
      *id = 1;
      return 0;
    };
    identities.save_identity = [](const signal_protocol_address*, std::uint8_t*, std::size_t, void*) { return 0; };
    identities.is_trusted_identity = [](const signal_protocol_address*, std::uint8_t*, std::size_t, void*) { return 1; };
    identities.user_data = this;
    must(signal_protocol_store_context_set_identity_key_store(store, &identities), "identity store");
  }

  session_pre_key_bundle* bundle() {
    ec_key_pair* one_time = nullptr;
    must(curve_generate_key_pair(context, &one_time), "prekey");
    session_pre_key* record = nullptr;
    must(session_pre_key_create(&record, 1, one_time), "prekey");
    prekey = serialised([&](signal_buffer** out) { return session_pre_key_serialize(out, record); });
    session_signed_pre_key* signed_record = nullptr;
    must(signal_protocol_key_helper_generate_signed_pre_key(&signed_record, identity, 1, 1, context), "signed prekey");
    signed_prekey = serialised([&](signal_buffer** out) { return session_signed_pre_key_serialize(out, signed_record); });
    session_pre_key_bundle* made = nullptr;
    must(session_pre_key_bundle_create(
             &made, 1, 1, 1, ec_key_pair_get_public(one_time), 1,
             ec_key_pair_get_public(session_signed_pre_key_get_key_pair(signed_record)),
             session_signed_pre_key_get_signature(signed_record), session_signed_pre_key_get_signature_len(signed_record),
             ratchet_identity_key_pair_get_public(identity)),
         "bundle");
    return made;
  }

  template <class Fill>
  static Bytes serialised(Fill fill) {
    signal_buffer* raw = nullptr;
    must(fill(&raw), "serialise");
    const Buffer owner{raw};
    return copy_of(view_of(owner));
  }

  void process(session_pre_key_bundle* theirs) {
    session_builder* builder = nullptr;
    must(session_builder_create(&builder, store, &peer, context), "builder");
    must(session_builder_process_pre_key_bundle(builder, theirs), "process");
    session_builder_free(builder);
  }

  struct Sealed {
    int type;
    Bytes bytes;
  };

  Sealed encrypt(const Bytes& text) {
    session_cipher* cipher = nullptr;
    must(session_cipher_create(&cipher, store, &peer, context), "cipher");
    ciphertext_message* message = nullptr;
    must(session_cipher_encrypt(cipher, text.data(), text.size(), &message), "encrypt");
    const auto* bytes = ciphertext_message_get_serialized(message);
    Sealed sealed{ciphertext_message_get_type(message), {signal_buffer_const_data(bytes), signal_buffer_const_data(bytes) + signal_buffer_len(bytes)}};
    signal_type_unref(reinterpret_cast<signal_type_base*>(message));
    session_cipher_free(cipher);
    return sealed;
  }

  void decrypt(const Sealed& sealed) {
    session_cipher* cipher = nullptr;
    must(session_cipher_create(&cipher, store, &peer, context), "cipher");
    signal_buffer* plaintext = nullptr;
    if (sealed.type == CIPHERTEXT_PREKEY_TYPE) {
      pre_key_signal_message* message = nullptr;
      must(pre_key_signal_message_deserialize(&message, sealed.bytes.data(), sealed.bytes.size(), context), "parse");
      must(session_cipher_decrypt_pre_key_signal_message(cipher, message, nullptr, &plaintext), "decrypt");
      signal_type_unref(reinterpret_cast<signal_type_base*>(message));
    } else {
      signal_message* message = nullptr;
      must(signal_message_deserialize(&message, sealed.bytes.data(), sealed.bytes.size(), context), "parse");
      must(session_cipher_decrypt_signal_message(cipher, message, nullptr, &plaintext), "decrypt");
      signal_type_unref(reinterpret_cast<signal_type_base*>(message));
    }
    if (signal_buffer_len(plaintext) != message_size) must(-1, "the plaintext");
    signal_buffer_bzero_free(plaintext);
    session_cipher_free(cipher);
  }

  signal_context* context;
  signal_protocol_address peer;
  ratchet_identity_key_pair* identity = nullptr;
  signal_protocol_store_context* store = nullptr;
  std::optional<Bytes> session;
  Bytes prekey;
  Bytes signed_prekey;
};

}  // namespace

int main() {
  const auto random = system_random();
  if (!random) return 1;
  const auto context = Context::create(**random);
  if (!context) return 1;
  Party alice{(*context)->get(), "bob"};
  Party bob{(*context)->get(), "alice"};
  const Bytes text(message_size, 0x5A);
  alice.process(bob.bundle());
  bob.decrypt(alice.encrypt(text));
  alice.decrypt(bob.encrypt(text));
  const auto there = [&] { return bob.decrypt(alice.encrypt(text)), std::uint64_t{1}; };
  const auto there_and_back = [&] { return there(), alice.decrypt(bob.encrypt(text)), std::uint64_t{2}; };
  std::printf("%.1f\n", per_second(there));
  std::printf("%.1f\n", per_second(there_and_back));
}
