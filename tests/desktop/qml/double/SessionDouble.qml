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

    function unlock(passphrase: string) { ask(`unlock ${passphrase}`); }
    function retryStart() { ask("retryStart"); }
    function reconnect() { ask("reconnect"); }
    function updateProfile(name: string, text: string, inDirectory: bool) { ask(`updateProfile ${name}|${text}|${inDirectory}`); }
    function acceptArchive() {
        ask("acceptArchive");
        archiveDoubted = false;
    }
    function tellReading(told: bool) {
        ask(`tellReading ${told}`);
        readReceipts = told;
    }
    function tellTyping(told: bool) {
        ask(`tellTyping ${told}`);
        typing = told;
    }
    function logOut() { ask("logOut"); }
}
