// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Sotto.Ui

/// A dialog over the window: keeps the keyboard inside, closes on Escape and gives the focus back.
Popup {
    id: sheet

    property string title: ""
    default property alias content: column.data
    property alias actions: footer.data
    property Item before: null

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round((parent.height - height) / 2)
    width: Math.min(480, parent.width - 2 * Theme.spaceL)
    height: Math.min(implicitHeight, parent.height - 2 * Theme.spaceL)
    padding: Theme.spaceXl
    topPadding: Theme.spaceL
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onAboutToShow: {
        before = parent.Window.activeFocusItem;
        Shell.dialogOpened(sheet);
    }
    Component.onDestruction: Shell.dialogClosed(sheet)
    onClosed: {
        Shell.dialogClosed(sheet);
        if (before && before.visible)
            before.forceActiveFocus(Qt.PopupFocusReason);
        before = null;
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    background: Rectangle {
        color: Theme.surface
        radius: Theme.radiusL
        border.width: 1
        border.color: Theme.border
    }
    contentItem: FocusScope {
        implicitHeight: frame.implicitHeight
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title

        ColumnLayout {
            id: frame
            anchors.fill: parent
            spacing: Theme.spaceL

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                Heading {
                    Layout.fillWidth: true
                    text: sheet.title
                    font.pixelSize: Theme.fontSizeXl
                }
                ActionButton {
                    Layout.alignment: Qt.AlignTop
                    Layout.rightMargin: -Theme.spaceM
                    kind: "quiet"
                    symbol: "close"
                    symbolOnly: true
                    text: qsTr("Close")
                    onClicked: sheet.close()
                }
            }
            Flickable {
                id: view
                Layout.fillWidth: true
                Layout.fillHeight: true
                // Its scroll line lies beside the content, and the focus rings are not cut.
                Layout.rightMargin: -Theme.spaceM
                Layout.leftMargin: -Theme.spaceXs
                implicitHeight: contentHeight
                contentWidth: width
                contentHeight: column.implicitHeight
                boundsBehavior: Flickable.StopAtBounds
                clip: contentHeight > height
                activeFocusOnTab: contentHeight > height || activeFocus
                Accessible.role: Accessible.Pane
                Accessible.name: sheet.title
                Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + 48))
                Keys.onUpPressed: contentY = Math.max(0, contentY - 48)
                ScrollBar.vertical: ScrollLine {}

                ColumnLayout {
                    id: column
                    x: Theme.spaceXs
                    width: view.width - x - Theme.spaceM
                    spacing: Theme.spaceM
                }
            }
            FollowFocus {
                view: view
                column: column
                // With what is wrong with a field, in the line below it.
                margin: Theme.spaceXl
            }
            RowLayout {
                id: footer
                Layout.alignment: Qt.AlignRight
                Layout.topMargin: Theme.spaceS
                visible: children.length > 0
                spacing: Theme.spaceM
            }
        }
    }
}
