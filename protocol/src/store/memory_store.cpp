// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/store/memory_store.hpp"

#include <algorithm>

#include "sotto/store/text_search.hpp"

namespace sotto::store {
namespace {

bool begins_with(const Bytes& key, ByteView prefix) {
  return key.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), key.begin());
}

bool counts_as_unread(const Message& message) {
  return message.kind == MessageKind::text && message.state == MessageState::received;
}

}  // namespace

void MemoryStore::copy_from(const MemoryStore& other) {
  tables_ = other.tables_;
  threads_ = other.threads_;
  last_position_ = other.last_position_;
}

// Transactions: every change leaves its inverse behind.

Status MemoryStore::begin() {
  if (open_) return Error{ErrorCode::invalid_state, "begin twice"};
  open_ = true;
  return {};
}

Status MemoryStore::commit() {
  SOTTO_TRY(changeable());
  undo_.clear();
  open_ = false;
  return {};
}

void MemoryStore::rollback() noexcept {
  while (!undo_.empty()) {
    undo_.back()();
    undo_.pop_back();
  }
  open_ = false;
}

Status MemoryStore::changeable() const {
  if (!open_) return Error{ErrorCode::invalid_state, "no transaction"};
  return {};
}

// Records.

Result<std::optional<Bytes>> MemoryStore::find(Table table, ByteView key) {
  const auto& records = tables_[table];
  const auto found = records.find(copy_of(key));
  if (found == records.end()) return std::optional<Bytes>{};
  return std::optional<Bytes>{found->second};
}

Status MemoryStore::put(Table table, ByteView key, ByteView value) {
  SOTTO_TRY(changeable());
  auto& slot = tables_[table];
  auto name = copy_of(key);
  const auto found = slot.find(name);
  if (found == slot.end()) {
    undo_with([this, table, name] { tables_[table].erase(name); });
  } else {
    undo_with([this, table, name, old = found->second] { tables_[table][name] = old; });
  }
  slot[std::move(name)] = copy_of(value);
  return {};
}

Status MemoryStore::erase(Table table, ByteView key) {
  SOTTO_TRY(changeable());
  auto& records = tables_[table];
  const auto found = records.find(copy_of(key));
  if (found == records.end()) return {};
  undo_with([this, table, old = *found] { tables_[table].insert(old); });
  records.erase(found);
  return {};
}

Result<std::vector<Record>> MemoryStore::scan(Table table, ByteView prefix, std::size_t limit) {
  const auto& records = tables_[table];
  std::vector<Record> found;
  for (auto at = records.lower_bound(copy_of(prefix)); at != records.end() && found.size() < limit; ++at) {
    if (!begins_with(at->first, prefix)) break;
    found.push_back({at->first, at->second});
  }
  return found;
}

Result<std::uint64_t> MemoryStore::count(Table table) { return std::uint64_t{tables_[table].size()}; }

// Messages.

MemoryStore::Thread& MemoryStore::thread_of(const ConversationId& with) {
  const auto [at, is_new] = threads_.try_emplace(with);
  if (is_new) undo_with([this, with] { threads_.erase(with); });
  return at->second;
}

Message* MemoryStore::find_in_thread(const ConversationId& conversation, const MessageId& id) {
  const auto thread = threads_.find(conversation);
  if (thread == threads_.end()) return nullptr;
  const auto place = thread->second.places.find(id);
  if (place == thread->second.places.end()) return nullptr;
  return &thread->second.messages.at(place->second);
}

Result<Position> MemoryStore::append_message(const Message& message) {
  return append_leaving_room(message, 0);
}

Result<Position> MemoryStore::append_leaving_room(const Message& message, std::uint64_t places) {
  SOTTO_TRY(changeable());
  if (find_in_thread(message.conversation, message.id) != nullptr) {
    return Error{ErrorCode::already_exists, "message"};
  }
  last_position_.value += places + 1;
  place(message, last_position_);
  return last_position_;
}

Status MemoryStore::insert_message(const Message& message, Position place) {
  SOTTO_TRY(changeable());
  const bool taken = std::any_of(threads_.begin(), threads_.end(),
                                 [&](const auto& thread) { return thread.second.messages.count(place) > 0; });
  if (taken || find_in_thread(message.conversation, message.id) != nullptr)
    return Error{ErrorCode::already_exists, "message"};
  this->place(message, place);
  return {};
}

Status MemoryStore::prepend_messages(const std::vector<Message>& newest_first) {
  SOTTO_TRY(changeable());
  auto position = first_position();
  for (const auto& message : newest_first) {
    if (find_in_thread(message.conversation, message.id) != nullptr)
      return Error{ErrorCode::store_corrupt, "prepend message"};
    --position.value;
    place(message, position);
  }
  return {};
}

Position MemoryStore::first_position() const {
  auto first = Position{last_position_.value + 1};
  for (const auto& [with, thread] : threads_) {
    if (!thread.messages.empty()) first = std::min(first, thread.messages.begin()->first);
  }
  return first;
}

void MemoryStore::place(const Message& message, Position position) {
  auto& thread = thread_of(message.conversation);
  auto stored = message;
  stored.position = position;
  undo_with([this, with = message.conversation, id = message.id, position] {
    threads_.at(with).messages.erase(position);
    threads_.at(with).places.erase(id);
  });
  thread.places.emplace(message.id, position);
  thread.messages.emplace(position, std::move(stored));
}

Result<std::optional<Message>> MemoryStore::find_message(const ConversationId& conversation,
                                                         const MessageId& id) {
  const auto* message = find_in_thread(conversation, id);
  if (message == nullptr) return std::optional<Message>{};
  return std::optional<Message>{*message};
}

Status MemoryStore::set_message_state(const ConversationId& conversation, const MessageId& id,
                                      MessageState state) {
  SOTTO_TRY(changeable());
  auto* message = find_in_thread(conversation, id);
  if (message == nullptr) return Error{ErrorCode::not_found, "message"};
  undo_with(
      [this, conversation, id, old = message->state] { find_in_thread(conversation, id)->state = old; });
  message->state = state;
  return {};
}

Status MemoryStore::replace_message(const Message& message) {
  SOTTO_TRY(changeable());
  auto* known = find_in_thread(message.conversation, message.id);
  if (known == nullptr) return Error{ErrorCode::not_found, "message"};
  undo_with([this, old = *known] { *find_in_thread(old.conversation, old.id) = old; });
  known->kind = message.kind;
  known->state = message.state;
  known->body = message.body;
  known->quoted = message.quoted;
  known->revision = message.revision;
  known->mentions = message.mentions;
  known->names_reader = message.names_reader;
  return {};
}

Status MemoryStore::erase_message(const ConversationId& conversation, const MessageId& id) {
  SOTTO_TRY(changeable());
  auto* message = find_in_thread(conversation, id);
  if (message == nullptr) return {};
  undo_with([this, old = *message] {
    auto& thread = threads_.at(old.conversation);
    thread.places.emplace(old.id, old.position);
    thread.messages.emplace(old.position, old);
  });
  auto& thread = threads_.at(conversation);
  const auto position = message->position;
  thread.places.erase(id);
  thread.messages.erase(position);
  return {};
}

Result<std::vector<Message>> MemoryStore::page(const ConversationId& conversation,
                                               std::optional<Position> before, std::size_t limit) {
  std::vector<Message> found;
  const auto thread = threads_.find(conversation);
  if (thread == threads_.end()) return found;
  const auto& messages = thread->second.messages;
  auto at = before ? messages.lower_bound(*before) : messages.end();
  while (at != messages.begin() && found.size() < limit) found.push_back((--at)->second);
  return found;
}

Result<std::vector<Message>> MemoryStore::page_after(const ConversationId& conversation, Position after,
                                                     std::size_t limit) {
  std::vector<Message> found;
  const auto thread = threads_.find(conversation);
  if (thread == threads_.end()) return found;
  const auto& messages = thread->second.messages;
  for (auto at = messages.upper_bound(after); at != messages.end() && found.size() < limit; ++at)
    found.push_back(at->second);
  return found;
}

Result<std::vector<Message>> MemoryStore::search(std::string_view query, std::size_t limit) {
  const auto folded = fold_case(query);
  std::vector<Message> found;
  for (const auto& [with, thread] : threads_) {
    for (const auto& [position, message] : thread.messages) {
      if (message.kind == MessageKind::text && contains_folded(message.body, folded))
        found.push_back(message);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Message& a, const Message& b) { return b.position < a.position; });
  if (found.size() > limit) found.erase(found.begin() + static_cast<std::ptrdiff_t>(limit), found.end());
  return found;
}

// Conversations.

Status MemoryStore::open_conversation(const ConversationId& with) {
  SOTTO_TRY(changeable());
  thread_of(with);
  return {};
}

Conversation MemoryStore::summary(const ConversationId& with, const Thread& thread) {
  Conversation conversation{with, std::nullopt, 0, thread.read_up_to};
  const auto& messages = thread.messages;
  if (!messages.empty()) conversation.last = messages.rbegin()->second;
  for (auto at = messages.upper_bound(thread.read_up_to); at != messages.end(); ++at) {
    if (!counts_as_unread(at->second)) continue;
    ++conversation.unread;
    if (at->second.names_reader) ++conversation.unread_mentions;
  }
  return conversation;
}

Result<std::vector<Conversation>> MemoryStore::conversations() {
  std::vector<Conversation> all;
  for (const auto& [with, thread] : threads_) all.push_back(summary(with, thread));
  std::stable_sort(all.begin(), all.end(), [](const Conversation& a, const Conversation& b) {
    const auto newest = [](const Conversation& c) { return c.last ? c.last->position.value : 0; };
    return newest(a) > newest(b);  // those without a message stay at the end, by name
  });
  return all;
}

Status MemoryStore::mark_read(const ConversationId& with, Position up_to) {
  SOTTO_TRY(changeable());
  const auto thread = threads_.find(with);
  if (thread == threads_.end() || up_to < thread->second.read_up_to) return {};
  undo_with([this, with, old = thread->second.read_up_to] { threads_.at(with).read_up_to = old; });
  thread->second.read_up_to = up_to;
  return {};
}

Status MemoryStore::erase_everything() {
  SOTTO_TRY(changeable());
  undo_with([this, tables = std::move(tables_), threads = std::move(threads_)] {
    tables_ = tables;
    threads_ = threads;
  });
  tables_.clear();
  threads_.clear();
  return {};
}

}  // namespace sotto::store
