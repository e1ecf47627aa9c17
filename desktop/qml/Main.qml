// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Sotto.Ui

/// The window: menu, banner, the screen, notices, and the keys that work everywhere.
ApplicationWindow {
    id: window

    readonly property string state: app.session.state
    readonly property bool loggedIn: state === "in"
    readonly property int unread: loggedIn ? app.conversations.totalUnread + app.groupConversations.totalUnread : 0
    property bool wasIn: false
    readonly property var files: ({
        landing: "LandingScreen",
        register: "RegisterScreen",
        login: "LoginScreen",
        link: "LinkScreen",
        direct: "DirectScreen",
        groups: "GroupsScreen",
        about: "AboutScreen",
        news: "NewsScreen",
        settings: "SettingsScreen"
    })

    /// Which file is on the screen: where one went, unless the session doesn't allow it.
    function screenFile(): string {
        if (Shell.screen === "about")
            return files.about;
        switch (state) {
        case "starting":
            return "StartingScreen";
        case "locked":
            return "UnlockScreen";
        case "failed":
            return "FailedScreen";
        default:
            return files[Shell.screen] ?? files.landing;
        }
    }

    function sendHome() {
        const needsAccount = ["direct", "groups"].includes(Shell.screen);
        const needsNobody = ["landing", "register", "login", "link"].includes(Shell.screen);
        // Not by loggedIn: when the state changes, that may not have followed yet.
        if (state === "in" && needsNobody)
            Shell.go("direct");
        else if (state === "out" && needsAccount)
            Shell.go("landing");
    }

    function openConversation(user: string) {
        if (Names.isGroup(user)) {
            app.group.open(Names.groupIn(user));
            Shell.go("groups");
            return;
        }
        Shell.go("direct");
        if (app.chat.user === user)
            return;
        Shell.conversationLeft();
        app.chat.open(user);
    }

    function overlayHasFocus(): bool {
        for (let at = activeFocusItem; at; at = at.parent) {
            if (at === T.Overlay.overlay)
                return true;
        }
        return false;
    }

    width: Math.min(1100, Screen.desktopAvailableWidth)
    height: Math.min(720, Screen.desktopAvailableHeight)
    minimumWidth: 380
    minimumHeight: 480
    visible: true
    color: Theme.background
    font.pixelSize: Theme.fontSizeM
    // A title is seen in task bars and on shared screens: it names nobody.
    title: unread > 0 ? `(${unread}) Sotto` : "Sotto"
    onStateChanged: {
        if (wasIn && state === "out")
            Shell.go("landing");
        wasIn = state === "in";
        sendHome();
    }
    Component.onCompleted: {
        wasIn = loggedIn;
        sendHome();
    }

    Binding {
        target: Theme
        property: "choice"
        value: app.preferences.theme
    }
    Binding {
        target: Shell
        property: "width"
        value: window.width
    }
    Binding {
        target: Shell
        property: "active"
        value: window.active
    }
    Connections {
        target: Shell
        function onScreenChanged() {
            window.sendHome();
        }
    }
    Connections {
        target: app
        function onNoted(kind, code, retryAfterSeconds) {
            Shell.say(Sentences.notice(kind, code, retryAfterSeconds), Sentences.tellsOfFailure(kind));
        }
        function onGroupDistrusted(name, code) {
            Shell.say(name === "" ? Sentences.error(code) : `${name}: ${Sentences.error(code)}`, true);
        }
        function onConversationWanted(user) {
            window.show();
            window.raise();
            window.requestActivate();
            window.openConversation(user);
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        enabled: window.loggedIn
        onActivated: switcher.open()
    }
    Shortcut {
        sequence: StandardKey.Find
        enabled: window.loggedIn
        onActivated: {
            Shell.go("direct");
            Qt.callLater(Shell.searchWanted);
        }
    }
    Shortcut {
        sequence: "Ctrl+,"
        onActivated: Shell.go("settings")
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        Keys.onEscapePressed: event => {
            const home = window.loggedIn ? "direct" : "landing";
            event.accepted = Shell.screen !== home && !app.entry.busy;
            if (event.accepted)
                Shell.go(home);
        }

        TopBar {
            Layout.fillWidth: true
            z: 1
        }
        StatusBanner {
            Layout.fillWidth: true
        }
        HistoryBanner {
            Layout.fillWidth: true
        }
        ArchiveBanner {
            Layout.fillWidth: true
        }
        Loader {
            id: loader
            objectName: "screen"
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            clip: true
            source: `screens/${window.screenFile()}.qml`
            // A new screen takes the keyboard, so that Tab begins there.
            onLoaded: {
                item.focus = true;
                if (!window.overlayHasFocus())
                    Qt.callLater(begin);
            }

            function begin() {
                if (item && item.begin)
                    item.begin();
                else
                    forceActiveFocus();
            }
        }
    }
    Notes {
        readonly property var dialog: Shell.topDialog
        /// Above the field that one writes in.
        readonly property real below: dialog === null && ["direct", "groups"].includes(Shell.screen) ? 88 : Theme.spaceL

        // In the dialog that is open, though at the same place: that one dims what lies below it, and keeps the pointer and
        // the keyboard for what belongs to it.
        parent: dialog === null ? window.contentItem : dialog.contentItem
        z: 10
        x: Theme.spaceL - (dialog === null ? 0 : dialog.x + dialog.contentItem.x)
        y: window.height - height - below - (dialog === null ? 0 : dialog.y + dialog.contentItem.y)
        width: window.width - 2 * Theme.spaceL
    }
    QuickSwitcher {
        id: switcher
        onChosen: user => window.openConversation(user)
    }
}
