// SPDX-License-Identifier: GPL-3.0-or-later
// The seal inside: a commitment to the key, and the tag of AES-GCM.
#include "cases.hpp"
#include "outcome.hpp"
#include "poison.hpp"
#include "sotto/crypto/content_seal.hpp"

namespace sotto::timing {
namespace {

using testing::must;

constexpr std::size_t secret_size = 64;

struct Sealed {
  SecretBytes secret = SecretBytes::copied_from(Bytes(secret_size, 3));
  Bytes salt = Bytes(crypto::content_salt_size, 4);
  Bytes bytes = must(crypto::seal_content(secret, salt, bytes_of("context"), bytes_of("a text")));

  [[nodiscard]] Result<SecretBytes> open() const {
    return crypto::open_content(secret, salt, bytes_of("context"), bytes);
  }
};

/// Opens it after one bit of byte `at`, from the front or from the end, was turned.
void refuse(std::size_t at, ErrorCode code, unsigned verdicts) {
  Sealed sealed;
  sealed.bytes[at] ^= 1;
  poison(sealed.secret.expose());
  const auto opened = sealed.open();
  require(!opened.ok() && opened.error().code == code, "it is refused");
  require(observed().verdicts == verdicts, "the refusal is all that was made public");
}

std::size_t last_byte() { return Sealed{}.bytes.size() - 1; }

void wrong_commitment_is_refused() { refuse(0, ErrorCode::undecryptable, 1); }
// The commitment was right, the tag was not.
void wrong_tag_is_refused() { refuse(last_byte(), ErrorCode::context_mismatch, 2); }

void content_is_opened() {
  const Sealed sealed;
  poison(sealed.secret.expose());
  const auto opened = must(sealed.open());
  require(observed().verdicts == 2, "commitment and tag were checked");
  require(is_poisoned(opened.expose()), "the text depends on the key");
  reveal(opened.expose());
  require(text_of(opened.expose()) == "a text", "it is the text");
}

void early_exit_is_reported(std::size_t at) {
  Sealed sealed;
  sealed.bytes[at] ^= 1;
  poison(sealed.secret.expose());
  require(!sealed.open().ok(), "it is refused");
}
void early_exit_at_the_commitment_is_reported() { early_exit_is_reported(0); }
void early_exit_at_the_tag_is_reported() { early_exit_is_reported(last_byte()); }

constexpr Case cases[] = {
    {"wrong_commitment_is_refused", Comparison::judges, wrong_commitment_is_refused},
    {"wrong_tag_is_refused", Comparison::judges, wrong_tag_is_refused},
    {"content_is_opened", Comparison::judges, content_is_opened},
    {"control_early_exit_at_the_commitment_is_reported", Comparison::leaks,
     early_exit_at_the_commitment_is_reported},
    {"control_early_exit_at_the_tag_is_reported", Comparison::leaks, early_exit_at_the_tag_is_reported},
};

}  // namespace

std::span<const Case> content_cases() { return cases; }

}  // namespace sotto::timing
