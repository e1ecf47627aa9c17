// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// The purpose's label, NUL, the message: what is really signed.
[[nodiscard]] Bytes labelled(SignaturePurpose purpose, ByteView message);

}  // namespace sotto::crypto
