// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.hpp"

#include <algorithm>
#include <cstdlib>

#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {
namespace {

using store::Message;
using store::Position;

/// As many as one question may ask for.
constexpr std::size_t largest_page = 200;
/// A pause after which the same person's next message begins a new run.
constexpr Duration run_pause{5 * 60'000};

bool on_same_day(const Message& a, const Message& b) {
  return local_time(a.sent_at).date() == local_time(b.sent_at).date();
}

bool in_one_run(const Message& older, const Message& newer) {
  const bool texts = older.kind == store::MessageKind::text && newer.kind == store::MessageKind::text;
  const auto pause = newer.sent_at - older.sent_at;
  return texts && older.sender == newer.sender && std::abs(pause.count()) < run_pause.count() &&
         on_same_day(older, newer);
}

bool are_equal(const Message& a, const Message& b) {
  return a.position == b.position && a.id == b.id && a.kind == b.kind && a.state == b.state &&
         a.sent_at == b.sent_at && a.body == b.body && a.sender == b.sender;
}

}  // namespace

Timeline::Timeline(EnginePort& engine, QObject* parent) : QAbstractListModel{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Timeline::on_event);
}

void Timeline::open(const Username& with) {
  close();
  with_ = with;
  refresh();
}

void Timeline::close() {
  ++opening_;
  with_.reset();
  ready_ = false;
  show({}, true);
  highlight({});
}

void Timeline::on_event(const client::Event& event) {
  const auto about = [this](const Username& user) {
    if (with_ == user) refresh();
  };
  std::visit(Overloaded{[&](const client::MessageArrived& e) { about(e.conversation); },
                        [&](const client::ConversationChanged& e) { about(e.conversation); },
                        [&](const client::IdentityChanged& e) { about(e.user); },
                        [&](const client::MessageUndecryptable& e) { about(e.user); },
                        [&](const client::MessageChanged& e) {
                          if (with_ == e.conversation) refresh_message(e.message);
                        },
                        [](const auto&) {}},
             event);
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

void Timeline::refresh_message(const MessageId& id) {
  const auto at = std::find_if(rows_.begin(), rows_.end(), [&](const Message& row) { return row.id == id; });
  if (at == rows_.end()) return refresh();
  ask(Position{at->position.value + 1}, 1, [this](Page page) {
    for (const auto& message : page.messages) {
      if (holds(message.position)) replace(place_of(message.position), message);
    }
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
    merge(page.messages);
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
  ask(rows_.back().position, page_size, [this](Page page) { take_older(std::move(page)); });
}

void Timeline::take_older(Page page) {
  loading_older_ = false;
  has_older_ = page.more;
  merge(page.messages);
  emit changed();
}

void Timeline::jump_to(Position position) {
  if (holds(position)) return highlight(position);
  ask(std::nullopt, largest_page, [this, position](Page recent) {
    const auto& messages = recent.messages;
    const bool is_recent = std::any_of(messages.begin(), messages.end(),
                                       [&](const Message& message) { return message.position == position; });
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
  rows_ = std::move(page.messages);
  has_older_ = page.more;
  loading_older_ = false;
  reaches_newest_ = reaches_newest;
  endResetModel();
  emit changed();
}

void Timeline::highlight(Position position) {
  highlighted_ = position;
  emit highlightedChanged();
}

void Timeline::merge(const std::vector<Message>& messages) {
  std::size_t from = 0;
  while (from < messages.size()) {
    const auto at = place_of(messages[from].position);
    if (holds(messages[from].position)) {
      replace(at, messages[from++]);
      continue;
    }
    // All that belong before the same row come as one change.
    auto to = from;
    while (to < messages.size() && place_of(messages[to].position) == at && !holds(messages[to].position))
      ++to;
    const auto begin = messages.begin();
    insert_run(at, {begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to)});
    from = to;
  }
}

void Timeline::insert_run(std::size_t at, std::vector<Message> run) {
  const auto first = static_cast<int>(at);
  const auto last = first + static_cast<int>(run.size()) - 1;
  beginInsertRows({}, first, last);
  rows_.insert(rows_.begin() + first, std::make_move_iterator(run.begin()),
               std::make_move_iterator(run.end()));
  endInsertRows();
  // Whether the next newer one begins a day or a run depends on the one before it, which is new.
  if (first > 0) emit dataChanged(index(first - 1), index(first - 1), {DayBeginsRole, RunBeginsRole});
  // Whether the next older one ends its run depends on the one after it.
  if (last + 1 < count()) emit dataChanged(index(last + 1), index(last + 1), {RunEndsRole});
}

void Timeline::replace(std::size_t at, const Message& message) {
  if (are_equal(rows_[at], message)) return;
  rows_[at] = message;
  const auto changed_index = index(static_cast<int>(at));
  emit dataChanged(changed_index, changed_index);
}

/// The first row that is not newer than `position`.
std::size_t Timeline::place_of(Position position) const {
  const auto at = std::partition_point(rows_.begin(), rows_.end(),
                                       [&](const Message& row) { return position < row.position; });
  return static_cast<std::size_t>(at - rows_.begin());
}

bool Timeline::holds(Position position) const {
  const auto at = place_of(position);
  return at < rows_.size() && rows_[at].position == position;
}

/// Whether nothing can lie between the newest page and what is loaded.
bool Timeline::joins(const Page& page) const {
  if (page.messages.empty() || !page.more) return true;
  return !rows_.empty() && !(rows_.front().position < page.messages.back().position);
}

int Timeline::rowOf(qint64 position) const {
  if (position <= 0) return -1;
  const Position wanted{static_cast<std::uint64_t>(position)};
  return holds(wanted) ? static_cast<int>(place_of(wanted)) : -1;
}

std::optional<Position> Timeline::newest() const {
  if (rows_.empty()) return std::nullopt;
  return rows_.front().position;
}

std::optional<Position> Timeline::first_unread(std::uint64_t unread) const {
  std::optional<Position> first;
  for (const Message& row : rows_) {
    if (unread == 0) break;
    if (row.kind != store::MessageKind::text || is_own(row)) continue;
    first = row.position;
    --unread;
  }
  return first;
}

int Timeline::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant Timeline::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto at = static_cast<std::size_t>(index.row());
  const Message& row = rows_[at];
  const Message* const older = at + 1 < rows_.size() ? &rows_[at + 1] : nullptr;
  const Message* const newer = at > 0 ? &rows_[at - 1] : nullptr;
  switch (role) {
    case MessageIdRole:
      return to_qt(to_hex(row.id.view()));
    case KindRole:
      return code_of(row.kind);
    case OwnRole:
      return is_own(row);
    case StateRole:
      return code_of(row.state);
    case Qt::DisplayRole:
    case BodyRole:
      return to_qt(row.body);
    case SentAtRole:
      return local_time(row.sent_at);
    case PositionRole:
      return static_cast<qint64>(row.position.value);
    case DayBeginsRole:
      return older == nullptr || !on_same_day(*older, row);
    case RunBeginsRole:
      return older == nullptr || !in_one_run(*older, row);
    case RunEndsRole:
      return newer == nullptr || !in_one_run(row, *newer);
    default:
      return {};
  }
}

QHash<int, QByteArray> Timeline::roleNames() const {
  return {{MessageIdRole, "messageId"}, {KindRole, "kind"},           {OwnRole, "own"},
          {StateRole, "state"},         {BodyRole, "body"},           {SentAtRole, "sentAt"},
          {PositionRole, "position"},   {DayBeginsRole, "dayBegins"}, {RunBeginsRole, "runBegins"},
          {RunEndsRole, "runEnds"}};
}

}  // namespace sotto::desktop
