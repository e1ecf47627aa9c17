// SPDX-License-Identifier: GPL-3.0-or-later
#include "handles.hpp"

namespace sotto::crypto {

Error from_signal(int code, const char* where) noexcept {
  const auto error = [&](ErrorCode meaning) { return Error{meaning, where, code}; };
  switch (code) {
    case SG_ERR_DUPLICATE_MESSAGE:
      return error(ErrorCode::duplicate_message);
    case SG_ERR_INVALID_KEY:
      return error(ErrorCode::invalid_key);
    case SG_ERR_INVALID_KEY_ID:
      return error(ErrorCode::unknown_prekey);
    case SG_ERR_INVALID_MAC:
    case SG_ERR_INVALID_MESSAGE:
      return error(ErrorCode::undecryptable);
    case SG_ERR_INVALID_VERSION:
    case SG_ERR_LEGACY_MESSAGE:
      return error(ErrorCode::unsupported_version);
    case SG_ERR_NO_SESSION:
      return error(ErrorCode::no_session);
    case SG_ERR_UNTRUSTED_IDENTITY:
      return error(ErrorCode::untrusted_identity);
    case SG_ERR_INVALID_PROTO_BUF:
    case SG_ERR_INVAL:
      return error(ErrorCode::malformed);
    default:
      return error(ErrorCode::crypto_failed);
  }
}

Result<Bytes> serialised(const ec_public_key* key) {
  SOTTO_ASSIGN(const Buffer buffer, take<Buffer>("serialise a public key", [&](signal_buffer** out) {
                 return ec_public_key_serialize(out, key);
               }));
  return copy_of(view_of(buffer));
}

Result<Ref<ec_public_key>> decode_public(ByteView key, signal_context* context) {
  return take<Ref<ec_public_key>>("decode a public key", [&](ec_public_key** out) {
    return curve_decode_point(out, key.data(), key.size(), context);
  });
}

Result<Ref<ec_private_key>> decode_private(const SecretBytes& key, signal_context* context) {
  return take<Ref<ec_private_key>>("decode a private key", [&](ec_private_key** out) {
    return curve_decode_private_point(out, key.expose().data(), key.size(), context);
  });
}

}  // namespace sotto::crypto
