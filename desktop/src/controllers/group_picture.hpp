// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "sotto/base/bytes.hpp"

namespace sotto::desktop {

/// What goes into the group's log of a picture that somebody has chosen: a square from its middle, a JPEG of
/// at most group::max_picture bytes. It is drawn anew, so that nothing goes along that is not to be seen,
/// such as the place where it was taken. Empty for what decode_picture() doesn't take.
[[nodiscard]] Bytes group_picture_from(const QByteArray& file);
/// A round copy of a group's picture as a data: address; "" for what isn't one, or is larger than a picture
/// beside a name needs to be.
[[nodiscard]] QString round_picture(ByteView picture);

}  // namespace sotto::desktop
