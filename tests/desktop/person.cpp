// SPDX-License-Identifier: GPL-3.0-or-later
#include "person.hpp"

#include <QDirIterator>

namespace sotto::desktop::testing {

namespace {

/// Of the row that has this text there.
QVariant fact_in(const QAbstractItemModel& model, int key_role, const QString& key, int role) {
  for (int row = 0; row < model.rowCount(); ++row) {
    const auto index = model.index(row, 0);
    if (index.data(key_role).toString() == key) return index.data(role);
  }
  return {};
}

}  // namespace

const QString passphrase = QStringLiteral("canary-passphrase-5d0c");
const QString password = QStringLiteral("canary-password-9b17");

Site::Site()
    : relay_{sotto::testing::RelayProcess::Options{SOTTO_RELAY_BINARY,
                                                   path(QStringLiteral("relay")).toStdString(),
                                                   "captcha:\n  max_number: 1000\n", 0, std::nullopt}} {}

QString Site::relay_url() const { return QStringLiteral("http://127.0.0.1:%1").arg(relay_.port()); }

Person::Person(const Site& site, const QString& folder)
    : path_{site.path(folder)}, app{engine_, nullptr, news_, *DataFolder::open(path_)} {
  QObject::connect(&app, &App::noted, &app, [this](const QString& kind, const QString& about, int) {
    noted_ << (kind + QLatin1Char{' '} + about).trimmed();
  });
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
  app.entry()->registerAccount(name, password, QString{}, QStringLiteral("desk"), true);
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

QStringList Person::texts() {
  const Timeline& timeline = *app.chat()->timeline();
  QStringList all;
  for (int row = 0; row < timeline.rowCount(); ++row) {
    const auto index = timeline.index(row);
    if (index.data(Timeline::KindRole).toString() == QStringLiteral("text"))
      all << index.data(Timeline::BodyRole).toString();
  }
  return all;
}

bool Person::until_texts(const QStringList& expected) {
  return until([&] { return texts() == expected; });
}

QVariant Person::fact(const QString& text, int role) {
  return fact_in(*app.chat()->timeline(), Timeline::BodyRole, text, role);
}

bool Person::until_fact(const QString& text, int role, const QVariant& expected) {
  return until([&] { return fact(text, role) == expected; });
}

QString Person::id_of(const QString& text) { return fact(text, Timeline::MessageIdRole).toString(); }

QVariant Person::listed(const QString& user, int role) {
  return fact_in(*app.all_conversations(), ConversationList::UserRole, user, role);
}

bool Person::until_listed(const QString& user, int role, const QVariant& expected) {
  return until([&] { return listed(user, role) == expected; });
}

int Person::hits(const QString& query) {
  Search& search = *app.search();
  search.setQuery({});
  search.setQuery(query);
  return until([&] { return !search.searching(); }) ? search.hits()->rowCount() : -1;
}

bool meet(Person& alice, Person& bob) {
  const auto hello = QStringLiteral("hello");
  if (!alice.register_as(QStringLiteral("alice")) || !bob.register_as(QStringLiteral("bob"))) return false;
  if (!alice.open(QStringLiteral("bob")) || !alice.app.chat()->send(hello).isEmpty()) return false;
  if (!bob.until([&] { return bob.app.conversations()->requestCount() == 1; })) return false;
  if (!bob.open(QStringLiteral("alice")) || !bob.until_texts({hello})) return false;
  bob.app.chat()->acceptRequest();
  return bob.until([&] { return !bob.app.chat()->request(); }) &&
         alice.until_fact(hello, Timeline::StateRole, QStringLiteral("delivered"));
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
