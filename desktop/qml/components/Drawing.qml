// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.impl

/// One colour of a picture that is put together from several; decoration.
IconImage {
    property string part: ""

    anchors.fill: parent
    sourceSize: Qt.size(width, height)
    source: part === "" ? "" : `qrc:/qt/qml/Sotto/Ui/icons/${part}.svg`
    Accessible.ignored: true
}
