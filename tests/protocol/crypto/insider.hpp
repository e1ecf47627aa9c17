// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/protocol.h>
#include <signal/ratchet.h>

#include "context.hpp"
#include "evp.hpp"
#include "party.hpp"
#include "session_limits.hpp"
#include "session_record.hpp"

/// Somebody who has the keys of a session and a program of their own.
namespace sotto::crypto::test {

inline Bytes without_padding(const ratchet_message_keys& keys, ByteView blocks) {
  const Evp<EVP_CIPHER> cipher{EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr)};
  const Evp<EVP_CIPHER_CTX> context{EVP_CIPHER_CTX_new()};
  Bytes out(blocks.size());
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex2(context.get(), cipher.get(), keys.cipher_key, keys.iv, nullptr) == 1 &&
      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
      EVP_EncryptUpdate(context.get(), out.data(), &size, blocks.data(), static_cast<int>(blocks.size())) ==
          1;
  if (!done) testing::give_up({ErrorCode::crypto_failed, "AES", 0});
  return out;
}

/// The next ordinary message of `from`, with a right MAC, whose text is these whole blocks of 16 bytes: what
/// should be padding at their end is the insider's choice. Nothing of `from` moves on.
inline Ciphertext with_blocks(Party& from, const Party& to, ByteView blocks) {
  const auto context = must(Context::create(from.random));
  auto record = must(SessionRecord::parse(from.state.tables.sessions.at(to.address), context->get(), noon));
  auto* state = record.current();
  auto* chain = session_state_get_sender_chain_key(state);
  ratchet_message_keys keys{};
  ratchet_chain_key_get_message_keys(chain, &keys);
  const Bytes body = without_padding(keys, blocks);
  const auto message = must(take<Ref<signal_message>>("make a message", [&](signal_message** out) {
    return signal_message_create(out, protocol_version, keys.mac_key, sizeof keys.mac_key,
                                 session_state_get_sender_ratchet_key(state),
                                 ratchet_chain_key_get_index(chain), 0, body.data(), body.size(),
                                 session_state_get_local_identity_key(state),
                                 session_state_get_remote_identity_key(state), context->get());
  }));
  const auto* bytes =
      ciphertext_message_get_serialized(reinterpret_cast<const ciphertext_message*>(message.get()));
  return {CiphertextType::ordinary, copy_of({signal_buffer_const_data(bytes), signal_buffer_len(bytes)})};
}

}  // namespace sotto::crypto::test
