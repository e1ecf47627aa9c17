// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property string theme: "light"
    property bool notifications: true
    property bool closeToTray: true
    property string relayUrl: "http://127.0.0.1:8484"

    function isRelay(text: string): bool {
        return text.trim() === relayUrl;
    }
    function relayUrlProblem(text: string): string {
        const address = text.trim();
        if (address === "")
            return "missing";
        if (/\s/.test(address))
            return "malformed";
        return /^http:\/\/(?!127\.|localhost)/.test(address) ? "insecure" : "";
    }
}
