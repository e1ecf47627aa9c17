// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace sotto::desktop {

/// Bytes; a larger picture is a file to save.
inline constexpr qsizetype largest_picture = 20'000'000;

/// A copy of a picture that a bubble has room for, as a data: address; "" for what isn't a PNG, JPEG, GIF or
/// WebP, whatever it is called, or has more than 40 million pixels (attack F7). The copy is made of pixels
/// only.
[[nodiscard]] QString small_picture(const QByteArray& file);
/// A data: address of it; "" for none.
[[nodiscard]] QString picture_address(const QImage& image);

}  // namespace sotto::desktop
