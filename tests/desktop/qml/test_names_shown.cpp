// SPDX-License-Identifier: GPL-3.0-or-later
// Names in a text stand out where they are, and nothing else changes.
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickTextDocument>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <memory>

#include "main.hpp"

namespace sotto::desktop {
namespace {

/// A text with the names in it.
class Shown {
 public:
  Shown(const QString& body, const QString& names) {
    engine_.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component{&engine_};
    component.setData(R"(
      import QtQuick
      import Sotto.Ui
      TextEdit {
        id: words
        property string names
        textFormat: TextEdit.PlainText
        NamesShown { text: words.textDocument; names: words.names; ink: "#000000"; ground: "#ffff00" }
      })",
                      {});
    item_.reset(component.create());
    if (!item_) qFatal("%s", qPrintable(component.errorString()));
    set("text", body);
    set("names", names);
  }

  void set(const char* property, const QString& value) {
    item_->setProperty(property, value);
    QCoreApplication::processEvents();
  }

  /// "from-length" of each place that looks unlike the rest, "!" behind the reader's; from counts in its
  /// line.
  [[nodiscard]] QString places() const {
    QStringList all;
    const auto* document = item_->property("textDocument").value<QQuickTextDocument*>()->textDocument();
    for (auto block = document->begin(); block.isValid(); block = block.next()) {
      for (const auto& range : block.layout()->formats()) {
        const bool reader = range.format.background().color() == QColor{Qt::yellow};
        all << QStringLiteral("%1-%2%3")
                   .arg(range.start)
                   .arg(range.length)
                   .arg(QLatin1String{reader ? "!" : ""});
      }
    }
    return all.join(QLatin1Char(' '));
  }

 private:
  QQmlEngine engine_;
  std::unique_ptr<QObject> item_;
};

}  // namespace

class NamesShownTest : public QObject {
  Q_OBJECT

 private slots:
  void names_stand_out_where_they_are() {
    const Shown shown{QStringLiteral("ask @ben or @nora"), QStringLiteral("4 4 other,12 5 reader")};
    QCOMPARE(shown.places(), QStringLiteral("4-4 12-5!"));
  }

  void a_name_on_another_line_is_found() {
    const Shown shown{QStringLiteral("hello\n@nora"), QStringLiteral("6 5 reader")};
    QCOMPARE(shown.places(), QStringLiteral("0-5!"));
  }

  void what_is_no_such_place_is_left_out() {
    const QStringList bad{QString{},
                          QStringLiteral("0 5 reader"),
                          QStringLiteral("-1 5 reader"),
                          QStringLiteral("900 5 reader"),
                          QStringLiteral("4 4"),
                          QStringLiteral(",,"),
                          QStringLiteral("x y z")};
    for (const auto& names : bad) {
      QCOMPARE(Shown(QStringLiteral("ask @ben"), names).places(), QString{});
    }
  }

  void an_edit_takes_the_look_along() {
    Shown shown{QStringLiteral("@ben?"), QStringLiteral("0 4 other")};
    shown.set("text", QStringLiteral("not @ben"));
    QCOMPARE(shown.places(), QString{});
    shown.set("names", QStringLiteral("4 4 other"));
    QCOMPARE(shown.places(), QStringLiteral("4-4"));
    shown.set("names", QString{});
    QCOMPARE(shown.places(), QString{});
  }
};

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::NamesShownTest)
#include "test_names_shown.moc"
