// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// One conversation that the quick switcher offers.
ItemDelegate {
    id: row

    required property int index
    required property var modelData
    property string user: ""
    property string title: ""
    property bool chosen: false
    /// What they are called by everybody, if that is not what they are called here; a group has no such name.
    readonly property string name: title === user || Names.isGroup(user) ? "" : user
    readonly property string spoken: name === "" ? title : `${title}, ${name}`

    implicitHeight: 52
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: clicked()
    Accessible.name: spoken
    Accessible.selected: chosen

    background: Rectangle {
        radius: Theme.radiusM
        color: row.chosen ? Theme.rowSelected : row.hovered ? Theme.rowHover : "transparent"

        Rectangle {
            visible: row.chosen
            width: 3
            height: parent.height - 2 * Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            radius: 1.5
            color: Theme.accent
        }
    }
    contentItem: RowLayout {
        spacing: Theme.spaceM

        Avatar {
            user: row.user
            title: row.title
        }
        Clipped {
            Layout.fillWidth: true
            text: row.title
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
        Clipped {
            Layout.maximumWidth: row.width * 0.4
            visible: row.name !== ""
            text: row.name
            small: true
            muted: true
            Accessible.ignored: true
        }
    }
}
