// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

/// Something that one should notice: what happened, and perhaps what can be done.
Rectangle {
    id: callout

    /// "danger", "warning" or "accent".
    property string kind: "danger"
    property string title: ""
    property string text: ""
    property string symbol: ""
    default property alias actions: row.data
    readonly property color ink: kind === "danger" ? Theme.inkOnDangerSoft : kind === "warning" ? Theme.inkOnWarningSoft : Theme.inkOnAccentSoft

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: kind === "danger" ? Theme.dangerSoft : kind === "warning" ? Theme.warningSoft : Theme.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: `${title} ${text}`.trim()

    ColumnLayout {
        id: column
        x: Theme.spaceL
        y: Theme.spaceM
        width: parent.width - 2 * Theme.spaceL
        spacing: Theme.spaceXs

        RowLayout {
            visible: callout.title !== ""
            spacing: Theme.spaceS

            Icon {
                visible: callout.symbol !== ""
                symbol: callout.symbol
                color: callout.ink
            }
            PlainText {
                Layout.fillWidth: true
                text: callout.title
                color: callout.ink
                font.weight: Theme.fontWeightBold
                Accessible.ignored: true
            }
        }
        Paragraph {
            Layout.fillWidth: true
            visible: text !== ""
            text: callout.text
            color: callout.ink
            Accessible.ignored: true
        }
        Flow {
            id: row
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXs
            visible: children.length > 0
            spacing: Theme.spaceM
        }
    }
}
