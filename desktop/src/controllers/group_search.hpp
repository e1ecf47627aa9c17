// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "host/engine_port.hpp"
#include "models/found_groups.hpp"

namespace sotto::desktop {

/// Looks for groups by name at the relay, a moment after the last keystroke. Instead of a name it takes the
/// link to a group, too.
class GroupSearch final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY changed)
  Q_PROPERTY(bool searching READ searching NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(QString linked READ linked NOTIFY changed)
  Q_PROPERTY(sotto::desktop::FoundGroups* found READ found CONSTANT)

 public:
  static constexpr int pause_ms = 250;

  /// `engine` must outlive this object.
  explicit GroupSearch(EnginePort& engine, QObject* parent = nullptr);

  [[nodiscard]] QString query() const { return query_; }
  void setQuery(const QString& query);
  [[nodiscard]] bool searching() const noexcept { return searching_; }
  /// A code, or "".
  [[nodiscard]] QString error() const { return error_; }
  /// The id of the group that the query is a link to, or "".
  [[nodiscard]] QString linked() const;
  [[nodiscard]] FoundGroups* found() noexcept { return &found_; }
  /// As it was found; "" if it wasn't.
  [[nodiscard]] QString name_of(const GroupId& group) const;

  /// Whether it was found as an open one.
  [[nodiscard]] bool is_open(const GroupId& group) const;

  /// A request that was not named has failed: true if it may have been this search.
  [[nodiscard]] bool take_failure(ErrorCode code);

 signals:
  void changed();

 private:
  void begin();
  void show(std::vector<client::GroupFoundView> groups, const QString& error);
  [[nodiscard]] QString wanted() const { return query_.trimmed(); }

  EnginePort& engine_;
  QTimer pause_;
  QString query_;
  FoundGroups found_;
  QString error_;
  bool searching_ = false;
};

}  // namespace sotto::desktop
