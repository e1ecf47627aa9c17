// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Sotto.Ui

/// Several lines to type in. Tab leaves it: a tabulator can be pasted.
TextArea {
    id: input

    /// In place of placeholderText, which would take markup for markup.
    property string placeholder: ""

    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM
    topPadding: 10
    bottomPadding: 10
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.inkOnAccent
    font.pixelSize: Theme.fontSizeM
    selectByMouse: true
    KeyNavigation.priority: KeyNavigation.BeforeItem
    Accessible.role: Accessible.EditableText
    Accessible.multiLine: true
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    Placeholder {
        x: input.leftPadding
        y: input.topPadding
        width: input.width - input.leftPadding - input.rightPadding
        visible: input.length === 0 && input.preeditText === ""
        text: input.placeholder
    }
}
