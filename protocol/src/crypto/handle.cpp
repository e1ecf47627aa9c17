// SPDX-License-Identifier: GPL-3.0-or-later
#include "handle.hpp"

namespace sotto::crypto {

Error from_signal(int code, const char* where) {
  switch (code) {
    case SG_ERR_DUPLICATE_MESSAGE:
      return {ErrorCode::duplicate_message, where, code};
    case SG_ERR_INVALID_KEY:
      return {ErrorCode::invalid_key, where, code};
    case SG_ERR_INVALID_KEY_ID:
      return {ErrorCode::unknown_prekey, where, code};
    case SG_ERR_INVALID_MAC:
    case SG_ERR_INVALID_MESSAGE:
      return {ErrorCode::undecryptable, where, code};
    case SG_ERR_INVALID_VERSION:
    case SG_ERR_LEGACY_MESSAGE:
      return {ErrorCode::unsupported_version, where, code};
    case SG_ERR_NO_SESSION:
      return {ErrorCode::no_session, where, code};
    case SG_ERR_UNTRUSTED_IDENTITY:
      return {ErrorCode::untrusted_identity, where, code};
    case SG_ERR_INVAL:
    case SG_ERR_INVALID_PROTO_BUF:
      return {ErrorCode::malformed, where, code};
    default:
      return {ErrorCode::crypto_failed, where, code};
  }
}

}  // namespace sotto::crypto
