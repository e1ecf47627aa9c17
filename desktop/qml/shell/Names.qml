// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// What people are called, by their user names.
QtObject {
    readonly property string you: qsTr("You")
    /// Where other languages have another word for it.
    readonly property string youAfterBy: qsTr("You", "after a preposition: a reaction by you")

    function of(user: string): string {
        return user === app.session.username ? you : app.titleOf(user);
    }

    /// A conversation that is a group's.
    function isGroup(conversation: string): bool {
        return conversation.startsWith("#");
    }

    function groupIn(conversation: string): string {
        return conversation.slice(1);
    }
}
