// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// What is said stays between two; what passes in between is sealed. Growing quieter to the right.
Item {
    implicitWidth: 320
    implicitHeight: implicitWidth * 300 / 380

    Drawing { part: "quieter"; color: Theme.borderStrong; opacity: 0.45 }
    Drawing { part: "quieter-own"; color: Theme.accent }
    Drawing { part: "quieter-own-words"; color: Theme.inkOnAccent; opacity: 0.85 }
    Drawing { part: "quieter-sealed"; color: Theme.accentSoft }
    Drawing { part: "quieter-sealed-line"; color: Theme.accent }
    Drawing { part: "quieter-other"; color: Theme.surface }
    Drawing { part: "quieter-other-line"; color: Theme.border }
    Drawing { part: "quieter-other-words"; color: Theme.textMuted; opacity: 0.6 }
}
