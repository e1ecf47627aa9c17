// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property string own: "SOTTO:" + "AEFCRUVB".repeat(17)
    property string match: ""

    function read() { ask("readSafetyCode"); }
    function forgetMatch() { match = ""; }
    /// In place of codes: words.
    function compare(text: string) {
        ask(`compare ${text}`);
        match = text === "the other's" ? "same" : text === "another key's" ? "different_key" : "other_code";
    }
}
