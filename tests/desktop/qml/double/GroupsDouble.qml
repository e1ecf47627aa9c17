// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property var group
    property var conversations
    property bool loaded: true
    /// What was asked for is there a moment later; else with answer() alone.
    property bool answers: false
    /// Why no group is made.
    property string refusal: ""
    property bool creating: false
    property string createError: ""
    /// What is known of the one that is on its way.
    property var wanted
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

    function createOpen(name: string) {
        ask(`createOpen ${name}`);
        make({ name, unencrypted: true });
    }
    function create(name: string, approvals: int, approvers: string) {
        ask(`create ${name}|${approvals}|${approvers}`);
        make({ name, unencrypted: false, policyApprovals: approvals, policyApprovers: approvers });
    }
    function make(facts: var) {
        wanted = facts;
        createError = "";
        creating = true;
        if (answers)
            Qt.callLater(answer);
    }
    function forgetCreation() {
        creating = false;
        createError = "";
    }
    function answer() {
        const waited = creating;
        creating = false;
        if (refusal !== "") {
            createError = waited ? refusal : "";
            return;
        }
        group.known.made = Object.assign({ standing: "member", role: "owner", readable: true }, wanted);
        group.members.clear();
        group.members.append({ user: "nora", title: "Nora Lind", role: "owner", own: true, mayRemove: false, mayChangeRole: false });
        conversations.add("#made", wanted.name, { openGroup: wanted.unencrypted, previewKind: "group_changed", preview: "created", previewSender: "nora" });
        if (waited)
            created("made");
    }
}
