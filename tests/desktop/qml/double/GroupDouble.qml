// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    id: group

    property var ask
    property var groups
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
    property string setting: ""
    property string settingState: ""
    property string settingError: ""
    /// What is set is answered with settle() alone.
    property bool slow: false
    /// Why what is set isn't taken.
    property string refusal: ""
    property var answer: () => {}
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
    /// An open one lets everybody in at once.
    function join() {
        ask("join");
        standing = unencrypted ? "member" : "waiting";
        if (!unencrypted)
            return;
        role = "member";
        readable = true;
    }
    function leave() {
        ask("leave");
        standing = readable ? "former" : "";
        role = "";
    }
    /// With enough approvals they are in.
    function approve(user: string) {
        ask(`approve ${user}`);
        const row = rowOf(requests, user);
        const { title, approvals } = requests.get(row);
        requests.set(row, { approvals: approvals + 1, approvedHere: true });
        if (approvals + 1 >= neededApprovals) {
            requests.remove(row);
            members.append({ user, title, role: "member", own: false, mayRemove: true, mayChangeRole: true });
        }
        count();
    }
    function remove(user: string) {
        ask(`removeMember ${user}`);
        for (const list of [requests, members]) {
            if (rowOf(list, user) >= 0)
                list.remove(rowOf(list, user));
        }
        count();
    }
    function setRole(user: string, wanted: string) {
        ask(`setRole ${user} ${wanted}`);
        members.setProperty(rowOf(members, user), "role", wanted);
    }
    function setPolicy(approvals: int, approvers: string) {
        ask(`setPolicy ${approvals} ${approvers}`);
        set("policy", () => {
            policyApprovals = approvals;
            policyApprovers = approvers;
        });
    }
    function set(what: string, take: var) {
        setting = what;
        settingError = "";
        settingState = "asked";
        answer = take;
        if (!slow)
            settle();
    }
    function settle() {
        settingError = refusal;
        if (refusal === "")
            answer();
        settingState = refusal === "" ? "saved" : "failed";
    }
    function forgetSetting() {
        setting = "";
        settingState = "";
        settingError = "";
    }
    function loadPosts() { ask("loadPosts"); }
    /// What a file is, its name says.
    function setPicture(file: var): string {
        ask(`setPicture ${file}`);
        if (!`${file}`.endsWith(".png"))
            return "malformed";
        hasPicture = true;
        groups.setPicture(conversation, groups.drawn);
        return "";
    }
    function removePicture() {
        ask("removePicture");
        hasPicture = false;
        groups.setPicture(conversation, "");
    }
    function rename(wanted: string) {
        ask(`rename ${wanted}`);
        set("name", () => name = wanted);
    }

    function rowOf(list: var, user: string): int {
        for (let at = 0; at < list.count; ++at) {
            if (list.get(at).user === user)
                return at;
        }
        return -1;
    }
    /// The requests that wait for the reader's word.
    function count() {
        const waiting = [];
        for (let at = 0; at < requests.count; ++at) {
            if (!requests.get(at).approvedHere)
                waiting.push(requests.get(at).title);
        }
        unanswered = waiting.length;
        firstUnanswered = waiting[0] ?? "";
    }
}
