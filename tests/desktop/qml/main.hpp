// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGuiApplication>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTest>
#include <QTranslator>

/// Draws in memory, the same on every machine with the same fonts.
#define SOTTO_QML_TEST_MAIN(Test)                                                                         \
  int main(int count, char** words) {                                                                     \
    qputenv("QT_QPA_PLATFORM", "offscreen");                                                              \
    qputenv("QT_QUICK_BACKEND", "software");                                                              \
    QQuickStyle::setStyle(QStringLiteral("Basic"));                                                       \
    QGuiApplication app{count, words};                                                                    \
    QGuiApplication::setFont(QFont{QStringLiteral("DejaVu Sans")});                                       \
    QTranslator english;                                                                                  \
    if (english.load(QStringLiteral(":/i18n/sotto_en.qm"))) QGuiApplication::installTranslator(&english); \
    Test test;                                                                                            \
    return QTest::qExec(&test, count, words);                                                             \
  }
