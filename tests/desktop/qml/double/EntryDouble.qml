// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property bool busy: false
    property string mode: ""
    property string step: ""
    property real fraction: 0
    property string error: ""
    property int retryAfterSeconds: 0
    property string defaultDeviceName: "Linux computer"
    /// The story of a failing entry keeps it although the form begins anew.
    property bool keepError: false

    function clearError() {
        if (!keepError)
            error = "";
    }
    function registerAccount(username: string, password: string, displayName: string, deviceName: string, listed: bool) {
        ask(`registerAccount ${username}|${password}|${displayName}|${deviceName}|${listed}`);
    }
    function logIn(username: string, password: string, deviceName: string) { ask(`logIn ${username}|${password}|${deviceName}`); }
    function cancel() { ask("cancel"); }
    function usernameProblem(text: string): string {
        return text.trim() === "" ? "missing" : /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/.test(text.trim()) && text.length >= 3 ? "" : "malformed";
    }
    function passwordProblem(text: string): string { return text === "" ? "missing" : text.length < 10 ? "short" : ""; }
    function passwordStrength(password: string, username: string): string {
        return password === "" ? "empty" : password.length < 10 ? "short" : password.length < 16 ? "weak" : "strong";
    }
    function tooLong(field: string, text: string): bool { return text.length > 64; }
}
