// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

ListModel {
    property bool loaded: true
    property int totalUnread: 0
    property int requestCount: 0

    function add(user: string, title: string, more: var) {
        const row = { user: user, title: title, preview: "", previewKind: "text", previewOwn: false, previewState: "received", draft: "", time: new Date(), unread: 0, unreadMentions: 0, blocked: false, isGroup: user.startsWith("#"), previewSender: "", group: "accepted", openGroup: false };
        append(Object.assign(row, more));
        if (more.group === undefined)
            totalUnread += more.unread ?? 0;
        else if (more.group === "requests")
            requestCount += 1;
    }

    /// The engine puts it among the "accepted", the "requests" or the "blocked", which stand in this order.
    function regroup(user: string, wanted: string) {
        const order = ["accepted", "requests", "blocked"];
        for (let from = 0; from < count; ++from) {
            if (get(from).user !== user)
                continue;
            requestCount += (wanted === "requests") - (get(from).group === "requests");
            setProperty(from, "group", wanted);
            let to = 0;
            for (let at = 0; at < count; ++at)
                to += at !== from && order.indexOf(get(at).group) <= order.indexOf(wanted);
            move(from, to, 1);
            return;
        }
    }

    function firstRequest(): int {
        for (let at = 0; at < count; ++at) {
            if (get(at).group === "requests")
                return at;
        }
        return -1;
    }

    function rename(user: string, title: string) {
        for (let at = 0; at < count; ++at) {
            if (get(at).user === user)
                setProperty(at, "title", title);
        }
    }

    function titleOf(user: string): string {
        for (let at = 0; at < count; ++at) {
            if (get(at).user === user)
                return get(at).title;
        }
        return user;
    }
}
