// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::desktop {

/// One visitor made of several lambdas.
template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace sotto::desktop
