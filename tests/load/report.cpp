// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>

namespace sotto::load {

Report::Report(int argc, char** argv) {
  if (argc == 1) return;
  if (argc == 3 && std::strcmp(argv[1], "--json") == 0) {
    file_ = argv[2];
    return;
  }
  std::fprintf(stderr, "usage: %s [--json FILE]\n", argv[0]);
  std::exit(2);
}

void Report::figure(const std::string& name, double value, const std::string& explanation) {
  figures_.emplace_back(name, value);
  std::printf("%14.2f  %-44s %s\n", value, name.c_str(), explanation.c_str());
  std::fflush(stdout);
}

bool Report::finish() const {
  if (file_.empty()) return true;
  std::ofstream out{file_};
  out << "{";
  const char* separator = "\n";
  for (const auto& [name, value] : figures_) {
    out << separator << "  \"" << name << "\": " << value;
    separator = ",\n";
  }
  out << "\n}\n";
  return out.good();
}

int run_bench(int argc, char** argv, void (*measure)(Report&)) {
  Report report{argc, argv};
  try {
    measure(report);
    return report.finish() ? 0 : 1;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "the bench could not run: %s\n", problem.what());
    return 1;
  }
}

}  // namespace sotto::load
