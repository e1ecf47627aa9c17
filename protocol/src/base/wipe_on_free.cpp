// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into a program, this takes the place of the C library's free() and realloc(), for everything in the
// process: std::string and every container, protobuf, libsignal, the crypto library, SQLite, Qt. What is
// given back to the allocator has been overwritten (attacks E8, E12). Decision 0153.
#include <malloc.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "sotto/base/secret.hpp"

extern "C" {

// Not noexcept: the headers of emscripten do not say so, and neither compiler minds that those of glibc do.

/// The allocator's own, under the name that both glibc and emscripten keep for those who replace free().
void __libc_free(void* block);

void free(void* block) {
  if (block == nullptr) return;
  sotto::wipe({static_cast<std::uint8_t*>(block), malloc_usable_size(block)});
  __libc_free(block);
}

/// The C library's would move a block without telling, and leave what was in it behind.
void* realloc(void* block, std::size_t size) {
  if (block == nullptr) return std::malloc(size);
  if (size == 0) {
    free(block);
    return nullptr;
  }
  const std::size_t room = malloc_usable_size(block);
  const bool fits = size <= room && size >= room / 2;
  if (fits) {
    sotto::wipe({static_cast<std::uint8_t*>(block) + size, room - size});
    return block;
  }
  void* const moved = std::malloc(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, size < room ? size : room);
  free(block);
  return moved;
}

}  // extern "C"
