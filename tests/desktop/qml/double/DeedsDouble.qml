// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property var timeline
    property string editError: ""

    function edit(messageId: string, text: string): string {
        ask(`edit ${messageId} ${text}`);
        if (editError !== "")
            return editError;
        timeline.setProperty(timeline.rowNamed(messageId), "body", text);
        timeline.setProperty(timeline.rowNamed(messageId), "edited", true);
        return "";
    }
    function remove(messageId: string) {
        ask(`remove ${messageId}`);
        timeline.setProperty(timeline.rowNamed(messageId), "body", "");
        timeline.setProperty(timeline.rowNamed(messageId), "kind", "deleted");
        timeline.gone(messageId);
    }
    /// One's own reaction becomes this one, or none; the others' stay.
    function react(messageId: string, emoji: string) {
        ask(`react ${messageId} ${emoji}`);
        const row = timeline.rowNamed(messageId);
        const before = timeline.get(row).reactions;
        const after = {};
        for (const one in before) {
            if (before[one] !== "mine")
                after[one] = "theirs";
        }
        if (emoji !== "")
            after[emoji] = emoji in after ? "both" : "mine";
        timeline.set(row, { reactions: after });
    }
    function retry(messageId: string) { ask(`retry ${messageId}`); }
}
