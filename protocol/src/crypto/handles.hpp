// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/signal_protocol.h>

#include <memory>
#include <string_view>
#include <utility>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// Owners for the library's C objects: every call that makes one goes through take(), which owns it before it
/// looks at the return code.
namespace sotto::crypto {

struct Unref {
  template <class T>
  void operator()(T* object) const noexcept {
    signal_type_unref(reinterpret_cast<signal_type_base*>(object));
  }
};
/// One reference to a reference-counted object of the library.
template <class T>
using Ref = std::unique_ptr<T, Unref>;

struct WipeAndFree {
  void operator()(signal_buffer* buffer) const noexcept { signal_buffer_bzero_free(buffer); }
};
using Buffer = std::unique_ptr<signal_buffer, WipeAndFree>;

/// A second reference.
template <class T>
[[nodiscard]] Ref<T> share(T* object) noexcept {
  if (object != nullptr) signal_type_ref(reinterpret_cast<signal_type_base*>(object));
  return Ref<T>{object};
}

/// What the library's codes mean when nothing more is known: authentication failures are one code.
[[nodiscard]] Error from_signal(int code, const char* where) noexcept;

/// Calls `fill(&raw)`, owns what came out, then looks at the return code.
template <class Owner, class Fill>
[[nodiscard]] Result<Owner> take(const char* where, Fill&& fill) {
  typename Owner::pointer raw = nullptr;
  const int code = std::forward<Fill>(fill)(&raw);
  Owner owner{raw};
  if (code < 0) return from_signal(code, where);
  if (!owner) return Error{ErrorCode::crypto_failed, where, 0};
  return owner;
}

[[nodiscard]] inline ByteView view_of(const Buffer& buffer) noexcept {
  return {signal_buffer_const_data(buffer.get()), signal_buffer_len(buffer.get())};
}

/// 05 and 32 bytes.
[[nodiscard]] Result<Bytes> serialised(const ec_public_key* key);
[[nodiscard]] Result<Ref<ec_public_key>> decode_public(ByteView key, signal_context* context);
[[nodiscard]] Result<Ref<ec_private_key>> decode_private(const SecretBytes& key, signal_context* context);

}  // namespace sotto::crypto
