// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

ListModel {
    property var ask
    property bool loading: false
    property string error: ""

    function refresh() {}
    function revoke(deviceId: string) { ask(`revoke ${deviceId}`); }
}
