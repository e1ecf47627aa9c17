// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sotto::desktop {

/// Characters of a new password at least: length is what helps against guessing.
inline constexpr int password_floor = 10;

/// Characters as people count them, not UTF-16 units.
[[nodiscard]] qsizetype characters_of(const QString& text);

/// A hint about a new password, the same as the web client gives: "empty", "short", "weak", "fair", "good" or
/// "strong".
[[nodiscard]] QString password_strength(const QString& password, const QString& username);

}  // namespace sotto::desktop
