// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.hpp"

#include <algorithm>

#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {
namespace {

using store::Position;

/// As many as one question may ask for.
constexpr std::size_t largest_page = 200;

Position place(const TimelineRow& row) { return row.message.position; }

QVariant quote_of(const TimelineRow& row, int role) {
  switch (role) {
    case Timeline::QuoteRole:
      return quote_code(row);
    case Timeline::QuotedBodyRole:
      return quoted_line(row);
    case Timeline::QuotedOwnRole:
      return row.quoted && is_own(*row.quoted);
    case Timeline::QuotedSenderRole:
      return row.quoted ? to_qt(row.quoted->sender.text()) : QString{};
    case Timeline::QuotedPositionRole:
      return row.quoted ? static_cast<qint64>(row.quoted->position.value) : qint64{0};
    default:
      return {};
  }
}

/// What does not depend on its neighbours.
QVariant look_of(const TimelineRow& row, int role) {
  const auto& message = row.message;
  switch (role) {
    case Timeline::MessageIdRole:
      return to_qt(to_hex(message.id.view()));
    case Timeline::KindRole:
      return code_of(message.kind);
    case Timeline::OwnRole:
      return is_own(message);
    case Timeline::StateRole:
      return code_of(message.state);
    case Qt::DisplayRole:
    case Timeline::BodyRole:
      return to_qt(message.body);
    case Timeline::SentAtRole:
      return local_time(message.sent_at);
    case Timeline::PositionRole:
      return static_cast<qint64>(message.position.value);
    case Timeline::EditedRole:
      return message.revision != Revision{};
    case Timeline::LastingRole:
      return message.lasting.seconds;
    case Timeline::ReactionsRole:
      return reactions_by_emoji(row);
    case Timeline::ReactionsByRole:
      return others_by_emoji(row);
    case Timeline::NamesRole:
      return names_in(row);
    case Timeline::SenderRole:
      return to_qt(message.sender.text());
    case Timeline::FileRole:
      return file_of(row);
    default:
      return quote_of(row, role);
  }
}

}  // namespace

Timeline::Timeline(EnginePort& engine, QObject* parent) : QAbstractListModel{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Timeline::on_event);
}

void Timeline::open(const ConversationId& with, const std::optional<Username>& reader) {
  close();
  with_ = with;
  reader_ = reader;
  refresh();
}

void Timeline::close() {
  ++opening_;
  with_.reset();
  ready_ = false;
  expecting_ = false;
  show({}, true);
  highlight({});
}

void Timeline::on_event(const client::Event& event) {
  const auto about = [this](const ConversationId& changed) {
    if (with_ == changed) refresh();
  };
  std::visit(Overloaded{[&](const client::MessageArrived& e) { about(e.conversation); },
                        [&](const client::ConversationChanged& e) {
                          // What was the beginning need not be it any more.
                          const bool grows = restoring_ || expecting_;
                          if (with_ == e.conversation && grows && ready_) has_older_ = true;
                          if (with_ == e.conversation) expecting_ = false;
                          about(e.conversation);
                        },
                        [&](const client::RestoreProgress& e) { restoring_ = e.restored < e.total; },
                        [&](const client::IdentityChanged& e) { about(e.user); },
                        [&](const client::MessageUndecryptable& e) { about(e.user); },
                        [this](const client::AttachmentMoved& e) { follow(e); },
                        [&](const client::MessageChanged& e) {
                          if (with_ == e.conversation) refresh_message(e.message);
                        },
                        [](const auto&) {}},
             event);
}

std::vector<TimelineRow> Timeline::rows_of(Page page) const {
  return desktop::rows_of(std::move(page), reader_);
}

void Timeline::refresh() {
  const auto opening = opening_;
  if (!with_ || !pending_.begin(opening)) return;
  engine_.ask_timeline(*with_, std::nullopt, page_size,
                       when_answered(this, [this, opening](Result<Page> answer) {
                         const bool again = pending_.end(opening);
                         if (opening != opening_) return;
                         if (!answer) {
                           emit failed(answer.error().code);
                         } else {
                           take_newest(*std::move(answer));
                         }
                         if (again) refresh();
                       }));
}

/// What answers it shows it too.
void Timeline::refresh_message(const MessageId& id) {
  std::vector<Position> stale;
  bool found = false;
  for (const auto& row : rows_) {
    found = found || row.message.id == id;
    if (row.message.id == id || row.message.quoted == id) stale.push_back(place(row));
  }
  if (!found) {
    refresh();
    emit gone(to_qt(to_hex(id.view())));
  }
  for (const auto position : stale) refresh_row(position);
}

/// It is told often; nothing else of the message has changed.
void Timeline::follow(const client::AttachmentMoved& moved) {
  if (with_ != moved.conversation) return;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    auto& attachment = rows_[at].attachment;
    if (!attachment || attachment->message != moved.message || attachment->phase != moved.phase) continue;
    attachment->done = moved.done;
    const auto changed_index = index(static_cast<int>(at));
    emit dataChanged(changed_index, changed_index, {FileRole});
  }
}

void Timeline::refresh_row(Position position) {
  ask(Position{position.value + 1}, 1, [this, position](Page page) {
    auto rows = rows_of(std::move(page));
    if (rows.empty() || place(rows.front()) != position) return remove(position);
    if (holds(position)) replace(place_of(position), std::move(rows.front()));
  });
}

/// Its answer is dropped when another conversation was opened meanwhile.
void Timeline::ask(std::optional<Position> before, std::size_t limit, std::function<void(Page)> then) {
  if (!with_) return;
  engine_.ask_timeline(*with_, before, limit,
                       when_answered(this, [this, opening = opening_, then](Result<Page> answer) {
                         if (opening != opening_) return;
                         if (answer) return then(*std::move(answer));
                         loading_older_ = false;
                         emit changed();
                         emit failed(answer.error().code);
                       }));
}

void Timeline::take_newest(Page page) {
  const bool first = !std::exchange(ready_, true);
  const bool joined = !first && joins(page);
  if (joined) {
    merge(rows_of(std::move(page)));
    reaches_newest_ = true;
  } else if (first || reaches_newest_) {
    return show(std::move(page), true);
  }
  emit changed();
}

void Timeline::loadOlder() {
  if (!with_ || !has_older_ || loading_older_ || rows_.empty()) return;
  loading_older_ = true;
  emit changed();
  ask(place(rows_.back()), page_size, [this](Page page) { take_older(std::move(page)); });
}

void Timeline::take_older(Page page) {
  loading_older_ = false;
  has_older_ = page.more;
  merge(rows_of(std::move(page)));
  emit changed();
}

void Timeline::jump_to(Position position) {
  if (holds(position)) return highlight(position);
  ask(std::nullopt, largest_page, [this, position](Page recent) {
    const auto& messages = recent.messages;
    const bool is_recent = std::any_of(messages.begin(), messages.end(),
                                       [&](const auto& message) { return message.position == position; });
    if (is_recent) {
      show(std::move(recent), true);
      return highlight(position);
    }
    ask(Position{position.value + 1}, page_size, [this, position](Page page) {
      show(std::move(page), false);
      highlight(position);
    });
  });
}

void Timeline::to_newest() {
  ask(std::nullopt, page_size, [this](Page page) {
    highlight({});
    if (reaches_newest_) return take_newest(std::move(page));
    show(std::move(page), true);
  });
}

void Timeline::show(Page page, bool reaches_newest) {
  beginResetModel();
  has_older_ = page.more;
  rows_ = rows_of(std::move(page));
  loading_older_ = false;
  reaches_newest_ = reaches_newest;
  endResetModel();
  emit changed();
}

void Timeline::highlight(Position position) {
  highlighted_ = position;
  emit highlightedChanged();
}

void Timeline::merge(std::vector<TimelineRow> rows) {
  auto from = rows.begin();
  while (from != rows.end()) {
    const auto at = place_of(place(*from));
    if (holds(place(*from))) {
      replace(at, std::move(*from++));
      continue;
    }
    // All that belong before the same row come as one change.
    auto to = from;
    while (to != rows.end() && place_of(place(*to)) == at && !holds(place(*to))) ++to;
    insert_run(at, {std::make_move_iterator(from), std::make_move_iterator(to)});
    from = to;
  }
}

void Timeline::insert_run(std::size_t at, std::vector<TimelineRow> run) {
  const auto first = static_cast<int>(at);
  const auto last = first + static_cast<int>(run.size()) - 1;
  beginInsertRows({}, first, last);
  rows_.insert(rows_.begin() + first, std::make_move_iterator(run.begin()),
               std::make_move_iterator(run.end()));
  endInsertRows();
  tell_neighbours(first, last + 1);
}

/// Whether the next newer one begins a day or a run depends on the one before it, and whether the next older
/// one ends its run on the one after it.
void Timeline::tell_neighbours(int first, int behind) {
  if (first > 0) emit dataChanged(index(first - 1), index(first - 1), {DayBeginsRole, RunBeginsRole});
  if (behind < count()) emit dataChanged(index(behind), index(behind), {RunEndsRole});
}

void Timeline::replace(std::size_t at, TimelineRow row) {
  if (are_equal(rows_[at], row)) return;
  const auto before = std::exchange(rows_[at], std::move(row));
  const auto changed_index = index(static_cast<int>(at));
  emit dataChanged(changed_index, changed_index);
  tell_text(before.message, rows_[at].message);
}

void Timeline::tell_text(const store::Message& before, const store::Message& now) {
  const QString id = to_qt(to_hex(now.id.view()));
  if (before.kind == store::MessageKind::text && now.kind != store::MessageKind::text) emit gone(id);
  if (now.kind == store::MessageKind::text && before.body != now.body) emit reworded(id, to_qt(now.body));
}

void Timeline::remove(Position position) {
  if (!holds(position)) return;
  const auto at = static_cast<int>(place_of(position));
  const QString id = to_qt(to_hex(rows_[place_of(position)].message.id.view()));
  beginRemoveRows({}, at, at);
  rows_.erase(rows_.begin() + at);
  endRemoveRows();
  emit gone(id);
  tell_neighbours(at, at);
  if (highlighted_ == position) highlight({});
  emit changed();
}

/// The first row that is not newer than `position`.
std::size_t Timeline::place_of(Position position) const {
  const auto at = std::partition_point(rows_.begin(), rows_.end(),
                                       [&](const TimelineRow& row) { return position < place(row); });
  return static_cast<std::size_t>(at - rows_.begin());
}

bool Timeline::holds(Position position) const {
  const auto at = place_of(position);
  return at < rows_.size() && place(rows_[at]) == position;
}

/// Whether nothing can lie between the newest page and what is loaded.
bool Timeline::joins(const Page& page) const {
  if (page.messages.empty() || !page.more) return true;
  return !rows_.empty() && !(place(rows_.front()) < page.messages.back().position);
}

int Timeline::rowOf(qint64 position) const {
  if (position <= 0) return -1;
  const Position wanted{static_cast<std::uint64_t>(position)};
  return holds(wanted) ? static_cast<int>(place_of(wanted)) : -1;
}

std::optional<Position> Timeline::newest() const {
  if (rows_.empty()) return std::nullopt;
  return place(rows_.front());
}

std::optional<Position> Timeline::first_unread(std::uint64_t unread) const {
  std::optional<Position> first;
  for (const auto& row : rows_) {
    if (unread == 0) break;
    if (row.message.kind != store::MessageKind::text || is_own(row.message)) continue;
    first = place(row);
    --unread;
  }
  return first;
}

QVariantMap Timeline::newestOwn() const {
  const auto is_sent_text = [](const TimelineRow& row) {
    return row.message.kind == store::MessageKind::text && is_own(row.message) &&
           row.message.state != store::MessageState::failed && !row.message.body.empty();
  };
  const auto at = std::find_if(rows_.begin(), rows_.end(), is_sent_text);
  if (at == rows_.end()) return {};
  return {{QStringLiteral("messageId"), to_qt(to_hex(at->message.id.view()))},
          {QStringLiteral("body"), to_qt(at->message.body)}};
}

int Timeline::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant Timeline::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto at = static_cast<std::size_t>(index.row());
  const auto& row = rows_[at];
  const auto* const older = at + 1 < rows_.size() ? &rows_[at + 1] : nullptr;
  const auto* const newer = at > 0 ? &rows_[at - 1] : nullptr;
  switch (role) {
    case DayBeginsRole:
      return older == nullptr || !on_same_day(*older, row);
    case RunBeginsRole:
      return older == nullptr || !in_one_run(*older, row);
    case RunEndsRole:
      return newer == nullptr || !in_one_run(row, *newer);
    default:
      return look_of(row, role);
  }
}

QHash<int, QByteArray> Timeline::roleNames() const {
  return {{MessageIdRole, "messageId"},
          {KindRole, "kind"},
          {OwnRole, "own"},
          {StateRole, "state"},
          {BodyRole, "body"},
          {SentAtRole, "sentAt"},
          {PositionRole, "position"},
          {DayBeginsRole, "dayBegins"},
          {RunBeginsRole, "runBegins"},
          {RunEndsRole, "runEnds"},
          {SenderRole, "sender"},
          {QuoteRole, "quote"},
          {QuotedBodyRole, "quotedBody"},
          {QuotedOwnRole, "quotedOwn"},
          {QuotedSenderRole, "quotedSender"},
          {QuotedPositionRole, "quotedPosition"},
          {EditedRole, "edited"},
          {LastingRole, "lasting"},
          {ReactionsRole, "reactions"},
          {ReactionsByRole, "reactionsBy"},
          {FileRole, "file"},
          {NamesRole, "names"}};
}

}  // namespace sotto::desktop
