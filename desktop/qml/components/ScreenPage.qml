// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// A screen to read or to fill in: one column in the middle that scrolls and follows the keyboard.
FocusScope {
    id: page

    property string title: ""
    property string lead: ""
    property real measure: Theme.layoutReading
    /// The field to begin with, where there is one.
    property var first: null
    default property alias content: column.data

    function begin() {
        if (first) {
            first.take();
        } else {
            keys.quiet = true;
            keys.forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    Accessible.role: Accessible.Pane
    Accessible.name: title

    Item {
        id: keys

        readonly property bool scrolls: view.contentHeight > view.height
        /// The screen came with the focus here: nobody asked where it is.
        property bool quiet: false

        function scroll(by: real) {
            view.contentY = Math.max(0, Math.min(view.contentHeight - view.height, view.contentY + by));
        }

        anchors.fill: parent
        focus: true
        activeFocusOnTab: scrolls || activeFocus
        onActiveFocusChanged: {
            if (!activeFocus)
                quiet = false;
        }
        Accessible.role: Accessible.Pane
        Accessible.name: page.title || page.Accessible.name
        Keys.onDownPressed: scroll(48)
        Keys.onUpPressed: scroll(-48)
        Keys.onPressed: event => {
            const far = { [Qt.Key_PageDown]: height * 0.9, [Qt.Key_PageUp]: -height * 0.9, [Qt.Key_Home]: -view.contentHeight, [Qt.Key_End]: view.contentHeight }[event.key];
            if (far === undefined)
                return;
            scroll(far);
            event.accepted = true;
        }

        Flickable {
            id: view
            anchors.fill: parent
            contentWidth: width
            contentHeight: column.y + column.height + Theme.spaceXxxl
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ScrollLine {}

            ColumnLayout {
                id: column
                x: (view.width - width) / 2
                y: Shell.narrow ? Theme.spaceXl : Theme.spaceXxl
                width: Math.min(view.width - 2 * Theme.spaceL, page.measure)
                spacing: Theme.spaceL

                ColumnLayout {
                    Layout.fillWidth: true
                    visible: page.title !== ""
                    spacing: Theme.spaceS

                    Heading {
                        Layout.fillWidth: true
                        level: 1
                        text: page.title
                    }
                    Paragraph {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: page.lead
                        muted: true
                        font.pixelSize: Theme.fontSizeL
                    }
                }
            }
        }
    }
    FocusRing {
        shown: keys.activeFocus && keys.scrolls && !keys.quiet
        inside: true
        corner: 0
    }
    FollowFocus {
        view: view
        column: column
        margin: Theme.spaceL
    }
}
