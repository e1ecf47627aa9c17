// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/search.hpp"

#include <algorithm>

#include "host/text.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {
namespace {

constexpr std::size_t most_hits = 50;

}  // namespace

Search::Search(EnginePort& engine, const ConversationList& conversations, QObject* parent)
    : QObject{parent}, engine_{engine}, conversations_{conversations} {
  pause_.setSingleShot(true);
  pause_.setInterval(pause_ms);
  connect(&pause_, &QTimer::timeout, this, &Search::begin);
  connect(&engine_, &EnginePort::happened, this, &Search::on_event);
}

void Search::setQuery(const QString& query) {
  if (query == query_) return;
  query_ = query;
  people_error_.clear();
  hits_error_.clear();
  waits_for_people_ = waits_for_hits_ = !wanted().isEmpty();
  if (wanted().isEmpty()) {
    pause_.stop();
    people_.clear();
    hits_.clear();
  } else {
    pause_.start();
  }
  emit changed();
}

void Search::begin() {
  search_people();
  search_messages();
}

void Search::search_people() {
  const QString query = wanted();
  if (wire_size(query) > wire::max_search_query) return show_people({}, {});
  engine_.submit(client::SearchDirectory{from_qt(query)}, when_answered(this, [this, query](Status begun) {
                   if (!begun && query == wanted()) show_people({}, to_qt(begun.error().code));
                 }));
}

void Search::search_messages() {
  const QString query = wanted();
  engine_.ask_search(from_qt(query), most_hits,
                     when_answered(this, [this, query](Result<std::vector<store::Message>> answer) {
                       // An answer to a question that was overtaken by a newer one is dropped.
                       if (query != wanted()) return;
                       const QString error = answer ? QString{} : to_qt(answer.error().code);
                       show_hits(answer ? *std::move(answer) : std::vector<store::Message>{}, error);
                     }));
}

void Search::on_event(const client::Event& event) {
  if (const auto* changed = std::get_if<client::MessageChanged>(&event)) return look_again(changed->message);
  const auto* found = std::get_if<client::DirectoryFound>(&event);
  if (found != nullptr && !wanted().isEmpty() && found->query == from_qt(wanted()))
    show_people(found->profiles, {});
}

/// Its text is another one, or it was deleted, or its time is over: it must not stay on the screen, or in
/// memory.
void Search::look_again(const MessageId& message) {
  const auto& hits = hits_.rows();
  const bool shown =
      std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.message.id == message; });
  if (shown) search_messages();
}

bool Search::take_failure(ErrorCode code) {
  if (!waits_for_people_) return false;
  show_people({}, to_qt(code));
  return true;
}

void Search::show_people(std::vector<client::ProfileView> people, const QString& error) {
  people_.replace(std::move(people));
  people_error_ = error;
  waits_for_people_ = false;
  emit changed();
}

void Search::show_hits(std::vector<store::Message> messages, const QString& error) {
  std::vector<Hit> hits;
  hits.reserve(messages.size());
  for (auto& message : messages) {
    const QString title = conversations_.title_of(message.conversation);
    hits.push_back({std::move(message), title});
  }
  hits_.replace(std::move(hits));
  hits_error_ = error;
  waits_for_hits_ = false;
  emit changed();
}

}  // namespace sotto::desktop
