// SPDX-License-Identifier: GPL-3.0-or-later
#include <concepts>

#include "cases.hpp"
#include "leaks.hpp"
#include "poison.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::timing {
namespace {

// Every comparison of secrets goes through equal_in_constant_time(): the type has no other.
static_assert(!std::equality_comparable<SecretBytes>);

constexpr std::size_t mac_size = 32;

/// Two MACs, of which the second differs from byte `at` on; equal when `at` is their size.
void compare(std::size_t at) {
  const auto before = observed().verdicts;
  Bytes ours(mac_size, 7);
  Bytes theirs = ours;
  for (std::size_t i = at; i < mac_size; ++i) theirs[i] ^= 1;
  poison(ours);
  const bool equal = equal_in_constant_time(ours, theirs);
  require(observed().verdicts == before + 1, "the comparison has seen the secret");
  require(equal == (at == mac_size), "the comparison is right");
}

void mac_is_compared() {
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, mac_size - 1, mac_size}) compare(at);
}

void early_exit_is_reported() {
  Bytes ours(mac_size, 7);
  poison(ours);
  require(!equal_in_constant_time(ours, Bytes(mac_size, 8)), "the comparison is right");
}

void secret_index_is_reported() {
  std::uint8_t secret = 1;
  poison(bytes_in(secret));
  // Memcheck reports the address, and takes what lies there for defined.
  const std::uint8_t found = looked_up(secret);
  require(found == 2, "the table is right");
}

constexpr Case cases[] = {
    {"mac_is_compared", Comparison::judges, mac_is_compared},
    {"control_early_exit_is_reported", Comparison::leaks, early_exit_is_reported},
    {"control_secret_index_is_reported", Comparison::judges, secret_index_is_reported},
};

}  // namespace

std::span<const Case> comparison_cases() { return cases; }

}  // namespace sotto::timing
