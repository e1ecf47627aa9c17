// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/wire/content.hpp"
#include "vectors.hpp"

namespace sotto::vectors {

/// What a content says, under the names of content.proto. What is 0, false or empty is left out, as on the
/// wire.
[[nodiscard]] Json fields_of(const wire::Content& content);
[[nodiscard]] Json fields_of(const wire::GroupContent& content);

}  // namespace sotto::vectors
