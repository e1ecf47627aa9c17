// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "sotto/base/bytes.hpp"

namespace sotto {

/// Overwrites memory in a way the compiler may not remove.
void wipe(std::span<std::uint8_t> memory) noexcept;

/// Compares without a data-dependent branch; lengths are not secret.
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b) noexcept;

/// A secret of any length in a heap block of its own: move-only, wiped when it dies, never printed.
/// Raw access only through expose(), so that each use can be found by its name.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);
  [[nodiscard]] static SecretBytes copied_from(ByteView bytes);
  [[nodiscard]] static SecretBytes copied_from(std::string_view text);
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] ByteView expose() const noexcept { return {block_.get(), size_}; }
  [[nodiscard]] std::span<std::uint8_t> expose_for_writing() noexcept { return {block_.get(), size_}; }
  /// A deliberate second copy.
  [[nodiscard]] SecretBytes clone() const { return copied_from(expose()); }

 private:
  std::unique_ptr<std::uint8_t[]> block_;
  std::size_t size_ = 0;
};

}  // namespace sotto
