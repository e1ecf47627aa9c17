// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick
import Sotto.Ui

/// Which screen is shown, how wide the window is, and the notices on it. Knows nothing of accounts.
QtObject {
    id: shell

    property string screen: "landing"
    property real width: 1100
    property bool active: true
    /// Below this width the list and the conversation take turns.
    readonly property bool narrow: width < Theme.layoutNarrow
    readonly property ListModel notes: ListModel {}
    property int nextNote: 1
    /// How long a notice stays, in milliseconds; a failure stays longer.
    property int noteDuration: 8000

    /// The dialogs that are open; the last one lies on top.
    property var dialogs: []
    readonly property var topDialog: dialogs[dialogs.length - 1] ?? null

    /// Comes before another conversation is opened or this one closed: what was typed is kept while it still has its place.
    signal conversationLeft

    /// Asks the messages' screen for the search field; it may have to be made first.
    signal searchWanted

    function go(wanted: string) {
        screen = wanted;
    }

    function dialogOpened(dialog: var) {
        dialogs = dialogs.concat([dialog]);
    }

    function dialogClosed(dialog: var) {
        dialogs = dialogs.filter(other => other !== dialog);
    }

    function say(text: string, failed: bool) {
        if (notes.count > 2)
            notes.remove(0);
        notes.append({ number: nextNote, words: text, failed: failed });
        nextNote += 1;
    }

    function dismiss(number: int) {
        for (let row = 0; row < notes.count; ++row) {
            if (notes.get(row).number === number) {
                notes.remove(row);
                return;
            }
        }
    }
}
