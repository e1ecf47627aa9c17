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

    property string title: ""
    property bool current: false
    property bool newest: false
    property var highlighted: 0
    property var unreadFrom: 0
    readonly property bool isText: kind === "text"
    readonly property bool beginsUnread: unreadFrom > 0 && position === unreadFrom
    readonly property real measure: Math.min(width - 2 * Theme.spaceL, 896)
    readonly property real side: (width - measure) / 2

    signal retryWanted(string id)

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
        Loader {
            active: entry.isText
            visible: active
            x: entry.own ? column.width - width : 0
            sourceComponent: Bubble {
                own: entry.own
                delivery: entry.state
                body: entry.body
                sentAt: entry.sentAt
                author: entry.own ? qsTr("You") : entry.title
                opens: entry.runBegins
                closes: entry.runEnds
                highlighted: entry.highlighted > 0 && entry.position === entry.highlighted
                current: entry.current
                spelled: entry.newest || entry.state === "failed" || entry.state === "waiting"
                room: entry.measure
                onRetryWanted: entry.retryWanted(entry.messageId)
            }
        }
        Loader {
            active: !entry.isText
            visible: active
            width: Math.min(column.width, 544)
            x: (column.width - width) / 2
            sourceComponent: Notice {
                kind: entry.kind
                title: entry.title
                current: entry.current
            }
        }
    }
}
