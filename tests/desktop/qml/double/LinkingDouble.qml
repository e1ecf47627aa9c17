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
        error = "";
        if (!["showing_code", "comparing", "confirmed"].includes(stage))
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
    function finish() {
        stage = "done";
        code = "";
        number = "";
        other = "";
    }
    function join(typed: string, deviceName: string) {
        ask(`join ${typed}|${deviceName}`);
        error = "";
        stage = "connecting";
        if (!/^[A-Z0-9]{28}$/.test(typed.replace(/-/g, "").toUpperCase()))
            fail("malformed");
    }
    function confirm() {
        ask("confirm " + number);
        stage = "confirmed";
    }
    function leave() {
        ask("leave");
        stage = "";
        code = "";
        number = "";
        other = "";
        error = "";
    }
}
