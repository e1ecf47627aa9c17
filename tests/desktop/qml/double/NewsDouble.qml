// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

ListModel {
    property bool loading: false
    property string error: ""

    function refresh() {}
}
