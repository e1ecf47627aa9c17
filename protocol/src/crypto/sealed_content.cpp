// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealed_content.hpp"

#include <algorithm>

#include "sotto/crypto/hybrid_session.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint8_t has_handshake = 1;
constexpr std::uint8_t has_offer = 2;
constexpr std::uint8_t has_answer = 4;
constexpr std::uint8_t all_parts = has_handshake | has_offer | has_answer;

void put(Bytes& out, std::uint64_t number, unsigned width) {
  for (unsigned at = width; at-- > 0;) out.push_back(static_cast<std::uint8_t>(number >> (8 * at)));
}

/// Takes fields from the front; after the first that does not fit, all are empty.
class Fields {
 public:
  explicit Fields(ByteView input) noexcept : rest_{input} {}
  ByteView take(std::size_t size) {
    failed_ = failed_ || size > rest_.size();
    if (failed_) return {};
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }
  std::uint64_t number(std::size_t width) {
    std::uint64_t value = 0;
    for (const auto byte : take(width)) value = value << 8 | byte;
    return value;
  }
  std::uint32_t small() { return static_cast<std::uint32_t>(number(4)); }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
  bool failed_ = false;
};

void take_parts(Fields& in, std::uint8_t parts, ContentHeader& header) {
  if ((parts & has_handshake) != 0) {
    const PrekeyId prekey{in.small()};
    header.handshake = KemHandshake{prekey, copy_of(in.take(kem_ciphertext_size))};
  }
  if ((parts & has_offer) != 0) {
    const EpochNumber epoch{in.small()};
    header.offer = KemOffer{epoch, copy_of(in.take(KemPublicKey::size))};
  }
  if ((parts & has_answer) != 0) {
    const EpochNumber epoch{in.small()};
    header.answer = KemAnswer{epoch, copy_of(in.take(kem_ciphertext_size))};
  }
}

}  // namespace

Bytes serialise(const ContentHeader& header) {
  Bytes out;
  put(out, suite_hybrid, 1);
  const unsigned parts = (header.handshake ? has_handshake : 0U) | (header.offer ? has_offer : 0U) |
                         (header.answer ? has_answer : 0U);
  put(out, parts, 1);
  put(out, header.epoch.value, 4);
  put(out, header.counter, 8);
  append(out, header.salt);
  if (header.handshake) {
    put(out, header.handshake->prekey.value, 4);
    append(out, header.handshake->ciphertext);
  }
  if (header.offer) {
    put(out, header.offer->epoch.value, 4);
    append(out, header.offer->public_key);
  }
  if (header.answer) {
    put(out, header.answer->epoch.value, 4);
    append(out, header.answer->ciphertext);
  }
  return out;
}

Result<SealedContent> SealedContent::parse(ByteView bytes) {
  const Error malformed{ErrorCode::malformed, "sealed content", 0};
  Fields in{bytes};
  const auto suite = in.number(1);
  if (in.failed()) return malformed;
  if (suite != suite_hybrid) {
    return Error{ErrorCode::unsupported_suite, "sealed content", static_cast<std::int64_t>(suite)};
  }
  SealedContent content;
  const auto parts = static_cast<std::uint8_t>(in.number(1));
  if ((parts & ~all_parts) != 0) return malformed;
  content.header.epoch = EpochNumber{in.small()};
  content.header.counter = in.number(8);
  const auto salt = in.take(content_salt_size);
  std::copy(salt.begin(), salt.end(), content.header.salt.begin());
  take_parts(in, parts, content.header);
  if (in.failed() || content.header.counter == 0 || in.rest().size() < content_seal_overhead)
    return malformed;
  content.header_bytes = bytes.first(bytes.size() - in.rest().size());
  content.sealed = in.rest();
  return content;
}

}  // namespace sotto::crypto
