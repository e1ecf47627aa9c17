// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property var timeline
    property var pictures: ({})

    signal pictureChanged(string messageId)

    function nameOf(file: var): string { return decodeURIComponent(`${file}`.split("/").pop()); }
    function sizeOf(file: var): var { return 48700; }
    function refusal(file: var): string { return nameOf(file).startsWith("large") ? "too_large" : ""; }
    function send(file: var, caption: string, quoted: string, seconds: int): string {
        ask(`sendFile ${nameOf(file)} ${caption}`.trim());
        timeline.add(true, caption, new Date(), { state: "waiting", file: { name: nameOf(file), size: 48700, done: 0, phase: "uploading", problem: "", picture: false } });
        return "";
    }
    function download(messageId: string) { ask(`download ${messageId}`); }
    function cancel(messageId: string) { ask(`cancelFile ${messageId}`); }
    function save(messageId: string, to: var) { ask(`saveFile ${messageId} ${to}`); }
    function show(messageId: string) { ask(`show ${messageId}`); }
    function picture(messageId: string): string { return pictures[messageId] ?? ""; }
}
