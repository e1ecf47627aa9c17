// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

ListModel {
    property var ask
    property bool loading: false
    property string error: ""

    function refresh() { ask("refreshDevices"); }
    function revoke(deviceId: string) {
        ask(`revoke ${deviceId}`);
        for (let at = 0; at < count; ++at) {
            if (get(at).deviceId === deviceId)
                remove(at);
        }
    }
}
