// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTest>

namespace sotto::desktop {

/// A story of double/Stories.qml and the screen that it is told on.
struct Scene {
  const char* story;
  const char* screen;
};

inline constexpr Scene scenes[] = {
    {"starting", "landing"},
    {"locked_create", "landing"},
    {"locked_wrong", "landing"},
    {"failed", "landing"},
    {"out", "landing"},
    {"out", "register"},
    {"out", "login"},
    {"out", "settings"},
    {"entering", "register"},
    {"entry_failed", "login"},
    {"empty", "direct"},
    {"loading", "direct"},
    {"full", "direct"},
    {"talking", "direct"},
    {"beginning", "direct"},
    {"many", "direct"},
    {"lively", "direct"},
    {"timed", "direct"},
    {"off_record", "direct"},
    {"files", "direct"},
    {"verified", "direct"},
    {"verified_blocked", "direct"},
    {"requested", "direct"},
    {"user_blocked", "direct"},
    {"hostile", "direct"},
    {"blocked", "direct"},
    {"states", "direct"},
    {"notices", "direct"},
    {"offline", "direct"},
    {"displaced", "direct"},
    {"restoring", "direct"},
    {"archive_doubted", "direct"},
    {"found", "direct"},
    {"nothing_found", "direct"},
    {"out", "link"},
    {"linking", "link"},
    {"linking_failed", "link"},
    {"linking_hostile", "link"},
    {"devices", "settings"},
    {"devices_failed", "settings"},
    {"hostile", "settings"},
    {"empty", "groups"},
    {"groups", "groups"},
    {"groups_found", "groups"},
    {"groups_none", "groups"},
    {"group_talking", "groups"},
    {"group_asked", "groups"},
    {"group_former", "groups"},
    {"group_forked", "groups"},
    {"group_behind", "groups"},
    {"group_open", "groups"},
    {"group_open_door", "groups"},
    {"group_waiting", "groups"},
    {"group_door", "groups"},
    {"group_hostile", "groups"},
    {"full", "about"},
    {"news", "news"},
    {"empty", "news"},
    {"news_failed", "news"},
    {"hostile", "news"},
};

/// Rows of a test with the columns `story` and `screen`.
inline void add_scenes() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  for (const auto& [story, screen] : scenes)
    QTest::addRow("%s-%s", screen, story) << QString::fromLatin1(story) << QString::fromLatin1(screen);
}

}  // namespace sotto::desktop
