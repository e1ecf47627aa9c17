// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A speech bubble, and in it the sign that asks musicians to grow quieter.
Item {
    implicitWidth: 28
    implicitHeight: 28

    Drawing {
        part: "logo-bubble"
        color: Theme.accent
    }
    Drawing {
        part: "logo-sign"
        color: Theme.inkOnAccent
    }
}
