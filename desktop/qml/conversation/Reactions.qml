// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// The reactions to a message; one's own is taken back with a click, another's joined.
Row {
    id: line

    /// emoji -> "mine", "theirs" or "both".
    property var reactions: ({})
    /// emoji -> the user names of the others.
    property var others: ({})

    /// "" takes it back.
    signal reacted(string emoji)

    spacing: Theme.spaceXs

    Repeater {
        model: Object.keys(line.reactions ?? {})

        AbstractButton {
            id: chip

            required property string modelData
            readonly property string whose: line.reactions[modelData] ?? ""
            readonly property bool mine: whose !== "theirs"
            readonly property var who: (mine ? [Names.youAfterBy] : []).concat((line.others[modelData] ?? []).map(user => Names.of(user)))
            readonly property string names: who.join(", ")

            implicitWidth: face.width + 2 * Theme.spaceS
            implicitHeight: 28
            focusPolicy: Qt.NoFocus
            hoverEnabled: true
            onClicked: line.reacted(mine ? "" : modelData)
            Accessible.role: Accessible.CheckBox
            Accessible.checkable: true
            Accessible.checked: mine
            Accessible.name: qsTr("%1 by %2").arg(modelData).arg(names)
            Accessible.onPressAction: clicked()
            Accessible.onToggleAction: clicked()

            background: Rectangle {
                radius: height / 2
                color: chip.mine ? Theme.accentSoft : chip.hovered ? Theme.rowHover : Theme.surface
                border.width: 1
                border.color: chip.mine ? Theme.accent : Theme.border
            }
            contentItem: Item {
                Row {
                    id: face
                    anchors.centerIn: parent
                    spacing: Theme.spaceXs

                    Clipped {
                        width: Math.min(implicitWidth, 160)
                        text: chip.modelData
                        small: true
                        color: chip.mine ? Theme.inkOnAccentSoft : Theme.text
                        Accessible.ignored: true
                    }
                    PlainText {
                        visible: chip.who.length > 1
                        text: chip.who.length
                        small: true
                        color: chip.mine ? Theme.inkOnAccentSoft : Theme.text
                        Accessible.ignored: true
                    }
                }
            }
            Hint {
                text: chip.names
                shown: chip.hovered
            }
        }
    }
}
