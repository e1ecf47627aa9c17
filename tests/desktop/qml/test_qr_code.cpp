// SPDX-License-Identifier: GPL-3.0-or-later
// What a camera would see of a QR code: every module where the encoder put it, on light ground, with room
// around it.
#include <qrencode.h>

#include <QAccessible>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <memory>

#include "main.hpp"

namespace sotto::desktop {
namespace {

constexpr int side = 400;
constexpr int quiet_zone = 4;

using OwnedCode = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

OwnedCode expected(const QByteArray& bytes) {
  const auto* const first = reinterpret_cast<const unsigned char*>(bytes.constData());
  return {QRcode_encodeData(static_cast<int>(bytes.size()), first, 0, QR_ECLEVEL_M), &QRcode_free};
}

bool is_dark(const QImage& picture, double x, double y) {
  return picture.pixelColor(static_cast<int>(x), static_cast<int>(y)).lightness() < 128;
}

QByteArray every_byte() {
  QByteArray bytes;
  for (int value = 0; value < 256; ++value) bytes.append(static_cast<char>(value));
  return bytes;
}

}  // namespace

class QrCode : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void every_module_is_where_the_encoder_put_it_data();
  void every_module_is_where_the_encoder_put_it();
  void what_does_not_fit_is_not_shown();
  void it_has_a_name_for_who_cannot_see_it();

 private:
  QImage draw(const QVariant& content, const QString& theme);

  QQmlEngine engine_;
  std::unique_ptr<QQuickWindow> window_;
  std::unique_ptr<QQuickItem> code_;
};

void QrCode::initTestCase() {
  engine_.addImportPath(QStringLiteral("qrc:/qt/qml"));
  QQmlComponent component{&engine_};
  component.setData(
      "import Sotto.Ui; QrCode { width: 400; label: 'the code'; property string theme: 'light'; "
      "onThemeChanged: Theme.choice = theme }",
      QUrl{});
  code_.reset(qobject_cast<QQuickItem*>(component.create()));
  QVERIFY2(code_ != nullptr, qPrintable(component.errorString()));
  window_ = std::make_unique<QQuickWindow>();
  window_->resize(side, side);
  code_->setParentItem(window_->contentItem());
  window_->show();
}

QImage QrCode::draw(const QVariant& content, const QString& theme) {
  code_->setProperty("theme", theme);
  code_->setProperty("content", content);
  QCoreApplication::processEvents();
  return window_->grabWindow().scaled(side, side);
}

void QrCode::every_module_is_where_the_encoder_put_it_data() {
  QTest::addColumn<QVariant>("content");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("theme");
  const QString text = QStringLiteral("7F3K-Q9WM grün");
  QTest::newRow("text") << QVariant{text} << text.toUtf8() << "light";
  QTest::newRow("text in the dark theme") << QVariant{text} << text.toUtf8() << "dark";
  QTest::newRow("every byte") << QVariant{every_byte()} << every_byte() << "light";
}

void QrCode::every_module_is_where_the_encoder_put_it() {
  QFETCH(const QVariant, content);
  QFETCH(const QByteArray, bytes);
  QFETCH(const QString, theme);
  const OwnedCode code = expected(bytes);
  QVERIFY(code != nullptr);
  const QImage picture = draw(content, theme);
  const int modules = code->width + 2 * quiet_zone;
  for (int row = 0; row < modules; ++row)
    for (int column = 0; column < modules; ++column) {
      const int y = row - quiet_zone;
      const int x = column - quiet_zone;
      const bool inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
      const bool dark = inside && (code->data[y * code->width + x] & 1) != 0;
      QCOMPARE(is_dark(picture, (column + 0.5) * side / modules, (row + 0.5) * side / modules), dark);
    }
}

void QrCode::what_does_not_fit_is_not_shown() {
  draw(QStringLiteral("short"), QStringLiteral("light"));
  QVERIFY(code_->isVisible());
  draw(QByteArray(2400, 'x'), QStringLiteral("light"));
  QVERIFY(!code_->isVisible());
  draw(QString{}, QStringLiteral("light"));
  QVERIFY(!code_->isVisible());
}

void QrCode::it_has_a_name_for_who_cannot_see_it() {
  draw(QStringLiteral("short"), QStringLiteral("light"));
  QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(code_.get());
  QVERIFY(spoken != nullptr);
  QCOMPARE(spoken->role(), QAccessible::Graphic);
  QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("the code"));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::QrCode)
#include "test_qr_code.moc"
