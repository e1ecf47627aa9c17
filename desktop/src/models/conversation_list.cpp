// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversation_list.hpp"

#include <algorithm>
#include <numeric>

#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"
#include "models/timeline_row.hpp"

namespace sotto::desktop {
namespace {

store::Position last_of(const client::ConversationView& row) {
  return row.last ? row.last->position : store::Position{};
}

/// On the record or not.
std::uint64_t unread_of(const client::ConversationView& row) { return row.unread + row.unread_off_record; }

enum class Group : std::uint8_t { accepted, requests, blocked };

Group group_of(const client::ConversationView& row) {
  if (row.user_blocked) return Group::blocked;
  return row.request ? Group::requests : Group::accepted;
}

QString code_of(Group group) {
  switch (group) {
    case Group::accepted:
      return QStringLiteral("accepted");
    case Group::requests:
      return QStringLiteral("requests");
    case Group::blocked:
      return QStringLiteral("blocked");
  }
  return {};
}

/// By group, then newest first; those without a message last, by name.
bool stands_before(const client::ConversationView& a, const client::ConversationView& b) {
  if (group_of(a) != group_of(b)) return group_of(a) < group_of(b);
  const auto last_a = last_of(a);
  const auto last_b = last_of(b);
  return last_a == last_b ? a.with < b.with : last_b < last_a;
}

/// The conversation whose row this event makes stale.
std::optional<ConversationId> stale_after(const client::Event& event) {
  using Stale = std::optional<ConversationId>;
  return std::visit(Overloaded{[](const client::MessageArrived& e) { return Stale{e.conversation}; },
                               [](const client::MessageChanged& e) { return Stale{e.conversation}; },
                               [](const client::ConversationChanged& e) { return Stale{e.conversation}; },
                               [](const client::GroupUpdated& e) { return Stale{e.group}; },
                               [](const client::IdentityChanged& e) { return Stale{e.user}; },
                               [](const client::MessageUndecryptable& e) { return Stale{e.user}; },
                               [](const auto&) { return Stale{}; }},
                    event);
}

}  // namespace

ConversationList::ConversationList(EnginePort& engine, QObject* parent)
    : QAbstractListModel{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &ConversationList::on_event);
}

void ConversationList::on_event(const client::Event& event) {
  if (const auto with = stale_after(event)) refresh(*with);
}

void ConversationList::load() {
  engine_.ask_conversations(when_answered(this, [this](Result<std::vector<Row>> answer) {
    if (!answer) {
      emit failed(answer.error().code);
      return;
    }
    beginResetModel();
    rows_ = *std::move(answer);
    std::stable_sort(rows_.begin(), rows_.end(), stands_before);
    loaded_ = true;
    endResetModel();
    emit changed();
    for (const auto& row : std::vector<Row>{rows_}) tell(row);
  }));
}

void ConversationList::refresh(const ConversationId& with) {
  if (!pending_.begin(with)) return;
  engine_.ask_conversation(with, when_answered(this, [this, with](Result<std::optional<Row>> answer) {
                             const bool again = pending_.end(with);
                             if (answer && *answer) take(**answer);
                             if (again) refresh(with);
                           }));
}

void ConversationList::clear() {
  beginResetModel();
  rows_.clear();
  loaded_ = false;
  endResetModel();
  emit changed();
}

void ConversationList::take(const Row& row) {
  const auto at = index_of(row.with);
  const std::uint64_t before = at ? unread_of(rows_[*at]) : 0;
  const bool grew = unread_of(row) > before && group_of(row) == Group::accepted;
  if (at) {
    change(*at, row);
  } else {
    insert(row);
  }
  emit changed();
  tell(row);
  if (grew) emit unreadGrew(row.with);
}

void ConversationList::tell(const Row& row) {
  emit conversationChanged(row.with);
  if (unread_of(row) == 0) emit allRead(row.with);
}

void ConversationList::insert(Row row) {
  const auto place = place_of(row, std::nullopt);
  const auto at = static_cast<int>(place);
  beginInsertRows({}, at, at);
  rows_.insert(rows_.begin() + at, std::move(row));
  endInsertRows();
}

void ConversationList::change(std::size_t at, Row row) {
  const auto from = static_cast<int>(at);
  const auto to = static_cast<int>(place_of(row, at));
  rows_[at] = std::move(row);
  if (from != to) {
    // Qt counts the place before the row is taken out.
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    Row moving = std::move(rows_[at]);
    rows_.erase(rows_.begin() + from);
    rows_.insert(rows_.begin() + to, std::move(moving));
    endMoveRows();
  }
  emit dataChanged(index(to), index(to));
}

std::size_t ConversationList::place_of(const Row& row, std::optional<std::size_t> leaving_out) const {
  std::size_t place = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i != leaving_out && stands_before(rows_[i], row)) ++place;
  }
  return place;
}

std::optional<std::size_t> ConversationList::index_of(const ConversationId& with) const {
  const auto at = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.with == with; });
  if (at == rows_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - rows_.begin());
}

std::optional<client::ConversationView> ConversationList::find(const ConversationId& with) const {
  const auto at = index_of(with);
  return at ? std::optional{rows_[*at]} : std::nullopt;
}

QString ConversationList::title_of(const ConversationId& with) const {
  const auto at = index_of(with);
  return to_qt(at ? rows_[*at].title : with.text());
}

int ConversationList::totalUnread() const {
  const auto add = [](std::uint64_t sum, const Row& row) {
    return group_of(row) == Group::accepted ? sum + unread_of(row) : sum;
  };
  return static_cast<int>(std::accumulate(rows_.begin(), rows_.end(), std::uint64_t{0}, add));
}

int ConversationList::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ConversationList::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case UserRole:
      return to_qt(row.with.text());
    case Qt::DisplayRole:
    case TitleRole:
      return to_qt(row.title);
    case PreviewRole:
      if (row.unread_off_record > 0) return QString{};
      return row.last ? line_of(*row.last, row.attachment) : QString{};
    case PreviewKindRole:
      if (row.unread_off_record > 0) return QStringLiteral("off_record");
      return row.last ? code_of(row.last->kind) : QString{};
    case PreviewOwnRole:
      return row.last && is_own(*row.last);
    case PreviewStateRole:
      return row.last ? code_of(row.last->state) : QString{};
    case DraftRole:
      return to_qt(row.draft);
    case TimeRole:
      return row.last ? QVariant{local_time(row.last->sent_at)} : QVariant{};
    case UnreadRole:
      return static_cast<int>(unread_of(row));
    case BlockedRole:
      return row.blocked_by_identity_change;
    case IsGroupRole:
      return row.with.group() != nullptr;
    case PreviewSenderRole:
      return row.last ? to_qt(row.last->sender.text()) : QString{};
    case GroupRole:
      return code_of(group_of(row));
    case UnreadMentionsRole:
      return static_cast<int>(row.unread_mentions);
    case OpenGroupRole:
      return row.open_group;
    default:
      return {};
  }
}

QHash<int, QByteArray> ConversationList::roleNames() const {
  return {{UserRole, "user"},
          {TitleRole, "title"},
          {PreviewRole, "preview"},
          {PreviewKindRole, "previewKind"},
          {PreviewOwnRole, "previewOwn"},
          {PreviewStateRole, "previewState"},
          {DraftRole, "draft"},
          {TimeRole, "time"},
          {UnreadRole, "unread"},
          {BlockedRole, "blocked"},
          {IsGroupRole, "isGroup"},
          {PreviewSenderRole, "previewSender"},
          {GroupRole, "group"},
          {UnreadMentionsRole, "unreadMentions"},

          {OpenGroupRole, "openGroup"}};
}

}  // namespace sotto::desktop
