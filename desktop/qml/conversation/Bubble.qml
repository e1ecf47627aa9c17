// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// One message: its words, when it was sent, and how far it came.
Item {
    id: bubble

    property bool own: false
    property string delivery: "received"
    property string body: ""
    /// Where names stand in the body, as the timeline gives them.
    property string names: ""
    property date sentAt
    property string author: ""
    /// The author is written above it, too.
    property bool named: false
    property bool edited: false
    /// Seconds that it lasts; 0: for good.
    property int lasting: 0
    /// "", "here" or "gone": the message that it answers.
    property string quote: ""
    property string quotedAuthor: ""
    property bool quotedOwn: false
    property string quotedBody: ""
    /// Of the file that came along; {}: none.
    property var file: ({})
    /// A small copy of the picture that it is; "" while there is none.
    property string copy: ""
    property bool opens: true
    property bool closes: true
    property bool highlighted: false
    property bool current: false
    /// The state is written out, not only drawn.
    property bool spelled: false
    property real room: 400

    signal retryWanted
    signal quotedWanted
    signal menuWanted
    signal fileWanted

    readonly property int padX: Theme.spaceM
    readonly property int padY: Theme.spaceS
    readonly property real widest: Math.min(Theme.layoutBubbleMax, Math.floor(room * 0.82)) - 2 * padX
    readonly property real lastLineEnd: endOfLastLine(words.width, words.contentHeight, words.length)
    readonly property bool hasFile: file.name !== undefined
    readonly property bool wordless: hasFile && body === ""
    readonly property bool beside: !wordless && delivery !== "failed" && lastLineEnd >= 0 && lastLineEnd + Theme.spaceM + meta.width <= widest
    readonly property real inner: Math.max(Math.min(words.implicitWidth, widest), meta.width, beside ? lastLineEnd + Theme.spaceM + meta.width : 0, quoted.visible ? Math.min(quoted.implicitWidth, widest) : 0, named ? Math.min(who.implicitWidth, widest) : 0, hasFile ? attachment.implicitWidth : 0)
    readonly property real aboveQuoted: named ? who.height + 2 : 0
    readonly property real beforeFile: aboveQuoted + (quoted.visible ? quoted.height + Theme.spaceS : 0)
    readonly property real above: beforeFile + (hasFile ? attachment.height + (wordless ? 0 : Theme.spaceS) : 0)
    readonly property string lastingWords: lasting > 0 ? (own ? qsTr("Disappears here %1 after it was sent") : qsTr("Disappears %1 after it was read")).arg(Sentences.duration(lasting)) : ""
    readonly property color muted: own ? Theme.bubbleOwnMuted : Theme.bubbleOtherMuted
    readonly property string spoken: [`${author}: ${body}`, names.includes("reader") ? qsTr("You are named") : "", hasFile ? `${file.name}, ${Sentences.fileStatus(file)}` : "", edited ? qsTr("edited") : "", lastingWords, Dates.exactTime(sentAt), Sentences.deliveryState(delivery)].filter(part => part !== "").join(", ")

    /// Where the time can stand beside the last line; -1 if that line runs from right to left.
    function endOfLastLine(width: real, height: real, length: int): real {
        if (words.leftward)
            return -1;
        return words.positionToRectangle(length).x;
    }

    implicitWidth: inner + 2 * padX
    implicitHeight: above + (wordless ? 0 : words.height) + (beside ? 0 : meta.height + 2) + 2 * padY
    width: implicitWidth
    height: implicitHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.onPressAction: menuWanted()

    BubbleShape {
        anchors.fill: parent
        color: bubble.own ? Theme.bubbleOwn : Theme.bubbleOther
        line: bubble.own ? "transparent" : Theme.border
        mirrored: bubble.own
        opens: bubble.opens
        closes: bubble.closes
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -4
        visible: bubble.highlighted || bubble.current
        color: "transparent"
        radius: Theme.radiusBubble + 4
        border.width: bubble.current ? 3 : 2
        border.color: bubble.current ? Theme.focus : Theme.warning
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: bubble.menuWanted()
    }
    TapHandler {
        acceptedDevices: PointerDevice.TouchScreen
        onLongPressed: bubble.menuWanted()
    }
    Clipped {
        id: who
        x: bubble.padX
        y: bubble.padY
        width: bubble.inner
        visible: bubble.named
        text: bubble.author
        small: true
        color: Theme.accent
        font.weight: Theme.fontWeightMedium
        horizontalAlignment: Text.AlignLeft
        Accessible.ignored: true
    }
    Quoted {
        id: quoted
        x: bubble.padX
        y: bubble.padY + bubble.aboveQuoted
        width: bubble.inner
        visible: bubble.quote !== ""
        gone: bubble.quote === "gone"
        author: bubble.quotedAuthor
        own: bubble.quotedOwn
        body: bubble.quotedBody
        ink: bubble.own ? Theme.bubbleOwnText : Theme.bubbleOtherText
        onClicked: bubble.quotedWanted()
    }
    Loader {
        id: attachment
        active: bubble.hasFile
        x: bubble.padX
        y: bubble.padY + bubble.beforeFile
        width: bubble.inner
        sourceComponent: Attachment {
            file: bubble.file
            copy: bubble.copy
            room: bubble.widest
            ink: bubble.own ? Theme.bubbleOwnText : Theme.bubbleOtherText
            muted: bubble.muted
            onDeedWanted: bubble.fileWanted()
        }
    }
    TextEdit {
        id: words

        visible: !bubble.wordless

        /// Runs from right to left.
        readonly property bool leftward: effectiveHorizontalAlignment === TextEdit.AlignRight

        x: leftward ? bubble.width - width - bubble.padX : bubble.padX
        y: bubble.padY + bubble.above
        width: Math.min(implicitWidth, bubble.widest)
        textFormat: TextEdit.PlainText
        text: bubble.body
        readOnly: true
        // Towers of combining marks stay inside of their own message.
        clip: true
        selectByMouse: true
        activeFocusOnPress: true
        activeFocusOnTab: false
        wrapMode: TextEdit.Wrap
        color: bubble.own ? Theme.bubbleOwnText : Theme.bubbleOtherText
        selectionColor: Theme.accent
        selectedTextColor: Theme.inkOnAccent
        font.pixelSize: Theme.fontSizeM
        onActiveFocusChanged: {
            if (!activeFocus)
                deselect();
        }
        Accessible.role: Accessible.StaticText
        Accessible.name: bubble.spoken
        Accessible.ignored: true
    }
    NamesShown {
        text: words.textDocument
        names: bubble.names
        ink: Theme.inkOnWarningSoft
        ground: Theme.warningSoft
    }
    Row {
        id: meta
        x: bubble.width - width - bubble.padX
        y: bubble.height - height - bubble.padY
        spacing: Theme.spaceS

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: bubble.lasting > 0
            symbol: "timer"
            size: 14
            color: bubble.muted

            Hint {
                text: bubble.lastingWords
                shown: pointer.hovered
            }
            HoverHandler {
                id: pointer
            }
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            visible: bubble.lasting > 0
            text: bubble.lasting > 0 ? Sentences.duration(bubble.lasting) : ""
            font.pixelSize: Theme.fontSizeXs
            color: bubble.muted
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            visible: bubble.edited
            text: qsTr("edited")
            font.pixelSize: Theme.fontSizeXs
            color: bubble.muted
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: Dates.timeOf(bubble.sentAt)
            font.pixelSize: Theme.fontSizeXs
            color: bubble.muted
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: bubble.delivery !== "received"
            symbol: bubble.delivery === "received" ? "" : bubble.delivery === "read" ? "delivered" : bubble.delivery
            size: 15
            color: bubble.delivery === "failed" ? Theme.danger : bubble.delivery === "read" ? Theme.bubbleOwnText : bubble.muted
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            // Where there is no room for the word, the symbol has to do.
            visible: bubble.spelled && bubble.delivery !== "received" && (bubble.delivery === "failed" || !bubble.edited || bubble.lasting === 0)
            text: Sentences.deliveryState(bubble.delivery)
            font.pixelSize: Theme.fontSizeXs
            font.weight: bubble.delivery === "failed" ? Theme.fontWeightMedium : Theme.fontWeightRegular
            color: bubble.delivery === "failed" ? Theme.danger : bubble.muted
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        ActionButton {
            // What couldn't be read isn't here: it is attached again.
            visible: bubble.delivery === "failed" && bubble.file.phase !== "unread"
            small: true
            text: qsTr("Try again")
            ink: Theme.bubbleOwnText
            line: Theme.bubbleOwnMuted
            onClicked: bubble.retryWanted()
        }
    }
}
