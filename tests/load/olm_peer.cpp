// SPDX-License-Identifier: GPL-3.0-or-later
// A peer that the engine is measured against: Debian's libolm, Matrix's Double Ratchet, with everything in
// memory. Prints two numbers: messages encrypted and decrypted per second in one chain, and with a
// Diffie-Hellman step each.
#include <olm/olm.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "rate.hpp"

namespace {

using sotto::load::per_second;

using Buffer = std::vector<std::uint8_t>;

constexpr std::size_t message_size = 1024;

std::size_t must(std::size_t result, const char* what) {
  if (result != olm_error()) return result;
  std::fprintf(stderr, "%s failed\n", what);
  std::exit(1);
}

Buffer random(std::size_t size) {
  Buffer bytes(size);
  for (std::size_t at = 0; at < size; at += 256) {
    if (getentropy(bytes.data() + at, std::min<std::size_t>(256, size - at)) != 0) std::exit(1);
  }
  return bytes;
}

/// The text that follows `key` in one of libolm's small JSON objects.
std::string value_of(const std::string& json, const std::string& key) {
  const auto found = json.find('"' + key + '"');
  const auto begin = json.find('"', json.find(':', found) + 1) + 1;
  return json.substr(begin, json.find('"', begin) - begin);
}

struct Message {
  std::size_t type;
  std::string body;
};

class Account {
 public:
  Account() : memory_(olm_account_size()), account_{olm_account(memory_.data())} {
    auto seed = random(olm_create_account_random_length(account_));
    must(olm_create_account(account_, seed.data(), seed.size()), "account");
  }
  OlmAccount* get() const { return account_; }

  std::string identity_key() const {
    std::string json(olm_account_identity_keys_length(account_), '\0');
    must(olm_account_identity_keys(account_, json.data(), json.size()), "identity key");
    return value_of(json, "curve25519");
  }

  std::string one_time_key() {
    auto seed = random(olm_account_generate_one_time_keys_random_length(account_, 1));
    must(olm_account_generate_one_time_keys(account_, 1, seed.data(), seed.size()), "one-time key");
    std::string json(olm_account_one_time_keys_length(account_), '\0');
    must(olm_account_one_time_keys(account_, json.data(), json.size()), "one-time key");
    return value_of(json.substr(json.find('{', 1)), "AAAAAQ");
  }

 private:
  Buffer memory_;
  OlmAccount* account_;
};

class Session {
 public:
  Session() : memory_(olm_session_size()), session_{olm_session(memory_.data())} {}

  void begin(const Account& us, const std::string& identity, const std::string& one_time) {
    auto seed = random(olm_create_outbound_session_random_length(session_));
    must(olm_create_outbound_session(session_, us.get(), identity.data(), identity.size(), one_time.data(),
                                     one_time.size(), seed.data(), seed.size()),
         "outbound session");
  }

  void begin(const Account& us, const Message& first) {
    std::string body = first.body;
    must(olm_create_inbound_session(session_, us.get(), body.data(), body.size()), "inbound session");
  }

  Message encrypt(const std::string& text) {
    auto seed = random(olm_encrypt_random_length(session_));
    Message message{olm_encrypt_message_type(session_),
                    std::string(olm_encrypt_message_length(session_, text.size()), '\0')};
    must(olm_encrypt(session_, text.data(), text.size(), seed.data(), seed.size(), message.body.data(),
                     message.body.size()),
         "encrypt");
    return message;
  }

  void decrypt(const Message& message) {
    std::string body = message.body;
    const auto room =
        must(olm_decrypt_max_plaintext_length(session_, message.type, body.data(), body.size()), "length");
    std::string text(room, '\0');
    body = message.body;  // libolm decodes in place
    const auto size =
        must(olm_decrypt(session_, message.type, body.data(), body.size(), text.data(), room), "decrypt");
    if (size != message_size) must(olm_error(), "the plaintext");
  }

 private:
  Buffer memory_;
  OlmSession* session_;
};

}  // namespace

int main() {
  Account alice_account;
  Account bob_account;
  Session alice;
  Session bob;
  const std::string text(message_size, 'x');
  alice.begin(alice_account, bob_account.identity_key(), bob_account.one_time_key());
  const auto first = alice.encrypt(text);
  bob.begin(bob_account, first);
  bob.decrypt(first);
  alice.decrypt(bob.encrypt(text));
  const auto there = [&] { return bob.decrypt(alice.encrypt(text)), std::uint64_t{1}; };
  const auto there_and_back = [&] { return there(), alice.decrypt(bob.encrypt(text)), std::uint64_t{2}; };
  std::printf("%.1f\n", per_second(there));
  std::printf("%.1f\n", per_second(there_and_back));
}
