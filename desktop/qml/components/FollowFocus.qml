// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Scrolls so that what has the keyboard is in view.
Connections {
    id: follow

    required property Flickable view
    /// What scrolls in it.
    required property Item column
    /// As far from the edge as that.
    property real margin: 0

    function isInside(item: Item): bool {
        for (let at = item; at; at = at.parent) {
            if (at === column)
                return true;
        }
        return false;
    }

    function reveal(item: Item) {
        const top = item.mapToItem(column, 0, 0).y + column.y;
        if (top < view.contentY + margin)
            view.contentY = Math.max(0, top - 1.5 * margin);
        else if (top + item.height > view.contentY + view.height - margin)
            view.contentY = Math.min(Math.max(0, view.contentHeight - view.height), top + item.height - view.height + 1.5 * margin);
    }

    target: view.Window.window

    function onActiveFocusItemChanged() {
        const item = view.Window.activeFocusItem;
        if (item && isInside(item))
            reveal(item);
    }
}
