// SPDX-License-Identifier: GPL-3.0-or-later
#include "../support/outcome.hpp"
#include "../support/replayed_random.hpp"
#include "aead.hpp"
#include "algorithms.hpp"
#include "fields.hpp"
#include "provider.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::known_answers {
namespace {

Result<SecretBytes> derived(const Json& test) {
  return crypto::hkdf(secret(test, "input"), bytes(test, "info"), test.at("size").get<std::size_t>());
}

/// Some tags are the first half of a whole one.
bool authenticates(const Json& test) {
  const auto mac = crypto::hmac_sha256(secret(test, "key"), bytes(test, "message"));
  const auto tag = bytes(test, "tag");
  return equal(ByteView{mac}.first(tag.size()), tag);
}

Bytes sealed(const Json& test) {
  auto all = bytes(test, "nonce");
  append(all, bytes(test, "ciphertext"));
  append(all, bytes(test, "tag"));
  return all;
}

Result<SecretBytes> opened(const Json& test) {
  return crypto::open(secret(test, "key"), sealed(test), bytes(test, "associated"));
}

bool seals(const Json& test) {
  testing::ReplayedRandom random{bytes(test, "nonce")};
  const auto made = crypto::seal(secret(test, "key"), bytes(test, "text"), bytes(test, "associated"), random);
  return made.ok() && *made == sealed(test);
}

/// The cipher that libsignal-protocol-c is given.
class Cipher {
 public:
  Cipher() { testing::must(provider_.prepare()); }

  Result<SecretBytes> decrypted(const Json& test) {
    return provider_.decrypt(bytes(test, "key"), bytes(test, "iv"), bytes(test, "ciphertext"));
  }
  bool encrypts(const Json& test) {
    const auto made = provider_.encrypt(bytes(test, "key"), bytes(test, "iv"), bytes(test, "text"));
    return made.ok() && *made == bytes(test, "ciphertext");
  }

 private:
  testing::ReplayedRandom none_{{}};
  crypto::Provider provider_{none_};
};

bool is(const Result<SecretBytes>& made, const Bytes& wanted) {
  return made.ok() && equal(made->expose(), wanted);
}

/// Runs each test of a file: `holds` for one that is valid, `is_refused` for one that is not.
template <class Holds, class IsRefused>
void each(const Json& file, Report& report, Holds holds, IsRefused is_refused) {
  const auto& tests = file.at("tests");
  for (std::size_t at = 0; at < tests.size(); ++at) {
    const auto name = name_of_test(text(file, "algorithm"), at);
    is_invalid(tests[at]) ? report.expect_refusal(is_refused(tests[at]), name)
                          : report.expect_answer(holds(tests[at]), name);
  }
}

}  // namespace

void check_hkdf_sha256(const Json& file, Report& report) {
  each(
      file, report, [](const Json& test) { return is(derived(test), bytes(test, "output")); },
      [](const Json& test) { return !derived(test).ok(); });
}

void check_hmac_sha256(const Json& file, Report& report) {
  each(file, report, authenticates, [](const Json& test) { return !authenticates(test); });
}

void check_aes_256_gcm(const Json& file, Report& report) {
  each(
      file, report, [](const Json& test) { return is(opened(test), bytes(test, "text")) && seals(test); },
      [](const Json& test) { return testing::outcome(opened(test)) == "undecryptable"; });
}

void check_aes_256_cbc(const Json& file, Report& report) {
  Cipher cipher;
  each(
      file, report,
      [&](const Json& test) {
        return is(cipher.decrypted(test), bytes(test, "text")) && cipher.encrypts(test);
      },
      [&](const Json& test) { return testing::outcome(cipher.decrypted(test)) == "undecryptable"; });
}

}  // namespace sotto::known_answers
