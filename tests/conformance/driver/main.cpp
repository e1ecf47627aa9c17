// SPDX-License-Identifier: GPL-3.0-or-later
// The session layer behind the conformance suite's protocol: JSON lines on standard input and output.
#include <cstdio>

#include "driver.hpp"
#include "line_io.hpp"
#include "sotto/crypto/digest.hpp"

int main() {
  auto random = sotto::crypto::system_random();
  if (!random) {
    std::fputs("error: there is no usable source of randomness\n", stderr);
    return 1;
  }
  sotto::conformance::Driver driver{**random};
  while (const auto line = sotto::conformance::read_line())
    sotto::conformance::write_line(driver.answer(*line));
  return 0;
}
