// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Sotto.Ui

ScreenPage {
    id: screen

    title: Sentences.screenTitle("news")
    lead: qsTr("From the people who run this relay.")
    Component.onCompleted: app.news.refresh()

    Callout {
        visible: app.news.error !== ""
        title: qsTr("The news couldn't be fetched.")
        text: Sentences.error(app.news.error)

        ActionButton {
            small: true
            text: qsTr("Try again")
            ink: Theme.inkOnDangerSoft
            line: Theme.inkOnDangerSoft
            onClicked: app.news.refresh()
        }
    }
    RowLayout {
        visible: app.news.loading && items.count === 0
        spacing: Theme.spaceS

        Spinner {}
        PlainText {
            text: qsTr("Loading …")
            muted: true
        }
    }
    EmptyState {
        Layout.fillWidth: true
        visible: items.count === 0 && !app.news.loading && app.news.error === ""
        symbol: "news"
        title: qsTr("No news yet")
        text: qsTr("When those who run this relay have something to say, it appears here.")
    }
    Repeater {
        id: items
        model: app.news

        Card {
            id: card
            required property var model
            spacing: Theme.spaceXs

            Heading {
                Layout.fillWidth: true
                text: card.model.title
            }
            PlainText {
                Layout.fillWidth: true
                text: Dates.dateOf(card.model.date)
                small: true
                muted: true
            }
            Paragraph {
                Layout.fillWidth: true
                Layout.topMargin: Theme.spaceS
                text: card.model.text
            }
        }
    }
}
