// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::testing {

/// A text that must not turn up somewhere, and what it stands for.
struct Canary {
  std::string name;
  std::string text;
};

/// A place where a canary was found.
struct Finding {
  std::string canary;
  std::string place;     ///< a file, "memory", "stack", "metrics" …
  std::string spelling;  ///< as it is, hexadecimal, base64 …
};

/// Looks for each canary in the bytes: as they are, in UTF-16, in hexadecimal of either case, and in base64
/// of either alphabet at each of the three alignments.
[[nodiscard]] std::vector<Finding> scan_bytes(std::string_view bytes, const std::string& place,
                                              const std::vector<Canary>& canaries);

/// Every regular file below the folder: database, write-ahead log, logs. Throws when there is none.
[[nodiscard]] std::vector<Finding> scan_folder(const std::filesystem::path& folder,
                                               const std::vector<Canary>& canaries);

/// Every readable mapping of a living process: what a core image would hold, and more. Throws when it cannot
/// be read.
[[nodiscard]] std::vector<Finding> scan_memory(pid_t process, const std::vector<Canary>& canaries);

[[nodiscard]] std::string describe(const std::vector<Finding>& findings);

}  // namespace sotto::testing
