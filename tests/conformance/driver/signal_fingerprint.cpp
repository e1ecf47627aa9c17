// SPDX-License-Identifier: GPL-3.0-or-later
#include "signal_fingerprint.hpp"

#include <signal/fingerprint.h>

#include "context.hpp"

namespace sotto::conformance {
namespace {

using crypto::Buffer;
using crypto::Context;
using crypto::decode_public;
using crypto::IdentityKey;
using crypto::Ref;
using crypto::take;

constexpr std::uint32_t highest_version = 1;
/// What libsignal accepts; beyond it a caller's number could keep a client busy for minutes.
constexpr std::uint32_t highest_iterations = 1'000'000;

/// A fingerprint is computed from public values only.
class NoRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override {
    wipe(out);
    return Error{ErrorCode::random_failed, "fingerprint", 0};
  }
};

struct FreeGenerator {
  void operator()(fingerprint_generator* generator) const noexcept { fingerprint_generator_free(generator); }
};
using Generator = std::unique_ptr<fingerprint_generator, FreeGenerator>;

}  // namespace

Result<SignalFingerprint> signal_fingerprint(std::uint32_t version, std::uint32_t iterations,
                                             std::string_view local_id, const IdentityKey& local_key,
                                             std::string_view remote_id, const IdentityKey& remote_key) {
  if (version > highest_version) return Error{ErrorCode::unsupported_version, "fingerprint", version};
  if (iterations == 0 || iterations > highest_iterations)
    return Error{ErrorCode::malformed, "iterations", iterations};
  // The library takes C strings: what follows a NUL would not be compared.
  const std::string local{local_id};
  const std::string remote{remote_id};
  if (local.find('\0') != std::string::npos || remote.find('\0') != std::string::npos) {
    return Error{ErrorCode::malformed, "fingerprint's names", 0};
  }
  NoRandom no_random;
  SOTTO_ASSIGN(const auto context, Context::create(no_random));
  SOTTO_ASSIGN(const auto ours, decode_public(local_key.view(), context->get()));
  SOTTO_ASSIGN(const auto theirs, decode_public(remote_key.view(), context->get()));
  SOTTO_ASSIGN(const auto generator, take<Generator>("fingerprint", [&](fingerprint_generator** out) {
                 return fingerprint_generator_create(out, static_cast<int>(iterations),
                                                     static_cast<int>(version), context->get());
               }));
  SOTTO_ASSIGN(const auto number, take<Ref<fingerprint>>("fingerprint", [&](fingerprint** out) {
                 return fingerprint_generator_create_for(generator.get(), local.c_str(), ours.get(),
                                                         remote.c_str(), theirs.get(), out);
               }));
  SOTTO_ASSIGN(const Buffer scannable, take<Buffer>("scannable fingerprint", [&](signal_buffer** out) {
                 return scannable_fingerprint_serialize(out, fingerprint_get_scannable(number.get()));
               }));
  return SignalFingerprint{displayable_fingerprint_text(fingerprint_get_displayable(number.get())),
                           copy_of(view_of(scannable))};
}

}  // namespace sotto::conformance
