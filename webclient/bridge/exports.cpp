// SPDX-License-Identifier: GPL-3.0-or-later
// All that JavaScript can call, beside malloc and free.
#include <emscripten.h>

#include <cstdint>
#include <cstring>

#include "bridge.hpp"
#include "file_system.hpp"
#include "sotto/base/scrub_stack.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/store/sqlcipher_store.hpp"
#include "web_random.hpp"

namespace sotto::web {
namespace {

Result<std::unique_ptr<store::ClientStore>> open_store(const std::string& path, const SecretBytes& key) {
  if (!register_file_system()) return Error{ErrorCode::store_unavailable, "register file system"};
  SOTTO_ASSIGN(auto store, store::SqlcipherStore::open({path, journal_for_files(), file_system_name}, key));
  return std::unique_ptr<store::ClientStore>{std::move(store)};
}

/// Before the first use of the crypto library.
WebRandom& the_random() {
  static WebRandom random;
  use_web_random_in_crypto();
  return random;
}

Bridge& the_bridge() {
  static Bridge bridge{open_store, the_random()};
  return bridge;
}

/// What poll() hands out: its length, then the bytes. Wiped before it is used again, as it may hold a
/// message.
SecretBytes& the_reply() {
  static SecretBytes reply;
  return reply;
}

}  // namespace
}  // namespace sotto::web

extern "C" {

/// Carries out one serialised Request, and wipes it: it may hold a password.
EMSCRIPTEN_KEEPALIVE void sotto_handle(std::uint8_t* request, std::size_t size) {
  sotto::web::the_bridge().handle({request, size});
  sotto::wipe({request, size});
  sotto::scrub_stack();
}

/// The address of a 32-bit length and a serialised Reply behind it, valid until the next call; 0 when there
/// is none.
EMSCRIPTEN_KEEPALIVE const std::uint8_t* sotto_poll() {
  sotto::SecretBytes& reply = sotto::web::the_reply();
  reply = {};
  const auto bytes = sotto::web::the_bridge().poll();
  if (!bytes) return nullptr;
  const auto size = static_cast<std::uint32_t>(bytes->size());
  reply = sotto::SecretBytes{sizeof(size) + bytes->size()};
  std::memcpy(reply.expose_for_writing().data(), &size, sizeof(size));
  std::memcpy(reply.expose_for_writing().data() + sizeof(size), bytes->data(), bytes->size());
  sotto::scrub_stack();
  return reply.expose().data();
}

}  // extern "C"
