// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QVariantMap>
#include <optional>
#include <vector>

#include "host/engine_port.hpp"
#include "models/pending.hpp"
#include "models/timeline_row.hpp"

namespace sotto::desktop {

/// One unbroken stretch of the open conversation's history, newest first. It grows at both ends and changes
/// in place, so that a view keeps its position; only opening, jumping and a gap begin it anew.
class Timeline final : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(bool hasOlder READ hasOlder NOTIFY changed)
  Q_PROPERTY(bool loadingOlder READ loadingOlder NOTIFY changed)
  Q_PROPERTY(bool reachesNewest READ reachesNewest NOTIFY changed)

 public:
  enum Role {
    MessageIdRole = Qt::UserRole + 1,
    KindRole,
    OwnRole,
    StateRole,
    BodyRole,
    SentAtRole,
    PositionRole,
    DayBeginsRole,
    RunBeginsRole,
    RunEndsRole,
    SenderRole,  ///< a user name
    QuoteRole,   ///< see quote_code()
    QuotedBodyRole,
    QuotedOwnRole,
    QuotedSenderRole,
    QuotedPositionRole,
    EditedRole,
    LastingRole,      ///< seconds; 0: for good
    ReactionsRole,    ///< see reactions_by_emoji()
    ReactionsByRole,  ///< see others_by_emoji()
    FileRole,         ///< see file_of()
    NamesRole,        ///< see names_in()
  };

  static constexpr std::size_t page_size = 50;

  explicit Timeline(EnginePort& engine, QObject* parent = nullptr);

  /// `reader` is the user of this account, whose reactions are told from the others'.
  void open(const ConversationId& with, const std::optional<Username>& reader);
  void close();
  /// Reads the newest page again.
  void refresh();
  Q_INVOKABLE void loadOlder();
  /// Earlier posts of an open group were asked for: what is the beginning now won't be it any more.
  Q_INVOKABLE void expectOlder() { expecting_ = true; }
  /// -1 if the message there isn't loaded.
  [[nodiscard]] Q_INVOKABLE int rowOf(qint64 position) const;
  /// {messageId, body} of the newest text of one's own that was sent; empty if none is loaded.
  [[nodiscard]] Q_INVOKABLE QVariantMap newestOwn() const;
  /// Shows the message there, with what came before it.
  void jump_to(store::Position position);
  void to_newest();

  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] bool hasOlder() const noexcept { return has_older_; }
  [[nodiscard]] bool loadingOlder() const noexcept { return loading_older_; }
  /// False after a jump to an old message: newer ones are there that are not loaded.
  [[nodiscard]] bool reachesNewest() const noexcept { return reaches_newest_; }
  [[nodiscard]] bool ready() const noexcept { return ready_; }
  /// 0: no message is pointed at.
  [[nodiscard]] store::Position highlighted() const noexcept { return highlighted_; }
  [[nodiscard]] std::optional<store::Position> newest() const;
  /// The oldest of the newest `unread` texts that were received; the oldest loaded one if there are fewer.
  [[nodiscard]] std::optional<store::Position> first_unread(std::uint64_t unread) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 signals:
  void changed();
  void highlightedChanged();
  /// Its text isn't to be seen any more: it was deleted, its time is over, or something of it has changed
  /// that isn't loaded.
  void gone(const QString& messageId);
  /// Its text is another one now.
  void reworded(const QString& messageId, const QString& body);
  void failed(sotto::ErrorCode code);

 private:
  using Page = client::TimelinePage;

  void on_event(const client::Event& event);
  void refresh_message(const MessageId& id);
  [[nodiscard]] std::vector<TimelineRow> rows_of(Page page) const;
  void follow(const client::AttachmentMoved& moved);
  void ask(std::optional<store::Position> before, std::size_t limit, std::function<void(Page)> then);
  void take_newest(Page page);
  void take_older(Page page);
  void show(Page page, bool reaches_newest);
  void highlight(store::Position position);
  /// By position; what is known already is changed in place.
  void merge(std::vector<TimelineRow> rows);
  void insert_run(std::size_t at, std::vector<TimelineRow> run);
  void replace(std::size_t at, TimelineRow row);
  /// What was done to a text that somebody may be answering.
  void tell_text(const store::Message& before, const store::Message& now);
  /// The message there may be another now, or gone.
  void refresh_row(store::Position position);
  void remove(store::Position position);
  /// The rows around the place that changed.
  void tell_neighbours(int first, int behind);
  [[nodiscard]] std::size_t place_of(store::Position position) const;
  [[nodiscard]] bool holds(store::Position position) const;
  [[nodiscard]] bool joins(const Page& page) const;

  EnginePort& engine_;
  std::optional<ConversationId> with_;
  std::optional<Username> reader_;
  /// Counts what was opened: an answer that belongs to something else is dropped.
  std::uint64_t opening_ = 0;
  std::vector<TimelineRow> rows_;
  Pending<std::uint64_t> pending_;
  bool ready_ = false;
  bool has_older_ = false;
  bool expecting_ = false;  ///< the user has asked for earlier posts of an open group
  bool restoring_ = false;  ///< earlier messages of the account are still coming
  bool loading_older_ = false;
  bool reaches_newest_ = true;
  store::Position highlighted_;
};

}  // namespace sotto::desktop
