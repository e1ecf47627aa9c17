// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.impl
import Sotto.Ui

/// One of packaging/design/icons.json in any colour. Decoration: what it means is said by what is around it.
IconImage {
    property string symbol: ""
    property int size: 20

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: symbol === "" ? "" : `qrc:/qt/qml/Sotto/Ui/icons/${symbol}.svg`
    color: Theme.text
    Accessible.ignored: true
}
