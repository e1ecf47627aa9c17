// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/preferences.hpp"

#include <QStringList>

namespace sotto::desktop {
namespace {

const QString theme_key = QStringLiteral("theme");
const QString notifications_key = QStringLiteral("notifications");
const QString close_to_tray_key = QStringLiteral("close-to-tray");
const QString relay_key = QStringLiteral("relay");

bool is_theme(const QString& theme) {
  return QStringList{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}.contains(
      theme);
}

}  // namespace

Preferences::Preferences(const DataFolder& folder, QObject* parent)
    : QObject{parent}, file_{folder.preferences(), QSettings::IniFormat} {}

QString Preferences::theme() const {
  const QString kept = file_.value(theme_key).toString();
  return is_theme(kept) ? kept : QStringLiteral("system");
}

void Preferences::setTheme(const QString& theme) {
  if (is_theme(theme)) keep(theme_key, theme);
}

bool Preferences::notifications() const { return file_.value(notifications_key, true).toBool(); }
void Preferences::setNotifications(bool on) { keep(notifications_key, on); }

bool Preferences::closeToTray() const { return file_.value(close_to_tray_key, true).toBool(); }
void Preferences::setCloseToTray(bool on) { keep(close_to_tray_key, on); }

QString Preferences::relayUrl() const {
  const auto url = relay();
  return url ? url->text() : QString{};
}

void Preferences::setRelayUrl(const QString& text) {
  const auto url = RelayUrl::parse(text);
  // Whoever bound a field to it shows what is kept again.
  if (!url || url == relay() || !may_change_relay_()) {
    emit changed();
    return;
  }
  keep(relay_key, url->text());
  emit relayChanged();
}

QString Preferences::relayUrlProblem(const QString& text) const {
  if (text.trimmed().isEmpty()) return QStringLiteral("missing");
  const auto url = RelayUrl::parse(text);
  if (!url) return QStringLiteral("malformed");
  return url->is_protected() ? QString{} : QStringLiteral("insecure");
}

bool Preferences::isRelay(const QString& text) const {
  const auto url = RelayUrl::parse(text);
  return url && url == relay();
}

std::optional<RelayUrl> Preferences::relay() const {
  return RelayUrl::parse(file_.value(relay_key).toString());
}

void Preferences::keep(const QString& name, const QVariant& value) {
  file_.setValue(name, value);
  file_.sync();
  emit changed();
}

}  // namespace sotto::desktop
