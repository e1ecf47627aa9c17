// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace sotto::desktop {

/// What good cameras take; decoded it needs 160 MB.
inline constexpr qint64 most_pixels_of_a_file = 40'000'000;

/// A PNG, JPEG, GIF or WebP by what it begins with, whatever it is called: no plugin is asked about anything
/// else. Scaled down into `room` while it is read. Null for others, and for more than `most_pixels` (attack
/// F7).
[[nodiscard]] QImage decode_picture(const QByteArray& file, QSize room, qint64 most_pixels);

}  // namespace sotto::desktop
