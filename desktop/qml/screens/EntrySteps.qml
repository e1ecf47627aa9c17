// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// What happens while an account is made or logged into, honestly named.
Card {
    id: steps

    readonly property var order: ["connecting", "solving_captcha", "deriving_keys", "asking_relay", "making_prekeys", "publishing"]
    readonly property int at: order.indexOf(app.entry.step)
    readonly property var notes: ({
        solving_captcha: qsTr("Your computer solves a small puzzle so that machines can't do this by the thousand. Nothing is sent to anybody else."),
        deriving_keys: qsTr("This is slow on purpose: it makes guessing your password expensive.")
    })
    readonly property string title: app.entry.mode === "register" ? qsTr("Creating your account") : qsTr("Logging you in")

    function take() {
        cancel.forceActiveFocus(Qt.OtherFocusReason);
    }

    spacing: Theme.spaceM

    Heading {
        Layout.fillWidth: true
        level: 1
        text: steps.title
        font.pixelSize: Theme.fontSizeXl
    }
    Rectangle {
        id: bar
        Layout.fillWidth: true
        implicitHeight: 6
        radius: 3
        color: Theme.surfaceSunken
        border.width: 0
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("Progress") + ": " + qsTr("%1 percent").arg(Math.round(app.entry.fraction * 100))

        Rectangle {
            width: Math.max(6, bar.width * Math.max(0, Math.min(1, app.entry.fraction)))
            height: parent.height
            radius: 3
            color: Theme.accent
            Behavior on width {
                NumberAnimation {
                    duration: Theme.motionCalm
                }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceXs
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Steps")

        Repeater {
            model: steps.order

            RowLayout {
                id: step
                required property string modelData
                required property int index
                readonly property bool done: index < steps.at
                readonly property bool now: index === steps.at
                Layout.fillWidth: true
                spacing: Theme.spaceM
                Accessible.role: Accessible.ListItem
                Accessible.name: Sentences.entryStep(modelData) + " " + (done ? qsTr("(done)") : now ? qsTr("(under way)") : "")

                Item {
                    implicitWidth: 20
                    implicitHeight: 28

                    Icon {
                        anchors.centerIn: parent
                        visible: step.done
                        symbol: "accepted"
                        size: 16
                        color: Theme.accent
                    }
                    Spinner {
                        anchors.centerIn: parent
                        visible: step.now
                    }
                    Rectangle {
                        anchors.centerIn: parent
                        visible: !step.done && !step.now
                        width: 6
                        height: 6
                        radius: 3
                        color: Theme.borderStrong
                    }
                }
                PlainText {
                    Layout.fillWidth: true
                    text: Sentences.entryStep(step.modelData)
                    muted: !step.now
                    font.weight: step.now ? Theme.fontWeightMedium : Theme.fontWeightRegular
                    Accessible.ignored: true
                }
            }
        }
    }
    Paragraph {
        Layout.fillWidth: true
        Layout.minimumHeight: 56
        text: steps.notes[app.entry.step] ?? ""
        small: true
        muted: true
        verticalAlignment: Text.AlignTop
    }
    ActionButton {
        id: cancel
        text: qsTr("Cancel")
        onClicked: app.entry.cancel()
    }
}
