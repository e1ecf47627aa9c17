// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Sotto.Ui

/// One search, two places: the directory, and the history on this device.
FocusScope {
    id: results

    signal chosen(string user)
    signal hitChosen(string user, var position)

    /// The part of a long message around what was looked for.
    function excerpt(body: string, query: string): string {
        const at = body.toLowerCase().indexOf(query.trim().toLowerCase());
        const from = at > 60 ? at - 40 : 0;
        return (from > 0 ? "… " : "") + body.slice(from, from + 240).replace(/\s+/g, " ");
    }

    function peopleWords(): string {
        if (app.search.peopleError !== "")
            return Sentences.error(app.search.peopleError);
        if (people.count > 0)
            return "";
        return app.search.searching ? qsTr("Searching …") : qsTr("Nobody in the directory. An exact name finds those who aren't listed.");
    }

    function hitsWords(): string {
        if (app.search.hitsError !== "")
            return Sentences.error(app.search.hitsError);
        if (hits.count > 0)
            return "";
        return app.search.searching ? qsTr("Searching …") : qsTr("No message contains that.");
    }

    function take() {
        const first = people.itemAt(0) ?? hits.itemAt(0);
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
            id: column
            width: view.availableWidth
            spacing: 0

            ResultHeading {
                text: qsTr("People")
                words: results.peopleWords()
            }
            Repeater {
                id: people
                model: app.search.people

                ResultRow {
                    required property string username
                    required property string displayName
                    Layout.fillWidth: true
                    user: username
                    title: displayName || username
                    words: username === app.session.username ? username + " · " + qsTr("You") : username
                    onClicked: results.chosen(username)
                }
            }
            ResultHeading {
                text: qsTr("In your messages")
                words: results.hitsWords()
            }
            Repeater {
                id: hits
                model: app.search.hits

                ResultRow {
                    id: hit
                    required property string conversation
                    required property string body
                    required property bool own
                    required property date sentAt
                    required property var position
                    required property var model
                    Layout.fillWidth: true
                    person: false
                    title: model.title
                    words: (own ? qsTr("You:") + " " : "") + results.excerpt(body, app.search.query)
                    time: Dates.shortTime(sentAt)
                    onClicked: results.hitChosen(conversation, position)
                }
            }
        }
    }
    FollowFocus {
        view: view.contentItem
        column: column
    }
}
