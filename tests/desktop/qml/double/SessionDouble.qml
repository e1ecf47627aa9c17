// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property string state: "in"
    property string lock: ""
    property string startFailure: ""
    property string link: "online"
    property bool displaced: false
    property string username: "nora"
    property string displayName: "Nora Lind"
    property string about: "Tomatoes, bread, the choir on Thursdays."
    property bool listed: true
    property bool readReceipts: false
    property bool typing: false
    property bool profileSaving: false
    property bool restoring: false
    property real restoredFraction: 1
    property bool archiveDoubted: false
    /// Answers come with settle() alone, in the order of what was asked.
    property bool slow: false
    property var unanswered: []
    /// Choices are not taken.
    property bool refuses: false

    function unlock(passphrase: string) { ask(`unlock ${passphrase}`); }
    function retryStart() { ask("retryStart"); }
    function beginAnew() { ask("beginAnew"); }
    function reconnect() {
        ask("reconnect");
        displaced = false;
    }
    function updateProfile(name: string, text: string, inDirectory: bool) {
        ask(`updateProfile ${name}|${text}|${inDirectory}`);
        profileSaving = true;
        answer(() => {
            profileSaving = false;
            if (refuses)
                return;
            displayName = name;
            about = text;
            listed = inDirectory;
        });
    }
    function acceptArchive() {
        ask("acceptArchive");
        archiveDoubted = false;
    }
    function tellReading(told: bool) {
        ask(`tellReading ${told}`);
        answer(() => {
            if (!refuses)
                readReceipts = told;
            readReceiptsChanged();
        });
    }
    function tellTyping(told: bool) {
        ask(`tellTyping ${told}`);
        answer(() => {
            if (!refuses)
                typing = told;
            typingChanged();
        });
    }
    function logOut() {
        ask("logOut");
        state = "out";
    }

    function answer(take: var) {
        if (slow)
            unanswered.push(take);
        else
            take();
    }
    function settle() {
        for (const take of unanswered.splice(0))
            take();
    }
}
