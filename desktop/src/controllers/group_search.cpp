// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/group_search.hpp"

#include <algorithm>

#include "host/text.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {

GroupSearch::GroupSearch(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  pause_.setSingleShot(true);
  pause_.setInterval(pause_ms);
  connect(&pause_, &QTimer::timeout, this, &GroupSearch::begin);
  connect(&engine_, &EnginePort::happened, this, [this](const client::Event& event) {
    const auto* found = std::get_if<client::GroupsFound>(&event);
    if (found != nullptr && !wanted().isEmpty() && found->query == from_qt(wanted())) show(found->groups, {});
  });
}

void GroupSearch::setQuery(const QString& query) {
  if (query == query_) return;
  query_ = query;
  error_.clear();
  searching_ = !wanted().isEmpty() && linked().isEmpty();
  if (searching_) {
    pause_.start();
  } else {
    pause_.stop();
    found_.clear();
  }
  emit changed();
}

void GroupSearch::begin() {
  const QString query = wanted();
  if (wire_size(query) > wire::max_search_query) return show({}, {});
  engine_.submit(client::FindGroups{from_qt(query)}, when_answered(this, [this, query](Status begun) {
                   if (!begun && query == wanted()) show({}, to_qt(begun.error().code));
                 }));
}

QString GroupSearch::linked() const {
  const QString text = wanted();
  const auto id = GroupId::parse_text(from_qt(text.mid(text.lastIndexOf(QLatin1Char{'/'}) + 1)));
  return id ? to_qt(id->text()) : QString{};
}

QString GroupSearch::name_of(const GroupId& group) const {
  for (const auto& one : found_.rows()) {
    if (one.group == group) return to_qt(one.name);
  }
  return {};
}

bool GroupSearch::is_open(const GroupId& group) const {
  const auto& rows = found_.rows();
  return std::any_of(rows.begin(), rows.end(),
                     [&](const client::GroupFoundView& one) { return one.group == group && one.open; });
}

bool GroupSearch::take_failure(ErrorCode code) {
  if (!searching_) return false;
  show({}, to_qt(code));
  return true;
}

void GroupSearch::show(std::vector<client::GroupFoundView> groups, const QString& error) {
  found_.replace(std::move(groups));
  error_ = error;
  searching_ = false;
  emit changed();
}

}  // namespace sotto::desktop
