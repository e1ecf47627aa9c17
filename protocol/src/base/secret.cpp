// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/secret.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sotto {

void wipe(std::span<std::uint8_t> memory) noexcept {
  if (memory.empty()) return;
  std::memset(memory.data(), 0, memory.size());
  // For all that the optimiser knows, this reads what was written: it has to keep it.
  __asm__ __volatile__("" : : "r"(memory.data()) : "memory");
}

bool equal_in_constant_time(ByteView a, ByteView b) noexcept {
  if (a.size() != b.size()) return false;
  volatile std::uint8_t difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

SecretBytes::SecretBytes(std::size_t size) : block_{std::make_unique<std::uint8_t[]>(size)}, size_{size} {}

SecretBytes SecretBytes::copied_from(ByteView bytes) {
  SecretBytes secret{bytes.size()};
  std::copy(bytes.begin(), bytes.end(), secret.block_.get());
  return secret;
}

SecretBytes SecretBytes::copied_from(std::string_view text) { return copied_from(bytes_of(text)); }

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : block_{std::move(other.block_)}, size_{std::exchange(other.size_, 0)} {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    wipe(expose_for_writing());
    block_ = std::move(other.block_);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() { wipe(expose_for_writing()); }

}  // namespace sotto
