// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// The messages of the open conversation. Follows new ones while one reads at the end, and keeps the place otherwise.
FocusScope {
    id: timeline

    readonly property var messages: app.chat.timeline
    readonly property string title: app.chat.title
    readonly property bool inGroup: Names.isGroup(app.chat.user)
    /// Within this many pixels of the end one reads along.
    readonly property int nearEnd: 80
    /// Earlier messages are fetched this long before the beginning is reached.
    readonly property int nearBeginning: 400
    readonly property var highlighted: app.chat.highlighted
    readonly property var unreadFrom: app.chat.unreadFrom
    readonly property bool ready: app.chat.ready
    property bool atEnd: true
    /// Nothing can be said here now.
    property bool silent: false
    /// An open group.
    property bool plain: false
    property bool moderates: false

    /// Each {messageId, own, state, body, sentAt, reactions, file, sender, author, quote, quotedPosition}.
    signal replyWanted(var facts)
    signal editWanted(var facts)
    signal removeWanted(var facts)
    signal reportWanted(var facts)
    signal fileWanted(var facts)

    /// It stands where it is to be read from. What wasn't in view then isn't read.
    property bool begun: false
    property int missed: 0

    function look() {
        const below = view.originY + view.contentHeight - view.contentY - view.height;
        atEnd = below < nearEnd;
        if (atEnd) {
            missed = 0;
            markRead();
        }
        if (view.contentY - view.originY < nearBeginning && messages.hasOlder && !messages.loadingOlder)
            messages.loadOlder();
    }

    /// Words break anew in another width, and a banner takes room: the end stays in view where it was.
    function hold() {
        if (atEnd && !view.moving && view.currentIndex <= 0)
            toEnd();
        else
            look();
    }

    function markRead() {
        if (begun && ready && messages.reachesNewest && Shell.active)
            app.chat.markRead();
    }

    function toNewest() {
        if (messages.reachesNewest)
            toEnd();
        else
            app.chat.toNewest();
    }

    function toEnd() {
        view.positionViewAtBeginning();
        view.currentIndex = 0;
        look();
    }

    function showNewest() {
        view.positionViewAtBeginning();
        view.currentIndex = 0;
        showUnread();
    }

    /// Begins reading where one stopped, where that isn't in view at the end.
    function showUnread() {
        const row = unreadFrom > 0 && highlighted === 0 ? messages.rowOf(unreadFrom) : -1;
        if (row >= 0) {
            view.currentIndex = row;
            view.positionViewAtIndex(row, ListView.Contain);
        }
        begun = true;
        look();
    }

    function showHighlighted() {
        if (!(highlighted > 0))
            return;
        const row = messages.rowOf(highlighted);
        if (row >= 0) {
            view.currentIndex = row;
            view.positionViewAtIndex(row, ListView.Center);
        }
        begun = true;
        look();
    }

    /// Also where it is pointed at already, and one has scrolled away.
    function goTo(position: var) {
        app.chat.jumpTo(position);
        Qt.callLater(showHighlighted);
    }

    onHighlightedChanged: Qt.callLater(showHighlighted)
    onUnreadFromChanged: Qt.callLater(showUnread)
    onReadyChanged: Qt.callLater(look)
    Component.onCompleted: Qt.callLater(showUnread)
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Messages with %1").arg(Sentences.named(title))

    ListView {
        id: view
        anchors.fill: parent
        model: timeline.messages
        verticalLayoutDirection: ListView.BottomToTop
        boundsBehavior: Flickable.StopAtBounds
        topMargin: Theme.spaceL
        bottomMargin: Theme.spaceS
        cacheBuffer: 400
        clip: true
        focus: true
        activeFocusOnTab: count > 0 || activeFocus
        highlightFollowsCurrentItem: true
        highlightMoveDuration: 0
        currentIndex: 0
        reuseItems: false
        visible: count > 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages with %1").arg(Sentences.named(timeline.title))
        ScrollBar.vertical: ScrollLine {}

        delegate: TimelineEntry {
            width: ListView.view.width
            title: timeline.title
            inGroup: timeline.inGroup
            plain: timeline.plain
            current: view.activeFocus && ListView.isCurrentItem
            newest: index === 0
            highlighted: timeline.highlighted
            unreadFrom: timeline.unreadFrom
            onRetryWanted: id => app.chat.deeds.retry(id)
            onQuotedWanted: position => timeline.goTo(position)
            onMenuWanted: at => menu.openAt(facts(), at)
            onFileWanted: facts => timeline.fileWanted(facts)
            Keys.onReturnPressed: {
                if (state === "failed" && (file ?? {}).phase !== "unread")
                    app.chat.deeds.retry(messageId);
                else
                    wantMenu();
            }
            Keys.onMenuPressed: wantMenu()
        }

        // Upwards is back in time, towards higher indices.
        Keys.onUpPressed: incrementCurrentIndex()
        Keys.onDownPressed: decrementCurrentIndex()
        Keys.onPressed: event => {
            if (event.key === Qt.Key_End) {
                timeline.toEnd();
            } else if (event.key === Qt.Key_Home) {
                currentIndex = count - 1;
            } else if (event.key === Qt.Key_PageUp) {
                currentIndex = Math.min(count - 1, currentIndex + 8);
            } else if (event.key === Qt.Key_PageDown) {
                currentIndex = Math.max(0, currentIndex - 8);
            } else if (event.matches(StandardKey.Copy) && currentItem) {
                clipboard.copyText(currentItem.body);
            } else {
                return;
            }
            event.accepted = true;
        }

        onContentYChanged: Qt.callLater(timeline.look)
        onContentHeightChanged: Qt.callLater(timeline.hold)
        onHeightChanged: Qt.callLater(timeline.hold)
        onCountChanged: Qt.callLater(timeline.look)

        header: Item {
            width: view.width
            height: Theme.spaceXs
        }
        footer: Item {
            width: view.width
            height: timeline.messages.hasOlder ? Theme.spaceXxl : 0

            PlainText {
                anchors.centerIn: parent
                visible: timeline.messages.hasOlder
                text: qsTr("Loading earlier messages …")
                small: true
                muted: true
            }
        }
    }
    Connections {
        target: timeline.messages
        function onRowsInserted(parent, first, last) {
            if (first > 0)
                return;
            if (timeline.atEnd)
                Qt.callLater(timeline.toEnd);
            else
                timeline.missed += last - first + 1;
        }
        function onGone(messageId: string) {
            if (menu.entry !== null && menu.entry.messageId === messageId)
                menu.close();
        }
        function onModelReset() {
            timeline.missed = 0;
            timeline.begun = false;
            Qt.callLater(timeline.highlighted > 0 ? timeline.showHighlighted : timeline.showNewest);
        }
    }
    Connections {
        target: Shell
        function onActiveChanged() {
            timeline.look();
        }
    }
    ClipboardText {
        id: clipboard
    }
    MessageMenu {
        id: menu
        silent: timeline.silent || timeline.plain
        plain: timeline.plain
        moderates: timeline.moderates
        onReplyWanted: facts => timeline.replyWanted(facts)
        onQuotedWanted: facts => timeline.goTo(facts.quotedPosition)
        onEditWanted: facts => timeline.editWanted(facts)
        onRemoveWanted: facts => timeline.removeWanted(facts)
        onReportWanted: facts => timeline.reportWanted(facts)
        onFileWanted: facts => timeline.fileWanted(facts)
        onCopyWanted: text => clipboard.copyText(text)
    }
    FocusRing {
        shown: view.activeFocus
        inside: true
        corner: 0
    }
    EmptyState {
        anchors.fill: parent
        visible: timeline.ready && view.count === 0
        symbol: timeline.plain ? "group" : "lock"
        title: qsTr("This is the beginning with %1").arg(Sentences.named(timeline.title))
        text: timeline.plain
            ? qsTr("What is said here isn't encrypted. Everybody can read it, also without an account.")
            : timeline.inGroup
            ? qsTr("Messages here are end-to-end encrypted. Only those whom the members have let in can read them.")
            : qsTr("Messages here are end-to-end encrypted. Compare the safety number to be sure that it is really them.")
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceM
        visible: view.count > 0 && (!timeline.atEnd || !timeline.messages.reachesNewest)
        small: true
        corner: height / 2
        symbol: "down"
        text: timeline.missed > 0 ? qsTr("%n new message(s)", "", timeline.missed) : qsTr("Newest messages")
        onClicked: timeline.toNewest()
        Rectangle {
            anchors.fill: parent
            z: -2
            radius: height / 2
            color: Theme.surface
        }
    }
}
