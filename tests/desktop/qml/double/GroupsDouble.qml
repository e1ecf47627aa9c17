// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property bool loaded: true
    property string createError: ""
    readonly property ListModel waiting: ListModel {}

    /// conversation -> address
    property var pictures: ({})

    signal created(string groupId)
    signal pictureChanged(string conversation)

    function picture(conversation: string): string { return pictures[conversation] ?? ""; }

    function createOpen(name: string): string {
        ask(`createOpen ${name}`);
        return createError;
    }
    function create(name: string, approvals: int, approvers: string): string {
        ask(`create ${name}|${approvals}|${approvers}`);
        return createError;
    }
}
