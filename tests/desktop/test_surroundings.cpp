// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds the screens: notifications, on a session bus with a service that the test plays; tray and
// window.
#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QtTest>

#include "app/notifications.hpp"
#include "app/tray.hpp"
#include "app/window.hpp"

using namespace sotto::desktop;

/// The desktop's service for notifications.
class FakeService final : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

 public:
  struct Shown {
    uint replaces;
    QString summary;
    QString body;
  };
  QList<Shown> shown;
  QList<uint> closed;

 public slots:
  uint Notify(const QString&, uint replaces, const QString&, const QString& summary, const QString& body,
              const QStringList&, const QVariantMap&, int) {
    shown.append({replaces, summary, body});
    return replaces != 0 ? replaces : ++last_;
  }
  void CloseNotification(uint id) { closed.append(id); }

 signals:
  void ActionInvoked(uint id, const QString& action);
  void NotificationClosed(uint id, uint reason);

 private:
  uint last_ = 40;
};

class TestSurroundings final : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();
  void a_notification_says_neither_what_nor_from_whom();
  void one_conversation_has_one_notification();
  void a_click_leads_to_the_conversation();
  void what_was_read_is_withdrawn();
  void what_the_desktop_closed_is_forgotten();
  void the_tray_tells_how_many_wait();
  void closing_hides_the_window_where_the_tray_brings_it_back();
  void a_hidden_window_is_not_watched();

 private:
  std::unique_ptr<FakeService> service_;
  std::unique_ptr<Notifications> notifications_;
};

namespace {

const QString name = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

}  // namespace

void TestSurroundings::init() {
  service_ = std::make_unique<FakeService>();
  auto bus = QDBusConnection::sessionBus();
  QVERIFY(bus.registerObject(path, service_.get(), QDBusConnection::ExportAllContents));
  QVERIFY(bus.registerService(name));
  notifications_ = std::make_unique<Notifications>(nullptr);
}

void TestSurroundings::cleanup() {
  notifications_.reset();
  auto bus = QDBusConnection::sessionBus();
  bus.unregisterService(name);
  bus.unregisterObject(path);
}

void TestSurroundings::a_notification_says_neither_what_nor_from_whom() {
  notifications_->tell(QStringLiteral("bob"));
  QTRY_COMPARE(service_->shown.size(), 1);
  QCOMPARE(service_->shown.first().summary, QString{"New message"});
  QCOMPARE(service_->shown.first().body, QString{});
}

void TestSurroundings::one_conversation_has_one_notification() {
  notifications_->tell(QStringLiteral("bob"));
  QTRY_COMPARE(service_->shown.size(), 1);
  notifications_->tell(QStringLiteral("carol"));
  QTRY_COMPARE(service_->shown.size(), 2);
  QTRY_COMPARE((notifications_->tell(QStringLiteral("bob")), service_->shown.last().replaces), uint{41});
}

void TestSurroundings::a_click_leads_to_the_conversation() {
  QSignalSpy clicked{notifications_.get(), &Notifications::clicked};
  notifications_->tell(QStringLiteral("bob"));
  QTRY_COMPARE(service_->shown.size(), 1);
  QTRY_VERIFY((emit service_->ActionInvoked(41, QStringLiteral("default")), !clicked.isEmpty()));
  QCOMPARE(clicked.first().first().toString(), QString{"bob"});
}

void TestSurroundings::what_was_read_is_withdrawn() {
  notifications_->tell(QStringLiteral("bob"));
  notifications_->withdraw(QStringLiteral("bob"));  // before the service has said its number
  QTRY_COMPARE(service_->closed, QList<uint>{41});
  notifications_->withdraw(QStringLiteral("nobody"));
  notifications_->tell(QStringLiteral("bob"));
  QTRY_VERIFY((notifications_->withdraw_all(), service_->closed.contains(42)));
}

void TestSurroundings::what_the_desktop_closed_is_forgotten() {
  notifications_->tell(QStringLiteral("bob"));
  QTRY_COMPARE(service_->shown.size(), 1);
  // Until the answer with its number has come, closing it says nothing to us.
  QTRY_COMPARE((emit service_->NotificationClosed(41, 2), notifications_->tell(QStringLiteral("bob")),
                service_->shown.last().replaces == 0 && service_->shown.size() > 1),
               true);
}

void TestSurroundings::the_tray_tells_how_many_wait() {
  Tray tray;
  const QImage quiet = tray.icon()->icon().pixmap(64, 64).toImage();
  QVERIFY(!quiet.isNull());
  QCOMPARE(tray.icon()->toolTip(), QString{"Sotto"});
  tray.show_unread(3);
  QVERIFY(tray.icon()->toolTip().contains(QLatin1Char{'3'}));
  QVERIFY(tray.icon()->icon().pixmap(64, 64).toImage() != quiet);
  tray.show_unread(0);
  QCOMPARE(tray.icon()->icon().pixmap(64, 64).toImage(), quiet);
}

void TestSurroundings::closing_hides_the_window_where_the_tray_brings_it_back() {
  QWindow shown;
  bool hides = true;
  Window window{shown, [&] { return hides; }};
  QSignalSpy closed{&window, &Window::closed};
  shown.show();
  shown.close();
  QVERIFY(!shown.isVisible());
  QCOMPARE(closed.size(), 0);
  window.bring_to_front();
  QVERIFY(shown.isVisible());
  hides = false;
  shown.close();
  QCOMPARE(closed.size(), 1);
}

void TestSurroundings::a_hidden_window_is_not_watched() {
  QWindow shown;
  Window window{shown, [] { return true; }};
  QSignalSpy watched{&window, &Window::watchedChanged};
  QVERIFY(!window.is_watched());
  shown.show();
  QVERIFY(window.is_watched());
  shown.showMinimized();
  QVERIFY(!window.is_watched());
  window.bring_to_front();
  QVERIFY(window.is_watched());
  shown.close();
  QCOMPARE(watched.last().first().toBool(), false);
}

namespace {

/// The same program again, on a session bus that nobody else is on.
int run_on_a_bus_of_its_own(const QStringList& arguments) {
  QProcess session;
  session.setProcessChannelMode(QProcess::ForwardedChannels);
  session.start(QStringLiteral("dbus-run-session"),
                QStringList{"--", QCoreApplication::applicationFilePath(), "--on-the-bus"} + arguments);
  if (!session.waitForFinished(120'000)) return 1;
  return session.exitStatus() == QProcess::NormalExit ? session.exitCode() : 1;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application{argc, argv};
  QStringList arguments = application.arguments();
  if (!arguments.removeOne(QStringLiteral("--on-the-bus"))) return run_on_a_bus_of_its_own(arguments.mid(1));
  TestSurroundings test;
  return QTest::qExec(&test, arguments);
}
#include "test_surroundings.moc"
