// SPDX-License-Identifier: GPL-3.0-or-later
// Three real engines with a group, and a relay that does what the fuzzer says. See engines/.
#include "engines/machine.hpp"
#include "engines/programs.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

Verdict run(ByteView bytes) {
  Input input{bytes};
  engines::Machine machine;
  machine.run(input);
  const bool shown = machine.something_was_shown();
  machine.end_well();
  return shown ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> all;
  for (const auto& program : engines::programs()) all.push_back(program.input);
  return all;
}

const Registration registration{{{"engines_machine", 256, run, seeds, engines::Machine::landmarks}}};

}  // namespace
}  // namespace sotto::fuzz
