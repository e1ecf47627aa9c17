// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sotto::load {

/// The figures of one bench: printed for people as they come, written as one JSON object at the end.
class Report {
 public:
  /// Understands `--json FILE`; anything else ends the program with one sentence.
  Report(int argc, char** argv);
  /// `name` is stable and carries the unit at its end, as in live_messages_per_second.
  void figure(const std::string& name, double value, const std::string& explanation);
  /// Writes the file, if one was asked for. False when it cannot be written.
  [[nodiscard]] bool finish() const;

 private:
  std::string file_;
  std::vector<std::pair<std::string, double>> figures_;
};

/// What a bench's main() does: `measure` fills the report, which is then finished. Another exit than 0, after
/// one sentence, when it throws or the file cannot be written.
[[nodiscard]] int run_bench(int argc, char** argv, void (*measure)(Report&));

}  // namespace sotto::load
