// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Sotto.Ui

/// What can be done with a message. Arrows go round in it, Escape gives the keyboard back.
Popup {
    id: menu

    /// {messageId, own, state, body, sentAt, reactions, file, quote, quotedPosition} of a message, while the menu is open.
    property var entry: null
    property Item before: null
    /// Neither answers nor reactions are possible.
    property bool silent: false
    /// Nor edits: a post of an open group.
    property bool plain: false
    /// Others' can be taken back, too.
    property bool moderates: false
    readonly property bool own: entry !== null && entry.own
    readonly property bool sent: entry !== null && entry.state !== "failed"
    readonly property bool hasWords: entry !== null && entry.body !== ""
    readonly property string deed: entry === null ? "" : Sentences.fileDeed(entry.file ?? {})
    readonly property string mine: entry === null ? "" : ownEmoji(entry.reactions)
    readonly property var usual: ["👍", "❤️", "😂", "😮", "😢", "🎉"]
    // One's own may be another: somebody else's that was joined.
    readonly property var offered: mine === "" || usual.includes(mine) ? usual : usual.concat([mine])

    signal replyWanted(var entry)
    signal quotedWanted(var entry)
    signal editWanted(var entry)
    signal removeWanted(var entry)
    signal reportWanted(var entry)
    signal copyWanted(string text)
    signal fileWanted(var entry)

    function ownEmoji(reactions: var): string {
        return Object.keys(reactions ?? {}).find(emoji => reactions[emoji] !== "theirs") ?? "";
    }

    /// Of what it belongs to, in the window.
    property rect place

    /// Below `at` where there is room, else above it; never beyond the window's edge.
    function openAt(what: var, at: Item) {
        before = parent.Window.activeFocusItem;
        entry = what;
        const corner = at.mapToItem(parent, 0, 0);
        place = Qt.rect(corner.x, corner.y, at.width, at.height);
        open();
    }

    function choices(): var {
        const all = [];
        for (let at = 0; !silent && at < emojis.count; ++at)
            all.push(emojis.itemAt(at));
        return all.concat([file, reply, quoted, copy, report, edit, remove].filter(item => item.visible));
    }

    function move(by: int) {
        const all = choices();
        const at = all.findIndex(item => item.activeFocus);
        all[(at + by + all.length) % all.length].forceActiveFocus();
    }

    /// What follows may want the keyboard itself.
    function choose(deed: var) {
        const what = entry;
        close();
        deed(what);
    }

    /// One's own is taken back. Which it is isn't known any more when the menu has closed.
    function react(emoji: string) {
        const wanted = emoji === mine ? "" : emoji;
        choose(what => app.chat.deeds.react(what.messageId, wanted));
    }

    // Its size follows what it offers, after it was opened too.
    x: Math.max(Theme.spaceS, Math.min(own ? place.right - implicitWidth : place.x, parent.width - implicitWidth - Theme.spaceS))
    y: place.bottom + 4 + implicitHeight + Theme.spaceS < parent.height ? place.bottom + 4 : Math.max(Theme.spaceS, place.y - implicitHeight - 4)
    parent: T.Overlay.overlay
    padding: Theme.spaceXs
    modal: true
    dim: false
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onOpened: choices()[0].forceActiveFocus()
    onAboutToHide: {
        if (before && before.visible)
            before.forceActiveFocus(Qt.PopupFocusReason);
        before = null;
    }
    onClosed: entry = null

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radiusM
        border.width: 1
        border.color: Theme.border
    }
    contentItem: FocusScope {
        implicitWidth: column.implicitWidth
        implicitHeight: column.implicitHeight
        focus: true
        Accessible.role: Accessible.PopupMenu
        Accessible.name: qsTr("What to do with this message")
        Keys.onDownPressed: menu.move(1)
        Keys.onRightPressed: menu.move(1)
        Keys.onUpPressed: menu.move(-1)
        Keys.onLeftPressed: menu.move(-1)
        Keys.onPressed: event => {
            const all = menu.choices();
            if (event.key === Qt.Key_Home)
                all[0].forceActiveFocus();
            else if (event.key === Qt.Key_End)
                all[all.length - 1].forceActiveFocus();
            else
                return;
            event.accepted = true;
        }

        Column {
            id: column

            Row {
                visible: !menu.silent
                bottomPadding: Theme.spaceXs

                Repeater {
                    id: emojis
                    model: menu.offered

                    ReactionChoice {
                        required property string modelData
                        text: modelData
                        chosen: menu.mine === modelData
                        onClicked: menu.react(modelData)
                    }
                }
            }
            Rectangle {
                width: parent.width
                height: 1
                visible: !menu.silent
                color: Theme.border
            }
            MessageMenuItem {
                id: file
                width: parent.width
                visible: menu.deed !== ""
                symbol: "file"
                text: menu.deed
                onClicked: menu.choose(menu.fileWanted)
            }
            MessageMenuItem {
                id: reply
                width: parent.width
                visible: !menu.silent
                symbol: "reply"
                text: qsTr("Reply")
                onClicked: menu.choose(menu.replyWanted)
            }
            MessageMenuItem {
                id: quoted
                width: parent.width
                visible: menu.entry !== null && menu.entry.quote === "here"
                symbol: "chat"
                text: qsTr("Go to what it answers")
                onClicked: menu.choose(menu.quotedWanted)
            }
            MessageMenuItem {
                id: copy
                width: parent.width
                visible: menu.hasWords
                symbol: "copy"
                text: qsTr("Copy text")
                onClicked: menu.choose(entry => menu.copyWanted(entry.body))
            }
            MessageMenuItem {
                id: report
                width: parent.width
                visible: menu.entry !== null && !menu.own
                symbol: "warning"
                text: qsTr("Report")
                onClicked: menu.choose(menu.reportWanted)
            }
            MessageMenuItem {
                id: edit
                width: parent.width
                visible: menu.own && menu.sent && menu.hasWords && !menu.plain
                symbol: "edit"
                text: qsTr("Edit")
                onClicked: menu.choose(menu.editWanted)
            }
            MessageMenuItem {
                id: remove
                width: parent.width
                visible: menu.own || (menu.entry !== null && menu.moderates)
                symbol: "bin"
                dangerous: true
                text: qsTr("Delete")
                onClicked: menu.choose(menu.removeWanted)
            }
        }
    }
}
