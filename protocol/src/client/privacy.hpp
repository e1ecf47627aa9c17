// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"

namespace sotto::client {

class Step;

/// What others are told of oneself, by choice: nothing before somebody chose it.
namespace privacy {

[[nodiscard]] Result<PrivacyView> load(store::ClientStore& store);
[[nodiscard]] Result<PrivacyView> load(Step& step);
[[nodiscard]] Status set(Step& step, const SetPrivacy& intent);

}  // namespace privacy
}  // namespace sotto::client
