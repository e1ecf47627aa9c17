// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QtTest>

#include "app/app.hpp"
#include "host/engine_host.hpp"
#include "relay_process.hpp"

namespace sotto::desktop::testing {

inline constexpr int patience_ms = 60'000;
extern const QString passphrase;
extern const QString password;

/// A real relay, and room on the disk for those who use it.
class Site {
 public:
  Site();

  [[nodiscard]] QString path(const QString& name) const { return root_.filePath(name); }
  [[nodiscard]] sotto::testing::RelayProcess& relay() noexcept { return relay_; }
  [[nodiscard]] QString relay_url() const;

 private:
  QTemporaryDir root_;
  sotto::testing::RelayProcess relay_;
};

/// One start of the whole program but for its screens by one person, who has no keychain: a real engine on
/// its thread, a real database, a real relay. What they do goes through `app`, as it does from the screens.
/// Whatever begins with until or reaches waits, and is false when it has waited in vain.
class Person {
 public:
  Person(const Site& site, const QString& folder);

 private:
  QString path_;
  QStringList noted_;
  NewsReader news_;
  EngineHost engine_;

 public:
  App app;

  [[nodiscard]] const QString& path() const { return path_; }
  /// What the program told in passing: what it is, and about whom.
  [[nodiscard]] const QStringList& noted() const { return noted_; }

  template <class Condition>
  [[nodiscard]] static bool until(Condition condition) {
    return QTest::qWaitFor(condition, patience_ms);
  }
  [[nodiscard]] bool reaches(const char* state);
  [[nodiscard]] bool until_online();
  /// A passphrase is chosen the first time and asked for later.
  [[nodiscard]] bool unlock();
  [[nodiscard]] bool register_as(const QString& name);
  [[nodiscard]] bool log_in_as(const QString& name);
  /// The conversation of this name.
  [[nodiscard]] bool open(const QString& user);
  /// What people said in the open conversation, newest first.
  [[nodiscard]] QStringList texts();
  [[nodiscard]] bool until_texts(const QStringList& expected);
  /// Of the message with this text in the open conversation; no value if there is none.
  [[nodiscard]] QVariant fact(const QString& text, int role);
  [[nodiscard]] bool until_fact(const QString& text, int role, const QVariant& expected);
  [[nodiscard]] QString id_of(const QString& text);
  /// Of a conversation in the list; no value if it isn't there.
  [[nodiscard]] QVariant listed(const QString& user, int role);
  [[nodiscard]] bool until_listed(const QString& user, int role, const QVariant& expected);
  /// How many messages here contain it; -1 when no answer came.
  [[nodiscard]] int hits(const QString& query);
};

/// One registers as alice and writes "hello" to the other, who registers as bob and accepts it. Each has the
/// conversation with the other open.
[[nodiscard]] bool meet(Person& alice, Person& bob);

/// Whether one of the files in this folder contains the text.
[[nodiscard]] bool is_written_anywhere(const QString& folder, const QString& text);

}  // namespace sotto::desktop::testing
