// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property var timeline
    property var pictures: ({})
    /// What show() finds: messageId -> the address of a small copy.
    property var copies: ({})
    /// Why what is sent isn't taken.
    property string sendError: ""
    /// Names of files that are there.
    property var present: []
    /// Nothing can be written where one saves to.
    property bool diskFull: false

    signal pictureChanged(string messageId)
    signal saved(string name)
    signal notSaved(string name)

    function nameOf(file: var): string { return decodeURIComponent(`${file}`.split("/").pop()); }
    function sizeOf(file: var): var { return 48700; }
    function refusal(file: var): string { return nameOf(file).startsWith("large") ? "too_large" : ""; }
    function exists(file: var): bool { return present.includes(nameOf(file)); }
    function send(file: var, caption: string, quoted: string, seconds: int): string {
        const more = (quoted === "" ? [] : [`answers ${quoted}`]).concat(seconds < 0 ? [] : [`lasts ${seconds}`]);
        ask([`sendFile ${nameOf(file)} ${caption}`.trim()].concat(more).join(" "));
        if (sendError === "")
            timeline.add(true, caption, new Date(), Object.assign({ state: "waiting", lasting: Math.max(0, seconds), file: { name: nameOf(file), size: 48700, done: 0, phase: "uploading", problem: "", picture: false } }, timeline.quoteOf(quoted)));
        return sendError;
    }
    function download(messageId: string) {
        ask(`download ${messageId}`);
        become(messageId, { phase: "downloading", done: 0, problem: "" });
    }
    /// One's own that isn't sent yet is taken back; what came of another's is erased.
    function cancel(messageId: string) {
        ask(`cancelFile ${messageId}`);
        if (["reading", "uploading"].includes(timeline.get(timeline.rowNamed(messageId)).file.phase))
            timeline.expire(messageId);
        else
            become(messageId, { phase: "offered", done: 0 });
    }
    function save(messageId: string, to: var) {
        ask(`saveFile ${messageId} ${to}`);
        if (diskFull)
            notSaved(nameOf(to));
        else
            saved(nameOf(to));
    }
    function show(messageId: string) {
        ask(`show ${messageId}`);
        if (copies[messageId] === undefined)
            return;
        pictures[messageId] = copies[messageId];
        pictureChanged(messageId);
    }
    function picture(messageId: string): string { return pictures[messageId] ?? ""; }

    /// It goes on, arrives or fails.
    function become(messageId: string, what: var) {
        const row = timeline.rowNamed(messageId);
        timeline.set(row, { file: Object.assign({}, timeline.get(row).file, what) });
    }
}
