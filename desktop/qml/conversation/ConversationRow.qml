// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// One line of the list of conversations.
ItemDelegate {
    id: row

    required property int index
    required property string user
    required property string title
    required property string preview
    required property string previewKind
    required property bool previewOwn
    required property string draft
    required property date time
    required property int unread
    required property int unreadMentions
    required property bool blocked
    required property bool isGroup
    required property string previewSender
    required property bool openGroup

    property bool open: false
    property bool ring: false
    readonly property bool drafting: draft.trim() !== ""
    readonly property string lead: drafting ? qsTr("Draft:") : previewKind === "text" ? saidBy() : ""
    readonly property string words: drafting ? oneLine(draft) : previewWords()

    function saidBy(): string {
        if (previewOwn)
            return qsTr("You:");
        return isGroup ? `${Names.of(previewSender)}:` : "";
    }

    function previewWords(): string {
        switch (previewKind) {
        case "text":
            return oneLine(preview);
        case "identity_changed":
            return qsTr("Security notice");
        case "message_missing":
            return qsTr("A message is missing");
        case "deleted":
            return qsTr("A message was deleted");
        case "duration_set":
            return Sentences.lasting(Number(preview));
        case "off_record":
            return qsTr("Something off the record");
        case "group_changed":
            return Sentences.groupChange(Names.of(previewSender), preview);
        default:
            return qsTr("No messages yet");
        }
    }

    function oneLine(text: string): string {
        return text.slice(0, 200).replace(/\s+/g, " ").trim();
    }

    implicitHeight: 68
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: clicked()
    Accessible.name: [title, openGroup ? qsTr("open, not encrypted") : "", unread > 0 ? Sentences.unread(unread) : "", unreadMentions > 0 ? qsTr("You are named") : "", blocked ? qsTr("Security notice") : "", `${lead} ${words}`.trim(), Dates.shortTime(time)].filter(part => part !== "").join(", ")
    Accessible.selected: open

    background: Rectangle {
        radius: Theme.radiusM
        color: row.open ? Theme.rowSelected : row.hovered ? Theme.rowHover : "transparent"

        FocusRing {
            shown: row.ring
            inside: true
        }
    }
    contentItem: RowLayout {
        spacing: Theme.spaceM

        Avatar {
            user: row.user
            title: row.title
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceXs

                Icon {
                    visible: row.openGroup
                    symbol: "warning"
                    size: 14
                    color: Theme.warning
                }
                Clipped {
                    Layout.fillWidth: true
                    text: row.title
                    font.weight: row.unread > 0 ? Theme.fontWeightBold : Theme.fontWeightMedium
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
                PlainText {
                    visible: row.openGroup
                    text: qsTr("Open")
                    small: true
                    muted: true
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceXs

                Icon {
                    visible: row.blocked
                    symbol: "warning"
                    size: 14
                    color: Theme.warning
                }
                Clipped {
                    Layout.preferredWidth: Math.min(implicitWidth, 120)
                    visible: row.lead !== ""
                    text: row.lead
                    small: true
                    color: row.drafting ? Theme.danger : Theme.textMuted
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
                Clipped {
                    Layout.fillWidth: true
                    text: row.words
                    small: true
                    muted: row.unread === 0
                    horizontalAlignment: Text.AlignLeft
                    Accessible.ignored: true
                }
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.spaceL
            spacing: Theme.spaceXs

            PlainText {
                Layout.alignment: Qt.AlignRight
                text: Dates.shortTime(row.time)
                small: true
                color: row.unread > 0 ? Theme.accent : Theme.textMuted
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            RowLayout {
                Layout.alignment: Qt.AlignRight
                spacing: Theme.spaceXs

                CountBadge {
                    count: row.unreadMentions
                    sign: "@"
                }
                CountBadge {
                    count: row.unread
                }
            }
        }
    }
}
