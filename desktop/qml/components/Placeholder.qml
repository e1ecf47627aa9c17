// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// What an empty field shows. Plain, because a person's name may stand here.
Clipped {
    muted: true
    Accessible.ignored: true
}
