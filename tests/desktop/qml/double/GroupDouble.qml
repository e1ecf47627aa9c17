// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    id: group

    property var ask
    /// id -> what open() shows of it.
    property var known: ({})
    property string groupId: ""
    readonly property string conversation: groupId === "" ? "" : `#${groupId}`
    property string name: ""
    property string standing: ""
    property bool readable: false
    property bool unencrypted: false
    property bool moderates: false
    property bool olderPosts: false
    property int refusedPosts: 0
    property bool forked: false
    property bool behind: false
    property string disputedBy: ""
    property string role: ""
    property bool hasPicture: false
    property bool mayApprove: false
    property int policyApprovals: 2
    property string policyApprovers: "member"
    property int neededApprovals: 2
    property int memberCount: members.count
    property int unanswered: 0
    property string firstUnanswered: ""
    readonly property ListModel members: ListModel {}
    readonly property ListModel requests: ListModel {}

    function open(id: string) {
        ask(`openGroup ${id}`);
        Object.assign(group, known[id] ?? {});
        groupId = id;
    }
    function close() {
        ask("closeGroup");
        readable = false;
        standing = "";
        groupId = "";
    }
    function join() { ask("join"); }
    function leave() { ask("leave"); }
    function approve(user: string) { ask(`approve ${user}`); }
    function remove(user: string) { ask(`removeMember ${user}`); }
    function setRole(user: string, wanted: string) { ask(`setRole ${user} ${wanted}`); }
    function setPolicy(approvals: int, approvers: string) { ask(`setPolicy ${approvals} ${approvers}`); }
    function loadPosts() { ask("loadPosts"); }
    function setPicture(file: var): string {
        ask(`setPicture ${file}`);
        return `${file}`.endsWith(".png") ? "" : "malformed";
    }
    function removePicture() { ask("removePicture"); }
    function rename(wanted: string) { ask(`rename ${wanted}`); }
}
