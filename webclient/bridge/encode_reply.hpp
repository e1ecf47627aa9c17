// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge.pb.h"
#include "sotto/client/effect.hpp"

namespace sotto::web {

[[nodiscard]] bridge::Reply encode_effect(const client::Effect& effect);

}  // namespace sotto::web
