// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Newest first, as the list on the screen wants it.
ListModel {
    property bool hasOlder: false
    property bool loadingOlder: false
    property bool reachesNewest: true
    property int next: 1

    signal gone(string messageId)
    signal reworded(string messageId, string body)

    function loadOlder() {}
    function expectOlder() {}

    function rowOf(position: var): int {
        for (let at = 0; at < count; ++at) {
            if (get(at).position === position)
                return at;
        }
        return -1;
    }

    function rowNamed(messageId: string): int {
        for (let at = 0; at < count; ++at) {
            if (get(at).messageId === messageId)
                return at;
        }
        return -1;
    }

    function quoteOf(messageId: string): var {
        const row = rowNamed(messageId);
        if (row < 0)
            return {};
        const { body, own, position, sender } = get(row);
        return { quote: "here", quotedBody: body, quotedOwn: own, quotedPosition: position, quotedSender: sender };
    }

    /// Its time is over, or it was taken back before anybody heard of it.
    function expire(messageId: string) {
        const row = rowNamed(messageId);
        const position = get(row).position;
        remove(row);
        for (let at = 0; at < count; ++at) {
            if (get(at).quote === "here" && get(at).quotedPosition === position)
                set(at, { quote: "gone", quotedBody: "" });
        }
        gone(messageId);
    }

    /// Its author has edited it.
    function reword(messageId: string, body: string) {
        set(rowNamed(messageId), { body: body, edited: true });
        reworded(messageId, body);
    }

    function newestOwn(): var {
        for (let at = 0; at < count; ++at) {
            const { messageId, body, kind, own, state } = get(at);
            if (own && kind === "text" && state !== "failed")
                return { messageId, body };
        }
        return {};
    }

    /// Everybody is here; nora reads.
    function namesIn(body: string): string {
        const sign = /@[a-z]+/g;
        const names = [];
        for (let found = sign.exec(body); found !== null; found = sign.exec(body))
            names.push(`${found.index} ${found[0].length} ${found[0] === "@nora" ? "reader" : "other"}`);
        return names.join(",");
    }

    function add(own: bool, body: string, at: date, more: var) {
        const before = count > 0 ? get(0) : null;
        const dayBegins = before === null || before.sentAt.toDateString() !== at.toDateString();
        const sender = more.sender ?? (own ? "nora" : "ada");
        const runBegins = dayBegins || before.sender !== sender || before.kind !== "text";
        const others = {};
        for (const emoji in more.reactions ?? {})
            others[emoji] = more.reactions[emoji] === "mine" ? [] : ["ada"];
        if (before !== null)
            setProperty(0, "runEnds", runBegins);
        const row = { messageId: `m${next}`, kind: "text", own: own, state: own ? "delivered" : "received", body: body, sentAt: at, position: next, dayBegins: dayBegins, runBegins: runBegins, runEnds: true, sender: sender, quote: "", quotedBody: "", quotedOwn: false, quotedSender: "", quotedPosition: 0, edited: false, lasting: 0, reactions: {}, reactionsBy: others, names: namesIn(body), file: {} };
        insert(0, Object.assign(row, more));
        next += 1;
    }
}
