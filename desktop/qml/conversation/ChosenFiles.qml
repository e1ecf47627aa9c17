// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// Files that go with the next message; each can be taken off again. Many of them scroll.
Item {
    id: chosen

    /// Addresses of files.
    property var files: []
    property real tallest: 200

    signal takenOff(int at)

    visible: files.length > 0
    implicitHeight: Math.min(tallest, column.implicitHeight)

    Flickable {
        id: view

        readonly property bool scrolls: contentHeight > height

        anchors.fill: parent
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: scrolls
        ScrollBar.vertical: ScrollLine {}

        ColumnLayout {
            id: column
            // The scroll line lies beside the buttons.
            width: view.width - (view.scrolls ? Theme.spaceM : 0)
            spacing: 0

            Repeater {
                model: chosen.files

                RowLayout {
                    id: line

                    required property int index
                    required property var modelData
                    readonly property string name: app.chat.files.nameOf(modelData)

                    Layout.fillWidth: true
                    spacing: Theme.spaceS

                    Icon {
                        Layout.leftMargin: Theme.spaceM
                        symbol: "file"
                        size: 18
                        color: Theme.accent
                    }
                    Clipped {
                        Layout.fillWidth: true
                        text: line.name
                        elide: Text.ElideMiddle
                        small: true
                        horizontalAlignment: Text.AlignLeft
                    }
                    PlainText {
                        text: Sentences.fileSize(app.chat.files.sizeOf(line.modelData))
                        small: true
                        muted: true
                        wrapMode: Text.NoWrap
                    }
                    ActionButton {
                        kind: "quiet"
                        small: true
                        symbol: "close"
                        symbolOnly: true
                        text: qsTr("Don't send %1").arg(Sentences.named(line.name))
                        onClicked: chosen.takenOff(line.index)
                    }
                }
            }
        }
    }
    FollowFocus {
        view: view
        column: column
    }
}
