#include "dependency_checks.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <sqlcipher/sqlite3.h>

namespace sotto::packaging {
namespace {

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* handle) const {
    Free(handle);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Deleter<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Deleter<EVP_KDF_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER, Deleter<EVP_CIPHER_free>>;
using Database = std::unique_ptr<sqlite3, Deleter<sqlite3_close_v2>>;
using Bytes = std::vector<std::uint8_t>;

std::string hex(const Bytes& bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string openssl_is_3_5() {
  const unsigned major = OPENSSL_version_major();
  const unsigned minor = OPENSSL_version_minor();
  return major == 3 && minor == 5 ? "" : "it is " + std::string(OpenSSL_version(OPENSSL_VERSION));
}

std::string random_bytes_differ() {
  std::array<std::uint8_t, 32> first{};
  std::array<std::uint8_t, 32> second{};
  if (RAND_bytes(first.data(), 32) != 1 || RAND_bytes(second.data(), 32) != 1) return "no random bytes";
  return first != second ? "" : "twice the same";
}

std::string ml_kem_768_agrees() {
  const Key key{EVP_PKEY_Q_keygen(nullptr, nullptr, "ML-KEM-768")};
  if (!key) return "no key";
  const KeyContext sender{EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr)};
  const KeyContext receiver{EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr)};
  std::size_t sent = 1088;
  std::size_t size = 32;
  Bytes ciphertext(sent);
  Bytes ours(size);
  Bytes theirs(size);
  if (EVP_PKEY_encapsulate_init(sender.get(), nullptr) != 1 ||
      EVP_PKEY_encapsulate(sender.get(), ciphertext.data(), &sent, ours.data(), &size) != 1) {
    return "no encapsulation";
  }
  if (EVP_PKEY_decapsulate_init(receiver.get(), nullptr) != 1 ||
      EVP_PKEY_decapsulate(receiver.get(), theirs.data(), &size, ciphertext.data(), sent) != 1) {
    return "no decapsulation";
  }
  return sent == 1088 && size == 32 && ours == theirs ? "" : "different secrets";
}

Bytes derive(const char* name, const OSSL_PARAM* parameters) {
  Bytes out(32);
  const Kdf kdf{EVP_KDF_fetch(nullptr, name, nullptr)};
  const KdfContext context{kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr};
  if (!context || EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) != 1) out.clear();
  return out;
}

OSSL_PARAM octets(const char* name, Bytes& bytes) {
  return OSSL_PARAM_construct_octet_string(name, bytes.data(), bytes.size());
}

// RFC 9106, 5.3.
std::string argon2id_matches_rfc_9106() {
  Bytes password(32, 1);
  Bytes salt(16, 2);
  Bytes secret(8, 3);
  Bytes data(12, 4);
  std::uint32_t passes = 3;
  std::uint32_t lanes = 4;
  std::uint32_t memory = 32;
  const OSSL_PARAM parameters[] = {
      octets(OSSL_KDF_PARAM_PASSWORD, password),
      octets(OSSL_KDF_PARAM_SALT, salt),
      octets(OSSL_KDF_PARAM_SECRET, secret),
      octets(OSSL_KDF_PARAM_ARGON2_AD, data),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &passes),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes),
      OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory),
      OSSL_PARAM_construct_end()};
  const std::string got = hex(derive("ARGON2ID", parameters));
  return got == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659" ? "" : "got " + got;
}

// RFC 5869, A.1.
std::string hkdf_matches_rfc_5869() {
  Bytes key(22, 0x0b);
  Bytes salt{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  Bytes info{0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9};
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0), octets(OSSL_KDF_PARAM_KEY, key),
      octets(OSSL_KDF_PARAM_SALT, salt), octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  const std::string got = hex(derive("HKDF", parameters));
  return got == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf" ? "" : "got " + got;
}

std::string what_the_clients_use_is_there() {
  std::string missing;
  for (const char* name : {"AES-256-GCM", "AES-256-CBC", "AES-256-CTR", "ChaCha20-Poly1305"}) {
    if (!Cipher{EVP_CIPHER_fetch(nullptr, name, nullptr)}) missing += std::string(name) + " ";
  }
  return missing.empty() ? "" : "missing: " + missing;
}

constexpr const char* file_name = "dependency-checks.db";
constexpr const char* right_key = "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"";
constexpr const char* wrong_key = "PRAGMA key = \"x'ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"";

Database open_with(const char* key) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open(file_name, &raw);
  Database database{raw};
  if (code != SQLITE_OK || sqlite3_exec(raw, key, nullptr, nullptr, nullptr) != SQLITE_OK) database.reset();
  return database;
}

int count_rows(sqlite3* database, const char* query) {
  int rows = 0;
  const auto count = [](void* seen, int, char**, char**) { return ++*static_cast<int*>(seen), 0; };
  return sqlite3_exec(database, query, count, &rows, nullptr) == SQLITE_OK ? rows : -1;
}

std::string sqlcipher_encrypts_and_searches_by_trigram() {
  std::remove(file_name);
  {
    const Database database = open_with(right_key);
    if (!database) return "does not open";
    if (sqlite3_exec(database.get(),
                     "CREATE VIRTUAL TABLE messages USING fts5(body, tokenize = 'trigram');"
                     "INSERT INTO messages VALUES ('привет мир'), ('good morning');",
                     nullptr, nullptr, nullptr) != SQLITE_OK) {
      return sqlite3_errmsg(database.get());
    }
    if (count_rows(database.get(), "SELECT body FROM messages('иве')") != 1) return "does not find a part of a word";
  }
  std::ifstream file(file_name, std::ios::binary);
  const std::string stored{std::istreambuf_iterator<char>(file), {}};
  if (stored.empty() || stored.find("good morning") != std::string::npos || stored.starts_with("SQLite format")) {
    return "the file is not encrypted";
  }
  if (const Database database = open_with(wrong_key); count_rows(database.get(), "SELECT body FROM messages") != -1) {
    return "opens with another key";
  }
  const Database database = open_with(right_key);
  const int rows = count_rows(database.get(), "SELECT body FROM messages");
  std::remove(file_name);
  return rows == 2 ? "" : "lost what was written";
}

constexpr Check checks[] = {
    {"openssl_is_3_5", openssl_is_3_5},
    {"random_bytes_differ", random_bytes_differ},
    {"ml_kem_768_agrees", ml_kem_768_agrees},
    {"argon2id_matches_rfc_9106", argon2id_matches_rfc_9106},
    {"hkdf_matches_rfc_5869", hkdf_matches_rfc_5869},
    {"what_the_clients_use_is_there", what_the_clients_use_is_there},
    {"sqlcipher_encrypts_and_searches_by_trigram", sqlcipher_encrypts_and_searches_by_trigram},
    {"x25519_matches_rfc_7748", x25519_matches_rfc_7748},
    {"an_all_zero_agreement_is_refused", an_all_zero_agreement_is_refused},
    {"a_failing_hmac_leaves_the_sender_key_library_alive", a_failing_hmac_leaves_the_sender_key_library_alive},
};

}  // namespace

std::span<const Check> all_checks() { return checks; }

}  // namespace sotto::packaging
