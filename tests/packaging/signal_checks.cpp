#include "dependency_checks.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <signal/curve.h>
#include <signal/sender_key.h>
#include <signal/signal_protocol.h>

namespace sotto::packaging {
namespace {

using Key = std::array<std::uint8_t, 32>;

struct Unref {
  template <class T>
  void operator()(T* object) const {
    signal_type_unref(reinterpret_cast<signal_type_base*>(object));
  }
};
using PublicKey = std::unique_ptr<ec_public_key, Unref>;
using PrivateKey = std::unique_ptr<ec_private_key, Unref>;
using Context = std::unique_ptr<signal_context, decltype([](signal_context* context) { signal_context_destroy(context); })>;

constexpr Key alice_private{0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
                            0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a};
constexpr Key alice_public{0x85, 0x20, 0xf0, 0x09, 0x89, 0x30, 0xa7, 0x54, 0x74, 0x8b, 0x7d, 0xdc, 0xb4, 0x3e, 0xf7, 0x5a,
                           0x0d, 0xbf, 0x3a, 0x0d, 0x26, 0x38, 0x1a, 0xf4, 0xeb, 0xa4, 0xa9, 0x8e, 0xaa, 0x9b, 0x4e, 0x6a};
constexpr Key bob_public{0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4, 0x35, 0x37,
                         0x3f, 0x83, 0x43, 0xc8, 0x5b, 0x78, 0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14, 0x6f, 0x88, 0x2b, 0x4f};
constexpr Key shared{0x4a, 0x5d, 0x9d, 0x5b, 0xa4, 0xce, 0x2d, 0xe1, 0x72, 0x8e, 0x3b, 0xf4, 0x80, 0x35, 0x0f, 0x25,
                     0xe0, 0x7e, 0x21, 0xc9, 0x47, 0xd1, 0x9e, 0x33, 0x76, 0xf0, 0x9b, 0x3c, 0x1e, 0x16, 0x17, 0x42};

Context new_context() {
  signal_context* raw = nullptr;
  signal_context_create(&raw, nullptr);
  return Context{raw};
}

PrivateKey private_key(const Key& bytes) {
  Key clamped = bytes;
  clamped[0] = static_cast<std::uint8_t>(clamped[0] & 248);
  clamped[31] = static_cast<std::uint8_t>((clamped[31] & 127) | 64);
  ec_private_key* raw = nullptr;
  curve_decode_private_point(&raw, clamped.data(), clamped.size(), nullptr);
  return PrivateKey{raw};
}

PublicKey public_key(const Key& bytes) {
  std::array<std::uint8_t, 33> point{5};
  std::memcpy(point.data() + 1, bytes.data(), bytes.size());
  const Context context = new_context();
  ec_public_key* raw = nullptr;
  curve_decode_point(&raw, point.data(), point.size(), context.get());
  return PublicKey{raw};
}

int failing_hmac(void**, const std::uint8_t*, std::size_t, void*) { return SG_ERR_UNKNOWN; }

}  // namespace

// RFC 7748, 6.1.
std::string x25519_matches_rfc_7748() {
  const PrivateKey mine = private_key(alice_private);
  ec_public_key* raw = nullptr;
  if (!mine || curve_generate_public_key(&raw, mine.get()) != 0) return "no public key";
  const PublicKey made{raw};
  if (ec_public_key_compare(made.get(), public_key(alice_public).get()) != 0) return "another public key";

  std::uint8_t* agreed = nullptr;
  const int size = curve_calculate_agreement(&agreed, public_key(bob_public).get(), mine.get());
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner{agreed, &std::free};
  return size == 32 && std::memcmp(agreed, shared.data(), shared.size()) == 0 ? "" : "another secret";
}

std::string an_all_zero_agreement_is_refused() {
  std::uint8_t* agreed = nullptr;
  const int size = curve_calculate_agreement(&agreed, public_key(Key{}).get(), private_key(alice_private).get());
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner{agreed, &std::free};
  return size < 0 ? "" : "accepted";
}

// Without the patch this frees uninitialised pointers (M14).
std::string a_failing_hmac_leaves_the_sender_key_library_alive() {
  const Context context = new_context();
  signal_crypto_provider provider{};
  provider.hmac_sha256_init_func = failing_hmac;
  provider.hmac_sha256_update_func = [](void*, const std::uint8_t*, std::size_t, void*) { return SG_ERR_UNKNOWN; };
  provider.hmac_sha256_final_func = [](void*, signal_buffer**, void*) { return SG_ERR_UNKNOWN; };
  provider.hmac_sha256_cleanup_func = [](void*, void*) {};
  if (signal_context_set_crypto_provider(context.get(), &provider) != 0) return "the provider is refused";
  std::array<std::uint8_t, 32> bytes{};
  signal_buffer* seed = signal_buffer_create(bytes.data(), bytes.size());
  sender_message_key* key = nullptr;
  const int code = sender_message_key_create(&key, 1, seed, context.get());
  signal_buffer_free(seed);
  return code < 0 && key == nullptr ? "" : "no error";
}

}  // namespace sotto::packaging
