// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// What a search for groups has found.
FocusScope {
    id: results

    signal chosen(string groupId)

    readonly property string linked: app.groupSearch.linked

    function words(): string {
        if (app.groupSearch.error !== "")
            return Sentences.error(app.groupSearch.error);
        if (linked !== "" || found.count > 0)
            return "";
        return app.groupSearch.searching ? qsTr("Searching …") : qsTr("No group with that name.");
    }

    function about(open: bool, members: int, approvals: int): string {
        if (open)
            return qsTr("%n member(s)", "", members) + " · " + qsTr("Open: not encrypted, anybody joins and reads");
        return qsTr("%n member(s)", "", members) + " · " + qsTr("%n approval(s) let you in", "", approvals);
    }

    function take() {
        const first = link.visible ? link : found.itemAt(0);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    ScrollView {
        id: view
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceS
        anchors.rightMargin: Theme.spaceS
        contentWidth: availableWidth
        ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

        ColumnLayout {
            width: view.availableWidth
            spacing: 0

            ResultHeading {
                text: qsTr("Groups")
                words: results.words()
            }
            ResultRow {
                id: link
                Layout.fillWidth: true
                visible: results.linked !== ""
                user: `#${results.linked}`
                title: qsTr("The group of this link")
                words: qsTr("Open it to ask to be let in.")
                onClicked: results.chosen(results.linked)
            }
            Repeater {
                id: found
                model: app.groupSearch.found

                ResultRow {
                    required property string groupId
                    required property string name
                    required property bool open
                    required property int members
                    required property int neededApprovals
                    Layout.fillWidth: true
                    user: `#${groupId}`
                    title: name
                    words: results.about(open, members, neededApprovals)
                    onClicked: results.chosen(groupId)
                }
            }
        }
    }
}
