// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "sotto/crypto/safety_code.hpp"

namespace sotto::crypto {

/// The 60 digits that two users compare: 30 for either, bound to their name and identity key. Both see the
/// same, whoever is named first. Public values only; takes some milliseconds. Source: "Safety numbers" in
/// crypto-docs/protocol.md, and decision 0166.
[[nodiscard]] std::string safety_number(const NamedIdentity& one, const NamedIdentity& other);

}  // namespace sotto::crypto
