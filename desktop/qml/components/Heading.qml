// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

PlainText {
    /// 1 for the screen's title, 2 for a section.
    property int level: 2

    font.pixelSize: level === 1 ? Theme.fontSizeXxl : Theme.fontSizeL
    font.weight: Theme.fontWeightBold
    Accessible.role: Accessible.Heading
}
