// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "host/engine_port.hpp"
#include "models/pending.hpp"

namespace sotto::desktop {

/// All conversations: those with people one knows and of groups, the most recently active first, then the
/// requests of strangers, then whom one has blocked. Asks the engine again about each one that an event
/// names, and moves or changes its row alone.
class ConversationList final : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(int totalUnread READ totalUnread NOTIFY changed)
  Q_PROPERTY(bool loaded READ loaded NOTIFY changed)

 public:
  enum Role {
    UserRole = Qt::UserRole + 1,
    TitleRole,
    PreviewRole,
    PreviewKindRole,
    PreviewOwnRole,
    PreviewStateRole,
    DraftRole,
    TimeRole,
    UnreadRole,
    BlockedRole,
    IsGroupRole,
    PreviewSenderRole,   ///< the user name of whom the last message is from, or who did it
    GroupRole,           ///< "accepted", "requests" or "blocked"
    UnreadMentionsRole,  ///< how many of the unread name the reader
    OpenGroupRole        ///< a group in which nothing is encrypted
  };

  explicit ConversationList(EnginePort& engine, QObject* parent = nullptr);

  /// Reads everything anew.
  void load();
  /// Reads one anew, or for the first time.
  void refresh(const ConversationId& with);
  void clear();

  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
  /// Of people one knows: strangers don't call for attention.
  [[nodiscard]] int totalUnread() const;
  [[nodiscard]] bool loaded() const noexcept { return loaded_; }
  [[nodiscard]] std::optional<client::ConversationView> find(const ConversationId& with) const;
  /// What this one is called here; their name where no conversation with them is known.
  [[nodiscard]] QString title_of(const ConversationId& with) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 signals:
  void changed();
  /// What is known of this one is new.
  void conversationChanged(const sotto::ConversationId& with);
  /// Something came from somebody one knows that was not read yet.
  void unreadGrew(const sotto::ConversationId& with);
  /// Nothing in it is unread, on the record or off.
  void allRead(const sotto::ConversationId& with);
  void failed(sotto::ErrorCode code);

 private:
  using Row = client::ConversationView;

  void on_event(const client::Event& event);
  void take(const Row& row);
  void tell(const Row& row);
  void insert(Row row);
  void change(std::size_t at, Row row);
  /// Where it belongs among the others; `leaving_out`: the row where it is now.
  [[nodiscard]] std::size_t place_of(const Row& row, std::optional<std::size_t> leaving_out) const;
  [[nodiscard]] std::optional<std::size_t> index_of(const ConversationId& with) const;

  EnginePort& engine_;
  std::vector<Row> rows_;
  Pending<ConversationId> pending_;
  bool loaded_ = false;
};

}  // namespace sotto::desktop
