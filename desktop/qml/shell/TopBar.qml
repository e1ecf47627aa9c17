// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// The name of the program and the main menu, which folds into a button where there is little room.
Rectangle {
    id: bar

    readonly property bool loggedIn: app.session.state === "in"
    readonly property int unread: loggedIn ? app.conversations.totalUnread + app.groupConversations.totalUnread : 0
    readonly property bool known: loggedIn || app.session.state === "out"
    readonly property var screens: loggedIn ? ["direct", "groups", "about", "news", "settings"] : known ? ["about", "news", "settings", "login", "register"] : ["about"]

    function unreadOf(screen: string): int {
        if (screen === "direct")
            return app.conversations.totalUnread;
        return screen === "groups" ? app.groupConversations.totalUnread : 0;
    }

    implicitHeight: Theme.layoutTopbar
    color: Theme.surface
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Main menu")

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Shell.narrow ? Theme.spaceXs : Theme.spaceL
        spacing: Theme.spaceXs

        AbstractButton {
            id: brand
            Accessible.role: Accessible.Link
            Accessible.onPressAction: clicked()
            Accessible.name: qsTr("Sotto, start page")
                    Keys.onReturnPressed: clicked()
            focusPolicy: Qt.StrongFocus
            onClicked: Shell.go(bar.loggedIn ? "direct" : "landing")
            background: Item {
                FocusRing {
                    shown: brand.visualFocus
                }
            }
            contentItem: Row {
                spacing: Theme.spaceS

                Logo {
                    anchors.verticalCenter: parent.verticalCenter
                }
                PlainText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: "Sotto"
                    font.pixelSize: Theme.fontSizeL
                    font.weight: Theme.fontWeightBold
                    Accessible.ignored: true
                }
            }
        }
        Item {
            Layout.fillWidth: true
        }
        Repeater {
            model: Shell.narrow ? [] : bar.screens

            MenuLink {
                required property string modelData
                screen: modelData
                unread: bar.unreadOf(screen)
            }
        }
        ActionButton {
            id: toggle
            visible: Shell.narrow
            kind: "quiet"
            symbol: folded.opened ? "close" : "menu"
            text: qsTr("Menu")
            Accessible.name: bar.unread > 0 ? `${text}, ${Sentences.unread(bar.unread)}` : text
            onClicked: folded.opened ? folded.close() : folded.open()

            CountBadge {
                // Beside the symbol, however many digits it has.
                x: Math.min(-width / 2, Theme.spaceS - width)
                anchors.verticalCenter: parent.verticalCenter
                count: bar.unread
            }
        }
    }

    Popup {
        id: folded
        y: bar.height
        width: bar.width
        padding: Theme.spaceS
        focus: true
        closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutsideParent
        background: Rectangle {
            color: Theme.surface
            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: 1
                color: Theme.border
            }
        }
        contentItem: Column {
            Repeater {
                model: bar.screens

                MenuLink {
                    required property string modelData
                    required property int index
                    width: folded.availableWidth
                    screen: modelData
                    focus: index === 0
                    unread: bar.unreadOf(screen)
                    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                }
            }
        }
        Connections {
            target: Shell
            function onScreenChanged() {
                folded.close();
            }
            function onNarrowChanged() {
                folded.close();
            }
        }
    }
}
