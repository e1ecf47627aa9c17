// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/password_strength.hpp"

#include <QList>
#include <QSet>
#include <QStringList>
#include <algorithm>

namespace sotto::desktop {
namespace {

using Characters = QList<uint>;

bool is_predictable(uint before, uint now) { return now == before || now == before + 1 || now + 1 == before; }

/// What is common or one's own name counts as a single character.
QString without_common_words(QString text, const QString& username) {
  QStringList words{QStringLiteral("password"), QStringLiteral("passwort"), QStringLiteral("contraseña"),
                    QStringLiteral("qwertz"),   QStringLiteral("qwerty"),   QStringLiteral("letmein"),
                    QStringLiteral("iloveyou"), QStringLiteral("welcome"),  QStringLiteral("sotto")};
  words.append(username.toLower());
  for (const QString& word : words) {
    constexpr int shortest_word = 3;
    if (word.size() >= shortest_word) text.replace(word, QString{QChar::Null});
  }
  return text;
}

/// Those that do not repeat or count on from the one before.
double surprising(const Characters& characters) {
  double count = characters.isEmpty() ? 0 : 1;
  for (qsizetype i = 1; i < characters.size(); ++i) {
    if (!is_predictable(characters[i - 1], characters[i])) ++count;
  }
  return count;
}

int kinds_in(const Characters& characters) {
  const auto any = [&](auto is) { return std::any_of(characters.begin(), characters.end(), is) ? 1 : 0; };
  const auto other = [](uint c) { return !QChar::isLetter(c) && !QChar::isDigit(c); };
  return any([](uint c) { return QChar::isLower(c); }) + any([](uint c) { return QChar::isUpper(c); }) +
         any([](uint c) { return QChar::isDigit(c); }) + any(other);
}

/// Rough and cautious.
double estimated_bits(const QString& password, const QString& username) {
  const Characters rest = without_common_words(password.toLower(), username).toUcs4();
  const double variety = static_cast<double>(QSet<uint>{rest.begin(), rest.end()}.size());
  const double bits_per_character = 3 + kinds_in(password.toUcs4()) * 0.6;
  return std::min(surprising(rest), variety * 1.5) * bits_per_character;
}

}  // namespace

qsizetype characters_of(const QString& text) { return text.toUcs4().size(); }

QString password_strength(const QString& password, const QString& username) {
  if (password.isEmpty()) return QStringLiteral("empty");
  if (characters_of(password) < password_floor) return QStringLiteral("short");
  const double bits = estimated_bits(password, username);
  if (bits < 36) return QStringLiteral("weak");
  if (bits < 52) return QStringLiteral("fair");
  return bits < 72 ? QStringLiteral("good") : QStringLiteral("strong");
}

}  // namespace sotto::desktop
