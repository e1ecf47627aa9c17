#pragma once

#include <span>
#include <string>

namespace sotto::packaging {

/// One promise of a third-party library. `run` returns an empty string, or what was wrong.
struct Check {
  const char* name;
  std::string (*run)();
};

/// Every check, the same on native and wasm.
std::span<const Check> all_checks();

std::string x25519_matches_rfc_7748();
std::string an_all_zero_agreement_is_refused();
std::string a_failing_hmac_leaves_the_sender_key_library_alive();

}  // namespace sotto::packaging
