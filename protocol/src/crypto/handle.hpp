// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/signal_protocol.h>

#include <memory>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// Owners for libsignal-protocol-c's handles, and its error codes in ours. Only for src/crypto.
namespace sotto::crypto {

/// Most of the library's objects are reference counted.
struct Unref {
  template <class T>
  void operator()(T* object) const noexcept {
    signal_type_unref(reinterpret_cast<signal_type_base*>(object));
  }
};
template <class T>
using Handle = std::unique_ptr<T, Unref>;

struct WipeAndFree {
  void operator()(signal_buffer* buffer) const noexcept { signal_buffer_bzero_free(buffer); }
};
using Buffer = std::unique_ptr<signal_buffer, WipeAndFree>;

[[nodiscard]] inline ByteView view_of(const signal_buffer* buffer) {
  return {signal_buffer_const_data(buffer), signal_buffer_len(buffer)};
}

/// The library's code as ours; every failure of authentication is undecryptable.
[[nodiscard]] Error from_signal(int code, const char* where);

/// Calls `fill` with a place for a raw handle, owns what it left there, and only then looks at the code.
template <class Owner, class Fill>
[[nodiscard]] Result<Owner> take(const char* where, Fill fill) {
  typename Owner::pointer raw = nullptr;
  const int code = fill(&raw);
  Owner owner{raw};
  if (code < 0) return from_signal(code, where);
  if (!owner) return Error{ErrorCode::crypto_failed, where};
  return owner;
}

}  // namespace sotto::crypto
