// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property string query: ""
    property bool searching: false
    property string error: ""
    property string linked: ""
    readonly property ListModel found: ListModel {}
}
