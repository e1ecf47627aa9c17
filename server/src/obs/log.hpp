// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

#include "sotto/base/log_safe.hpp"

/// The relay's log: one line on stderr for an event. It takes nothing but literals, numbers and error codes,
/// so that no name, address, key or content can get into it (attack D9).
namespace sotto::relay::obs {

enum class Severity : std::uint8_t { debug, info, warning, error };

/// Lines below it are not written. Default: info. Thread-safe.
void set_log_threshold(Severity threshold);

struct Field {
  Literal key;
  LogSafe value;
};
void log(Severity severity, Literal event, std::initializer_list<Field> fields = {});

}  // namespace sotto::relay::obs
