// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Something that was said off the record, and what became of it.
Item {
    id: whisper

    required property string messageId
    required property bool own
    required property string state
    required property string body
    required property date sentAt

    property bool current: false
    readonly property bool mayRetry: state === "not_delivered" || state === "unconfirmed"
    readonly property string author: own ? Names.you : Sentences.named(app.chat.title)

    signal retryWanted

    implicitHeight: box.height
    Accessible.role: Accessible.ListItem
    Accessible.name: [`${author}: ${body}`, qsTr("Off the record"), Dates.exactTime(sentAt), Sentences.offRecordState(state)].filter(part => part !== "").join(", ")

    Rectangle {
        id: box
        x: whisper.own ? whisper.width - width : 0
        width: Math.min(whisper.width * 0.82, Math.max(words.implicitWidth, meta.implicitWidth) + 2 * Theme.spaceM)
        height: column.implicitHeight + 2 * Theme.spaceS
        radius: Theme.radiusBubble
        color: Theme.surface
        border.width: whisper.current ? 3 : 1
        border.color: whisper.current ? Theme.focus : Theme.borderStrong

        ColumnLayout {
            id: column
            x: Theme.spaceM
            y: Theme.spaceS
            width: box.width - 2 * Theme.spaceM
            spacing: 2

            PlainText {
                id: words
                Layout.fillWidth: true
                text: whisper.body
                // Towers of combining marks stay inside of their own message.
                clip: true
                Accessible.ignored: true
            }
            RowLayout {
                id: meta
                Layout.alignment: Qt.AlignRight
                Layout.maximumWidth: column.width
                spacing: Theme.spaceS

                Icon {
                    symbol: "unrecorded"
                    size: 14
                    color: Theme.textMuted
                }
                PlainText {
                    text: Dates.timeOf(whisper.sentAt)
                    font.pixelSize: Theme.fontSizeXs
                    muted: true
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                PlainText {
                    // Gives way to the button where there is little room.
                    Layout.fillWidth: true
                    // A layout counts in whole pixels, and a word that lacks half of one is broken.
                    Layout.preferredWidth: Math.ceil(implicitWidth)
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    visible: text !== ""
                    text: Sentences.offRecordState(whisper.state)
                    font.pixelSize: Theme.fontSizeXs
                    color: whisper.mayRetry ? Theme.danger : Theme.textMuted
                    Accessible.ignored: true
                }
                ActionButton {
                    visible: whisper.mayRetry
                    small: true
                    focusPolicy: Qt.NoFocus
                    text: qsTr("Try again")
                    onClicked: whisper.retryWanted()
                }
            }
        }
    }
}
