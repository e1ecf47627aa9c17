// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sotto::testing {

/// A real relay in a process of its own, on a port of its choice. Killed with SIGKILL when it goes out of
/// scope.
class RelayProcess {
 public:
  struct Options {
    std::filesystem::path binary;
    std::filesystem::path folder;  ///< data, configuration and log
    std::string configuration;     ///< YAML; listen and data-dir are given on the command line
    std::uint16_t port = 0;        ///< 0: a free one
    std::optional<int> core;       ///< run on this core alone
    std::map<std::string, std::string> environment{};  ///< besides the test's own
    std::optional<std::uint64_t> max_descriptors{};    ///< RLIMIT_NOFILE
  };

  /// Waits for the ready line. Throws std::runtime_error with what the relay said when it does not come in 20
  /// seconds.
  explicit RelayProcess(Options options);
  RelayProcess(const RelayProcess&) = delete;
  RelayProcess& operator=(const RelayProcess&) = delete;
  ~RelayProcess();

  [[nodiscard]] std::uint16_t port() const noexcept { return options_.port; }
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] std::filesystem::path log() const { return options_.folder / "relay.log"; }
  [[nodiscard]] std::filesystem::path data() const { return options_.folder / "data"; }

  /// SIGKILL, as a crash would.
  void kill();
  /// Waits until it has ended by itself: the exit code, or 128 + the signal that ended it. SIGKILL after 20
  /// seconds.
  int wait_for_end();
  void signal(int number) const;
  /// Starts again on the same port and data.
  void start();

  /// Resident memory in bytes, and CPU seconds used so far, from /proc.
  [[nodiscard]] std::uint64_t resident_bytes() const;
  [[nodiscard]] double cpu_seconds() const;

 private:
  void wait_until_ready();
  [[noreturn]] void become_relay(const std::vector<std::string>& words) const;
  Options options_;
  pid_t pid_ = -1;
};

}  // namespace sotto::testing
