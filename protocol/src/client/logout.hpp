// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// The user asked: tells the relay if it can, erases everything here.
[[nodiscard]] Status log_out(Step& step);
/// The relay does not know this device's token any more: erases everything here.
[[nodiscard]] Status log_out_revoked(Step& step);

}  // namespace sotto::client
