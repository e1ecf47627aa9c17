// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// What a reader must know of the group now: that they are out, or what is wrong with it. Nothing while all is well.
Item {
    id: notice

    signal detailsWanted

    readonly property string kind: app.group.standing === "waiting" ? "waiting" : app.group.standing === "former" ? "former" : app.group.forked ? "forked" : app.group.behind ? "behind" : ""
    readonly property string who: Sentences.named(app.group.disputedBy)

    function title(): string {
        switch (kind) {
        case "waiting":
            return qsTr("You have asked to be let in again");
        case "former":
            return qsTr("You aren't in this group any more");
        case "forked":
            return qsTr("Nothing is sent to this group");
        case "behind":
            return qsTr("Messages wait");
        default:
            return "";
        }
    }

    function words(): string {
        switch (kind) {
        case "waiting":
            return qsTr("Its members see your request. When enough of them have approved it, you can write here again.");
        case "former":
            return qsTr("What was said while you were in it stays here.");
        case "forked":
            return qsTr("%1 has another history of this group than this device. Somebody in between, most likely the relay, shows different people different things. Talk to each other by another way. If %1 is removed, the others can go on.").arg(who);
        case "behind":
            return who === ""
                ? qsTr("The relay says that this group has changed but doesn't show how. Until it does, nothing is sent.")
                : qsTr("%1 knows of changes to this group that the relay doesn't show to you. Until it does, nothing is sent.").arg(who);
        default:
            return "";
        }
    }

    visible: kind !== ""
    implicitHeight: callout.implicitHeight + Theme.spaceS + Theme.spaceL

    Callout {
        id: callout
        x: (parent.width - width) / 2
        y: Theme.spaceS
        width: Math.min(parent.width - 2 * Theme.spaceL, 896)
        kind: notice.kind === "former" || notice.kind === "waiting" ? "accent" : "warning"
        symbol: ({ former: "group", forked: "warning" })[notice.kind] ?? "waiting"
        title: notice.title()
        text: notice.words()

        ActionButton {
            visible: notice.kind === "former"
            small: true
            text: app.group.unencrypted ? qsTr("Join the group") : qsTr("Ask to be let in again")
            ink: callout.ink
            line: callout.ink
            onClicked: app.group.join()
        }
        ActionButton {
            visible: notice.kind === "waiting"
            small: true
            text: qsTr("Withdraw the request")
            ink: callout.ink
            line: callout.ink
            onClicked: app.group.leave()
            // It comes to lie under the pointer that has just asked.
            onDoubleClicked: {}
        }
        ActionButton {
            visible: notice.kind === "forked"
            small: true
            text: qsTr("Look at the members")
            ink: callout.ink
            line: callout.ink
            onClicked: notice.detailsWanted()
        }
    }
}
