// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Puts words on the clipboard as plain text.
TextEdit {
    visible: false
    activeFocusOnTab: false
    activeFocusOnPress: false
    textFormat: TextEdit.PlainText
    Accessible.ignored: true

    function copyText(words: string) {
        text = words;
        selectAll();
        copy();
        text = "";
    }
}
