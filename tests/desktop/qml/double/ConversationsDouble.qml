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

    function firstRequest(): int {
        for (let at = 0; at < count; ++at) {
            if (get(at).group === "requests")
                return at;
        }
        return -1;
    }

    function titleOf(user: string): string {
        for (let at = 0; at < count; ++at) {
            if (get(at).user === user)
                return get(at).title;
        }
        return user;
    }
}
