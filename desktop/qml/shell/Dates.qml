// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Times and days as the reader's region writes them.
QtObject {
    id: dates

    property date now: new Date()
    readonly property Timer clock: Timer {
        interval: 30000
        repeat: true
        running: true
        onTriggered: dates.now = new Date()
    }

    function daysAgo(at: date): int {
        const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
        const then = new Date(at.getFullYear(), at.getMonth(), at.getDate());
        return Math.round((midnight - then) / 86400000);
    }

    function isKnown(at: date): bool {
        return !isNaN(at.getTime()) && at.getTime() > 0;
    }

    function timeOf(at: date): string {
        return at.toLocaleTimeString(Qt.locale(), "HH:mm");
    }

    function dateOf(at: date): string {
        return at.toLocaleDateString(Qt.locale(), qsTr("d MMMM yyyy", "a date, as Qt writes its formats"));
    }

    function exactTime(at: date): string {
        return at.toLocaleString(Qt.locale(), Locale.LongFormat);
    }

    /// For a list: the time today, then the day of the week, then the date.
    function shortTime(at: date): string {
        if (!isKnown(at))
            return "";
        const days = daysAgo(at);
        if (days === 0)
            return timeOf(at);
        if (days === 1)
            return qsTr("Yesterday");
        if (days > 1 && days < 7)
            return at.toLocaleDateString(Qt.locale(), "ddd");
        return at.getFullYear() === now.getFullYear()
            ? at.toLocaleDateString(Qt.locale(), qsTr("d MMM", "a short date, as Qt writes its formats"))
            : at.toLocaleDateString(Qt.locale(), Locale.ShortFormat);
    }

    function dayLabel(at: date): string {
        const days = daysAgo(at);
        if (days === 0)
            return qsTr("Today");
        if (days === 1)
            return qsTr("Yesterday");
        return at.getFullYear() === now.getFullYear()
            ? at.toLocaleDateString(Qt.locale(), qsTr("dddd, d MMMM", "a day, as Qt writes its formats"))
            : dateOf(at);
    }
}
