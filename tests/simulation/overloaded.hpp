// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::simulation {

/// A visitor made of lambdas.
template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace sotto::simulation
