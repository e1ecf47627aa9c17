// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Stands in for the object that desktop/src gives to the screens: same names, no engine. What the screens ask for is
/// written into `asked`.
QtObject {
    id: app

    property string version: "0.1.0"
    property var asked: []
    readonly property PreferencesDouble preferences: PreferencesDouble {}
    readonly property SessionDouble session: SessionDouble {
        ask: app.ask
    }
    readonly property EntryDouble entry: EntryDouble {
        ask: app.ask
    }
    readonly property ConversationsDouble conversations: ConversationsDouble {}
    readonly property ConversationsDouble groupConversations: ConversationsDouble {}
    readonly property GroupsDouble groups: GroupsDouble {
        ask: app.ask
        group: app.group
        conversations: app.groupConversations
    }
    readonly property GroupSearchDouble groupSearch: GroupSearchDouble {}
    readonly property GroupDouble group: GroupDouble {
        ask: app.ask
        groups: app.groups
    }
    readonly property ChatDouble chat: ChatDouble {
        ask: app.ask
        conversations: app.conversations
        groupConversations: app.groupConversations
        files.onSaved: name => app.noted("file_saved", name, 0)
        files.onNotSaved: name => app.noted("file_not_saved", name, 0)
    }
    readonly property SearchDouble search: SearchDouble { timeline: app.chat.timeline }
    readonly property DevicesDouble devices: DevicesDouble {
        ask: app.ask
    }
    readonly property LinkingDouble linking: LinkingDouble {
        ask: app.ask
    }
    readonly property NewsDouble news: NewsDouble {}

    signal noted(string kind, string code, int retryAfterSeconds)
    signal conversationWanted(string user)
    signal groupDistrusted(string name, string code)

    function titleOf(user: string): string {
        return conversations.titleOf(user);
    }

    function ask(what: string) {
        asked.push(what);
    }
}
