// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property var ask
    property string stage: ""
    property string code: ""
    property string number: ""
    property string other: ""
    property string error: ""

    function showCode() {
        ask("showCode");
        if (stage === "")
            show();
    }
    function show() {
        stage = "showing_code";
        code = "7F3K-Q9WM-2XHV-8RTC-D4ZN-61GB-YP5E";
    }
    function compare(who: string) {
        stage = "comparing";
        code = "";
        number = "042 117";
        other = who;
    }
    function fail(why: string) {
        stage = "failed";
        code = "";
        number = "";
        error = why;
    }
    function join(code: string, deviceName: string) { ask(`join ${code}|${deviceName}`); }
    function confirm() { ask("confirm " + number); }
    function leave() {
        ask("leave");
        stage = "";
        code = "";
        number = "";
        other = "";
        error = "";
    }
}
