// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Words to read at length: more air between the lines.
PlainText {
    lineHeight: 1.25
}
