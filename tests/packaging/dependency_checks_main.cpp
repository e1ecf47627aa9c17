// Runs every check and writes JUnit to standard output: for targets without Qt Test.

#include <cstdio>

#include "dependency_checks.hpp"

int main() {
  int failed = 0;
  std::puts("<testsuite name=\"dependencies-wasm\">");
  for (const auto& check : sotto::packaging::all_checks()) {
    const std::string wrong = check.run();
    if (wrong.empty()) {
      std::printf("<testcase classname=\"dependencies-wasm\" name=\"%s\"/>\n", check.name);
    } else {
      std::printf("<testcase classname=\"dependencies-wasm\" name=\"%s\"><failure message=\"%s\"/></testcase>\n", check.name, wrong.c_str());
      failed = 1;
    }
  }
  std::puts("</testsuite>");
  return failed;
}
