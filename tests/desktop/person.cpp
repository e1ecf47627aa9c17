// SPDX-License-Identifier: GPL-3.0-or-later
#include "person.hpp"

#include <QDirIterator>

namespace sotto::desktop::testing {

const QString passphrase = QStringLiteral("canary-passphrase-5d0c");
const QString password = QStringLiteral("canary-password-9b17");

Site::Site()
    : relay_{sotto::testing::RelayProcess::Options{SOTTO_RELAY_BINARY,
                                                   path(QStringLiteral("relay")).toStdString(),
                                                   "captcha:\n  max_number: 1000\n", 0, std::nullopt}} {}

QString Site::relay_url() const { return QStringLiteral("http://127.0.0.1:%1").arg(relay_.port()); }

Person::Person(const Site& site, const QString& folder)
    : path_{site.path(folder)}, app{engine_, nullptr, news_, *DataFolder::open(path_)} {
  app.preferences()->setRelayUrl(site.relay_url());
  app.start();
}

bool Person::reaches(const char* state) {
  return until([&] { return app.session()->state() == QString::fromLatin1(state); });
}

bool Person::until_online() {
  return until([&] { return app.session()->link() == QStringLiteral("online"); });
}

bool Person::unlock() {
  if (!reaches("locked")) return false;
  app.session()->unlock(passphrase);
  return until([&] {
    return app.session()->state() == QStringLiteral("in") || app.session()->state() == QStringLiteral("out");
  });
}

bool Person::register_as(const QString& name) {
  if (!unlock()) return false;
  app.entry()->registerAccount(name, password, QString{}, QStringLiteral("desk"), true, QString{});
  return reaches("in") && until_online();
}

bool Person::log_in_as(const QString& name) {
  if (!unlock()) return false;
  app.entry()->logIn(name, password, QStringLiteral("laptop"));
  return reaches("in") && until_online();
}

bool Person::open(const QString& user) {
  app.chat()->open(user);
  return until([&] { return app.chat()->ready(); });
}

QStringList Person::column(int role) {
  const Timeline& timeline = *app.chat()->timeline();
  QStringList all;
  for (int row = 0; row < timeline.rowCount(); ++row)
    all << timeline.data(timeline.index(row), role).toString();
  return all;
}

bool Person::until_texts(const QStringList& expected) {
  return until([&] { return column(Timeline::BodyRole) == expected; });
}

bool is_written_anywhere(const QString& folder, const QString& text) {
  QDirIterator files{folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories};
  while (files.hasNext()) {
    QFile file{files.next()};
    if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8())) return true;
  }
  return false;
}

}  // namespace sotto::desktop::testing
