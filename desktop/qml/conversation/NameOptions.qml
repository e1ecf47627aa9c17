// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// Above the field: who may be meant by the name that is begun with "@". The field has the keys.
Rectangle {
    id: options

    required property InputText field
    /// Where the name begins and how far it goes in the field's text.
    property int from: 0
    property int to: 0
    property var offered: []
    property int chosen: 0
    /// Whom Enter would take, for screen readers.
    readonly property string spoken: offered.length > 0 ? offered[chosen].title : ""

    /// The members of the group, or the one person, but for oneself.
    function people(): var {
        if (!app.chat.user.startsWith("#"))
            return [{ user: app.chat.user, title: app.chat.title }];
        const all = [];
        for (let at = 0; at < members.count; ++at) {
            const { user, title, own } = members.objectAt(at);
            if (!own)
                all.push({ user, title });
        }
        return all;
    }

    /// People whose user name, or a word of whose title, begins like that; nobody when the name is complete.
    function beginning(wanted: string): var {
        const begins = person => [person.user].concat(person.title.toLowerCase().split(/\s+/)).some(word => word.startsWith(wanted));
        const found = people().filter(begins);
        return found.length === 1 && found[0].user === wanted ? [] : found.slice(0, 6);
    }

    function look() {
        const begun = field.activeFocus && field.selectedText === ""
            ? /(?:^|[^A-Za-z0-9._-])@([^\s@]*)$/.exec(field.text.slice(0, field.cursorPosition))
            : null;
        chosen = 0;
        to = field.cursorPosition;
        from = begun === null ? to : to - begun[1].length - 1;
        offered = begun === null ? [] : beginning(begun[1].toLowerCase());
    }

    function take(row: int) {
        const name = `@${offered[row].user} `;
        const caret = from + name.length;
        field.text = field.text.slice(0, from) + name + field.text.slice(to).replace(/^ /, "");
        field.cursorPosition = caret;
        offered = [];
    }

    /// Whether the key was meant for the people who are offered.
    function press(event: var): bool {
        const count = offered.length;
        if (count === 0 || event.modifiers !== Qt.NoModifier)
            return false;
        switch (event.key) {
        case Qt.Key_Down:
            chosen = (chosen + 1) % count;
            return true;
        case Qt.Key_Up:
            chosen = (chosen + count - 1) % count;
            return true;
        case Qt.Key_Escape:
            offered = [];
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            take(chosen);
            return true;
        default:
            return false;
        }
    }

    visible: offered.length > 0
    implicitHeight: list.implicitHeight + 2 * Theme.spaceXs
    radius: Theme.radiusM
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.List
    Accessible.name: qsTr("People to name")

    Connections {
        target: options.field
        // Of a key that is typed the place is told before the text.
        function onCursorPositionChanged() {
            options.look();
        }
        function onTextChanged() {
            options.look();
        }
        function onActiveFocusChanged() {
            options.look();
        }
    }
    Instantiator {
        id: members
        model: app.group.members
        delegate: QtObject {
            required property string user
            required property string title
            required property bool own
        }
    }
    Column {
        id: list
        x: Theme.spaceXs
        y: Theme.spaceXs
        width: parent.width - 2 * Theme.spaceXs

        Repeater {
            model: options.offered
            delegate: SwitcherRow {
                width: list.width
                user: modelData.user
                title: modelData.title
                chosen: index === options.chosen
                onClicked: options.take(index)
            }
        }
    }
}
