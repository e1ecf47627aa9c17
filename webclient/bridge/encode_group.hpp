// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge.pb.h"
#include "sotto/client/view.hpp"

namespace sotto::web {

void encode(const client::GroupView& view, bridge::Group& out);
void encode(const client::GroupFoundView& view, bridge::GroupFound& out);

}  // namespace sotto::web
