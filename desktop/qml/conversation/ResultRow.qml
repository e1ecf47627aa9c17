// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// One person or one message that a search found.
ItemDelegate {
    id: row

    property string user: ""
    property string title: ""
    property string words: ""
    property string time: ""
    property bool person: true

    function step(onwards: bool) {
        const next = nextItemInFocusChain(onwards);
        if (next)
            next.forceActiveFocus(onwards ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    implicitHeight: Math.max(56, contentItem.implicitHeight + 2 * Theme.spaceS)
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: clicked()
    Accessible.name: [title, words, time].filter(part => part !== "").join(", ")
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onDownPressed: step(true)
    Keys.onUpPressed: step(false)

    background: Rectangle {
        radius: Theme.radiusM
        color: row.hovered ? Theme.rowHover : "transparent"

        FocusRing {
            shown: row.visualFocus || row.activeFocus
            inside: true
        }
    }
    contentItem: RowLayout {
        spacing: Theme.spaceM

        Avatar {
            visible: row.person
            user: row.user
            title: row.title
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                Clipped {
                    Layout.fillWidth: true
                    text: row.title
                    font.weight: Theme.fontWeightMedium
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
                PlainText {
                    visible: text !== ""
                    text: row.time
                    small: true
                    muted: true
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
            PlainText {
                Layout.fillWidth: true
                text: row.words
                small: true
                muted: true
                elide: Text.ElideRight
                maximumLineCount: row.person ? 1 : 2
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
