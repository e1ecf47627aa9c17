// SPDX-License-Identifier: GPL-3.0-or-later
// The theme is the design tokens, and what is written on what can be read (WCAG 2.2, 1.4.3 and 1.4.11).
#include <QColor>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>
#include <cmath>

#include "main.hpp"

namespace sotto::desktop {
namespace {

constexpr double words_floor = 4.5;
constexpr double shapes_floor = 3.0;

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& one, const QColor& other) {
  const double first = luminance(one);
  const double second = luminance(other);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QByteArray source(const char* name) {
  QFile file{QStringLiteral(SOTTO_SOURCES "/") + QLatin1String(name)};
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QJsonObject tokens() { return QJsonDocument::fromJson(source("packaging/design/tokens.json")).object(); }

QString camel(const QString& name) {
  QString result = name.startsWith(QLatin1String("on_")) ? QStringLiteral("ink") : QString{};
  for (const QString& part : name.split(QLatin1Char('_')))
    result += result.isEmpty() ? part : part.left(1).toUpper() + part.mid(1);
  return result;
}

QColor from_css(const QString& css) {
  return css.size() == 9 ? QColor{QLatin1Char('#') + css.mid(7) + css.mid(1, 6)} : QColor{css};
}

}  // namespace

class Theme : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void every_colour_of_the_tokens_is_in_the_theme_data();
  void every_colour_of_the_tokens_is_in_the_theme();
  void sizes_are_those_of_the_tokens();
  void icons_are_those_of_the_web_client();
  void what_is_written_can_be_read_data();
  void what_is_written_can_be_read();

 private:
  QQmlEngine engine_;
  QObject* theme_ = nullptr;
};

void Theme::initTestCase() {
  engine_.addImportPath(QStringLiteral("qrc:/qt/qml"));
  QQmlComponent holder{&engine_};
  holder.setData("import QtQml; import Sotto.Ui; QtObject { readonly property QtObject theme: Theme }",
                 QUrl{});
  QObject* held = holder.create();
  QVERIFY2(held != nullptr, qPrintable(holder.errorString()));
  held->setParent(&engine_);
  theme_ = held->property("theme").value<QObject*>();
  QVERIFY(theme_ != nullptr);
}

void Theme::every_colour_of_the_tokens_is_in_the_theme_data() {
  QTest::addColumn<QString>("scheme");
  QTest::newRow("light") << "light";
  QTest::newRow("dark") << "dark";
}

void Theme::every_colour_of_the_tokens_is_in_the_theme() {
  QFETCH(const QString, scheme);
  theme_->setProperty("choice", scheme);
  const QJsonObject colours = tokens()[QLatin1String("color")][scheme].toObject();
  QVERIFY(colours.size() > 20);
  for (auto colour = colours.begin(); colour != colours.end(); ++colour)
    QCOMPARE(theme_->property(camel(colour.key()).toLatin1().constData()).value<QColor>(),
             from_css(colour->toString()));
}

void Theme::sizes_are_those_of_the_tokens() {
  const QJsonObject all = tokens();
  QCOMPARE(theme_->property("spaceL").toInt(), all[QLatin1String("space")][QLatin1String("l")].toInt());
  QCOMPARE(theme_->property("fontSizeXxl").toInt(),
           all[QLatin1String("font")][QLatin1String("size")][QLatin1String("xxl")].toInt());
  QCOMPARE(theme_->property("layoutNarrow").toInt(),
           all[QLatin1String("layout")][QLatin1String("narrow")].toInt());
  QCOMPARE(theme_->property("avatarBackgrounds").value<QJSValue>().property(QStringLiteral("length")).toInt(),
           8);
}

void Theme::icons_are_those_of_the_web_client() {
  const QJsonDocument icons = QJsonDocument::fromJson(source("packaging/design/icons.json"));
  const QJsonObject paths = icons[QLatin1String("paths")].toObject();
  const QString web = QString::fromUtf8(source("webclient/src/components/Icon.svelte"));
  QVERIFY(paths.size() > 15 && !web.isEmpty());
  for (auto icon = paths.begin(); icon != paths.end(); ++icon) {
    const QString path = icon->toString();
    QVERIFY2(web.contains(QLatin1Char('"') + path + QLatin1Char('"')), qPrintable(icon.key()));
    QFile drawn{QStringLiteral(":/qt/qml/Sotto/Ui/icons/%1.svg").arg(icon.key())};
    QVERIFY2(drawn.open(QIODevice::ReadOnly) && QString::fromUtf8(drawn.readAll()).contains(path),
             qPrintable(icon.key()));
  }
}

void Theme::what_is_written_can_be_read_data() {
  QTest::addColumn<QString>("scheme");
  QTest::addColumn<QString>("ink");
  QTest::addColumn<QString>("ground");
  QTest::addColumn<double>("floor");
  const QList<QPair<const char*, const char*>> words = {{"text", "background"},
                                                        {"text", "surface"},
                                                        {"text", "surfaceSunken"},
                                                        {"text", "rowHover"},
                                                        {"text", "rowSelected"},
                                                        {"textMuted", "background"},
                                                        {"textMuted", "surface"},
                                                        {"textMuted", "surfaceSunken"},
                                                        {"textMuted", "rowHover"},
                                                        {"textMuted", "rowSelected"},
                                                        {"accent", "background"},
                                                        {"accent", "surface"},
                                                        {"accent", "rowHover"},
                                                        {"accent", "rowSelected"},
                                                        {"inkOnAccent", "accent"},
                                                        {"inkOnAccent", "accentHover"},
                                                        {"inkOnAccentSoft", "accentSoft"},
                                                        {"bubbleOwnText", "bubbleOwn"},
                                                        {"bubbleOwnMuted", "bubbleOwn"},
                                                        {"bubbleOtherText", "bubbleOther"},
                                                        {"bubbleOtherMuted", "bubbleOther"},
                                                        {"danger", "background"},
                                                        {"danger", "surface"},
                                                        {"danger", "bubbleOwn"},
                                                        {"danger", "rowSelected"},
                                                        {"inkOnDanger", "danger"},
                                                        {"inkOnDanger", "dangerHover"},
                                                        {"inkOnDangerSoft", "dangerSoft"},
                                                        {"inkOnWarningSoft", "warningSoft"},
                                                        {"background", "text"}};
  const QList<QPair<const char*, const char*>> shapes = {
      {"focus", "background"},     {"focus", "surface"},   {"borderStrong", "background"},
      {"borderStrong", "surface"}, {"warning", "surface"}, {"success", "surface"}};
  for (const char* scheme : {"light", "dark"}) {
    for (const auto& [ink, ground] : words)
      QTest::addRow("%s on %s, %s", ink, ground, scheme) << scheme << ink << ground << words_floor;
    for (const auto& [ink, ground] : shapes)
      QTest::addRow("%s on %s, %s", ink, ground, scheme) << scheme << ink << ground << shapes_floor;
  }
}

void Theme::what_is_written_can_be_read() {
  QFETCH(const QString, scheme);
  QFETCH(const QString, ink);
  QFETCH(const QString, ground);
  QFETCH(const double, floor);
  theme_->setProperty("choice", scheme);
  const double seen = contrast(theme_->property(ink.toLatin1().constData()).value<QColor>(),
                               theme_->property(ground.toLatin1().constData()).value<QColor>());
  QVERIFY2(seen >= floor, qPrintable(QString::number(seen)));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Theme)
#include "test_theme.moc"
