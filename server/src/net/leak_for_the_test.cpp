// SPDX-License-Identifier: GPL-3.0-or-later
// Only in sotto-relay-leaky. Does on purpose what must never happen: writes what comes in to the log and to a file in the
// working folder's data, so that the scan for leaks (tests/leaks) is seen to find it.
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include "net/context.hpp"

namespace sotto::relay::net {

void leak_for_the_test(ByteView frame) {
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  std::fwrite(frame.data(), 1, frame.size(), stderr);
  std::fputc('\n', stderr);
  const char* folder = std::getenv("SOTTO_LEAK_FOLDER");
  if (folder == nullptr) return;
  if (std::FILE* file = std::fopen((std::string{folder} + "/frames.bin").c_str(), "ab")) {
    std::fwrite(frame.data(), 1, frame.size(), file);
    std::fclose(file);
  }
}

}  // namespace sotto::relay::net
