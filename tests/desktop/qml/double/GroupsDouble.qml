// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property var group
    property var conversations
    property bool loaded: true
    /// What was asked for is there at once.
    property bool answers: false
    property string createError: ""
    readonly property ListModel waiting: ListModel {}

    /// conversation -> address
    property var pictures: ({})
    /// What becomes of any file that is made a group's picture.
    readonly property string drawn: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mNQaEjAihiGlgQA8jBAAc/hcAsAAAAASUVORK5CYII="

    signal created(string groupId)
    signal pictureChanged(string conversation)

    function picture(conversation: string): string { return pictures[conversation] ?? ""; }
    function setPicture(conversation: string, address: string) {
        pictures[conversation] = address;
        pictureChanged(conversation);
    }

    function createOpen(name: string): string {
        ask(`createOpen ${name}`);
        return make({ name, unencrypted: true });
    }
    function create(name: string, approvals: int, approvers: string): string {
        ask(`create ${name}|${approvals}|${approvers}`);
        return make({ name, unencrypted: false, policyApprovals: approvals, policyApprovers: approvers });
    }
    function make(facts: var): string {
        if (createError !== "" || !answers)
            return createError;
        group.known.made = Object.assign({ standing: "member", role: "owner", readable: true }, facts);
        group.members.clear();
        group.members.append({ user: "nora", title: "Nora Lind", role: "owner", own: true, mayRemove: false, mayChangeRole: false });
        conversations.add("#made", facts.name, { openGroup: facts.unencrypted, previewKind: "group_changed", preview: "created", previewSender: "nora" });
        created("made");
        return "";
    }
}
