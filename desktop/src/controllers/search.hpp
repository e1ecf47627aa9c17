// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "host/engine_port.hpp"
#include "models/conversation_list.hpp"
#include "models/hits.hpp"
#include "models/people.hpp"

namespace sotto::desktop {

/// One field that searches people at the relay and messages on this device, a moment after the last
/// keystroke.
class Search final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY changed)
  Q_PROPERTY(bool searching READ searching NOTIFY changed)
  Q_PROPERTY(sotto::desktop::People* people READ people CONSTANT)
  Q_PROPERTY(QString peopleError READ peopleError NOTIFY changed)
  Q_PROPERTY(sotto::desktop::Hits* hits READ hits CONSTANT)
  Q_PROPERTY(QString hitsError READ hitsError NOTIFY changed)

 public:
  static constexpr int pause_ms = 250;

  /// `conversations` tells what the conversations of hits are called. Both must outlive this object.
  Search(EnginePort& engine, const ConversationList& conversations, QObject* parent = nullptr);

  [[nodiscard]] QString query() const { return query_; }
  void setQuery(const QString& query);
  [[nodiscard]] bool searching() const noexcept { return waits_for_people_ || waits_for_hits_; }
  [[nodiscard]] People* people() noexcept { return &people_; }
  [[nodiscard]] QString peopleError() const { return people_error_; }
  [[nodiscard]] Hits* hits() noexcept { return &hits_; }
  [[nodiscard]] QString hitsError() const { return hits_error_; }

  /// A request that was not named has failed: true if it may have been the search for people.
  [[nodiscard]] bool take_failure(ErrorCode code);

 signals:
  void changed();

 private:
  void on_event(const client::Event& event);
  void look_again(const MessageId& message);
  void begin();
  void search_people();
  void search_messages();
  void show_people(std::vector<client::ProfileView> people, const QString& error);
  void show_hits(std::vector<store::Message> messages, const QString& error);
  [[nodiscard]] QString wanted() const { return query_.trimmed(); }

  EnginePort& engine_;
  const ConversationList& conversations_;
  QTimer pause_;
  QString query_;
  People people_;
  Hits hits_;
  QString people_error_;
  QString hits_error_;
  bool waits_for_people_ = false;
  bool waits_for_hits_ = false;
};

}  // namespace sotto::desktop
