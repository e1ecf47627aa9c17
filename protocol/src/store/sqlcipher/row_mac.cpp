// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_mac.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <string>

namespace sotto::store::sqlcipher {
namespace {

// HMAC with a label is the key derivation: one block of HKDF-Expand (RFC 5869) needs no more.
constexpr std::string_view label = "sotto/v1/store-rows";

Error failed() { return {ErrorCode::crypto_failed, "row mac"}; }

struct FreeMac {
  void operator()(EVP_MAC* mac) const noexcept { EVP_MAC_free(mac); }
};

}  // namespace

Result<RowMac> RowMac::derive(const SecretBytes& database_key) {
  SOTTO_ASSIGN(const RowMac root, with(database_key.expose()));
  std::array<std::uint8_t, 32> derived{};
  SOTTO_TRY(root.compute(bytes_of(label), derived));
  const auto key = SecretBytes::copied_from(ByteView{derived});
  wipe(derived);
  return with(key.expose());
}

Result<RowMac> RowMac::with(ByteView key) {
  const std::unique_ptr<EVP_MAC, FreeMac> hmac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
  Context context{hmac ? EVP_MAC_CTX_new(hmac.get()) : nullptr};
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
  if (!context || EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) != 1)
    return failed();
  return RowMac{std::move(context)};
}

Result<RowTag> RowMac::tag(const BinaryWriter& row) const {
  std::array<std::uint8_t, 32> whole{};
  SOTTO_TRY(compute(row.view(), whole));
  RowTag tag{};
  std::copy_n(whole.begin(), tag.size(), tag.begin());
  return tag;
}

/// Begins anew under the key that the context has kept.
Status RowMac::compute(ByteView message, std::array<std::uint8_t, 32>& out) const {
  std::size_t size = 0;
  if (EVP_MAC_init(context_.get(), nullptr, 0, nullptr) != 1 ||
      EVP_MAC_update(context_.get(), message.data(), message.size()) != 1 ||
      EVP_MAC_final(context_.get(), out.data(), &size, out.size()) != 1 || size != out.size()) {
    return failed();
  }
  return {};
}

}  // namespace sotto::store::sqlcipher
