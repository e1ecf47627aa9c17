// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

QtObject {
    property string query: ""
    property bool searching: false
    property string peopleError: ""
    property string hitsError: ""
    readonly property ListModel people: ListModel {}
    readonly property ListModel hits: ListModel {}
}
