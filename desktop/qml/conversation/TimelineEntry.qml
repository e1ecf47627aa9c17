// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// A line of the timeline: the day if one begins, then a message or a notice.
Item {
    id: entry

    required property int index
    required property string messageId
    required property string kind
    required property bool own
    required property string state
    required property string body
    required property date sentAt
    required property var position
    required property bool dayBegins
    required property bool runBegins
    required property bool runEnds
    required property string sender
    required property string quote
    required property string quotedBody
    required property bool quotedOwn
    required property string quotedSender
    required property var quotedPosition
    required property bool edited
    required property int lasting
    required property var reactions
    required property var reactionsBy
    required property var file
    required property string names

    property bool inGroup: false
    property bool plain: false

    /// A small copy of the picture that came along, made while one looks.
    property string copy: ""
    readonly property bool showsPicture: isText && file !== undefined && file.picture === true && file.phase === "here"
    property string title: ""
    property bool current: false
    property bool newest: false
    property var highlighted: 0
    property var unreadFrom: 0
    readonly property bool isText: kind === "text"
    readonly property bool isDeleted: kind === "deleted"
    readonly property string author: own ? Names.you : inGroup ? Names.of(sender) : title
    readonly property string quotedAuthor: quotedOwn ? Names.you : inGroup ? Names.of(quotedSender) : title
    readonly property bool beginsUnread: unreadFrom > 0 && position === unreadFrom
    readonly property real measure: Math.min(width - 2 * Theme.spaceL, 896)
    readonly property real side: (width - measure) / 2

    signal retryWanted(string id)
    signal quotedWanted(var position)
    signal fileWanted(var facts)
    /// The menu of this message, at this item.
    signal menuWanted(Item at)

    function facts(): var {
        return { messageId, own, state, body, sentAt, reactions, file, sender, author, quote, quotedPosition };
    }

    function look() {
        copy = showsPicture ? app.chat.files.picture(messageId) : "";
        if (showsPicture && copy === "")
            app.chat.files.show(messageId);
    }

    onShowsPictureChanged: look()
    Component.onCompleted: look()

    function wantMenu() {
        if (isText)
            menuWanted(turn.item);
    }

    implicitHeight: column.height

    Column {
        id: column
        x: entry.side
        width: entry.measure

        PlainText {
            width: parent.width
            visible: entry.dayBegins
            topPadding: Theme.spaceL
            bottomPadding: Theme.spaceS
            text: Dates.dayLabel(entry.sentAt)
            small: true
            muted: true
            horizontalAlignment: Text.AlignHCenter
        }
        UnreadLine {
            width: parent.width
            visible: entry.beginsUnread
        }
        Item {
            width: 1
            height: entry.runBegins && !entry.dayBegins ? Theme.spaceS + 3 : 3
        }
        Item {
            width: parent.width
            height: turn.height
            visible: entry.isText

            Loader {
                id: turn
                active: entry.isText
                x: entry.own ? parent.width - width : 0
                sourceComponent: Bubble {
                    own: entry.own
                    delivery: entry.state
                    body: entry.body
                    names: entry.names
                    sentAt: entry.sentAt
                    author: entry.author
                    named: entry.inGroup && !entry.own && entry.runBegins
                    edited: entry.edited
                    lasting: entry.lasting
                    quote: entry.quote
                    quotedAuthor: entry.quotedAuthor
                    quotedOwn: entry.quotedOwn
                    quotedBody: entry.quotedBody
                    file: entry.file ?? {}
                    copy: entry.copy
                    opens: entry.runBegins
                    closes: entry.runEnds
                    highlighted: entry.highlighted > 0 && entry.position === entry.highlighted
                    current: entry.current
                    spelled: entry.newest || entry.state === "failed" || entry.state === "waiting"
                    room: entry.measure
                    onRetryWanted: entry.retryWanted(entry.messageId)
                    onQuotedWanted: entry.quotedWanted(entry.quotedPosition)
                    onMenuWanted: entry.wantMenu()
                    onFileWanted: entry.fileWanted(entry.facts())
                }
            }
            ActionButton {
                x: entry.own ? turn.x - width - 4 : turn.width + 4
                anchors.verticalCenter: turn.verticalCenter
                // Keys and screen readers have their way through the message itself.
                opacity: entry.isText && (pointer.hovered || entry.current) ? 1 : 0
                focusPolicy: Qt.NoFocus
                kind: "quiet"
                small: true
                symbol: "more"
                symbolOnly: true
                text: qsTr("What to do with this message")
                onClicked: entry.wantMenu()
            }
        }
        Loader {
            active: entry.isText && Object.keys(entry.reactions ?? {}).length > 0
            visible: active
            x: entry.own ? column.width - width : 0
            sourceComponent: Reactions {
                topPadding: 2
                reactions: entry.reactions
                others: entry.reactionsBy
                onReacted: emoji => app.chat.deeds.react(entry.messageId, emoji)
            }
        }
        Loader {
            active: entry.isDeleted
            visible: active
            x: entry.own ? column.width - width : 0
            sourceComponent: Deleted {
                own: entry.own
                post: entry.plain
                title: entry.author
                current: entry.current
                room: entry.measure
            }
        }
        Loader {
            active: !entry.isText && !entry.isDeleted
            visible: active
            width: Math.min(column.width, 544)
            x: (column.width - width) / 2
            sourceComponent: Notice {
                kind: entry.kind
                title: entry.kind === "duration_set" || entry.inGroup ? entry.author : entry.title
                body: entry.body
                current: entry.current
            }
        }
    }
    HoverHandler {
        id: pointer
    }
    Connections {
        target: app.chat.files
        function onPictureChanged(messageId) {
            if (messageId === entry.messageId)
                entry.copy = app.chat.files.picture(messageId);
        }
    }
}
