// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// One line that ends in an ellipsis where there is no room; screen readers get all of it.
PlainText {
    wrapMode: Text.NoWrap
    elide: Text.ElideRight
    maximumLineCount: 1
}
