// SPDX-License-Identifier: GPL-3.0-or-later
#include "obs/log.hpp"

#include <unistd.h>

#include <atomic>
#include <ctime>
#include <string>

namespace sotto::relay::obs {
namespace {

std::atomic<Severity> threshold_now{Severity::info};

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::debug:
      return "debug";
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, size};
}

}  // namespace

void set_log_threshold(Severity threshold) { threshold_now = threshold; }

void log(Severity severity, Literal event, std::initializer_list<Field> fields) {
  if (severity < threshold_now.load()) return;
  std::string line = time_now();
  line += ' ';
  line += name_of(severity);
  line += ' ';
  line += event.text();
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key.text();
    line += '=';
    line += value.text();
  }
  line += '\n';
  // One write for a line: lines of several threads don't mix. A log that cannot be written stops nothing.
  if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace sotto::relay::obs
