// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.hpp"
#include "history.hpp"
#include "records.hpp"
#include "rollback_guard.hpp"
#include "schema.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace sotto::store {
namespace {

/// Tables whose old values must not stay behind in the journal: somebody wrote them and thinks them gone. An
/// attachment's chunks are sealed: without its key nobody reads them.
bool holds_text(Table table) {
  return table == Table::draft || table == Table::early || table == Table::archive_early ||
         table == Table::attachment;
}

}  // namespace

class SqlcipherStore::Impl {
 public:
  Impl(std::unique_ptr<sqlcipher::Connection> opened, sqlcipher::RowMac mac)
      : connection{std::move(opened)},
        guard{connection->database(), std::move(mac)},
        records{connection->database(), guard},
        history{connection->database(), guard} {}

  /// Once, before anything else.
  Status start();
  Status commit();
  void rollback() noexcept;

  std::unique_ptr<sqlcipher::Connection> connection;
  sqlcipher::RollbackGuard guard;
  sqlcipher::Records records;
  sqlcipher::History history;
};

Status SqlcipherStore::Impl::start() {
  SOTTO_ASSIGN(const auto schema, sqlcipher::schema_state(connection->database()));
  if (schema.has_epochs) SOTTO_TRY(guard.check_file());
  if (schema.is_newest) return {};
  SOTTO_TRY(connection->begin());
  Status migrated = connection->change([&]() -> Status {
    SOTTO_TRY(sqlcipher::migrate(connection->database()));
    return guard.adopt();
  });
  if (migrated.ok()) return commit();
  rollback();
  return migrated;
}

Status SqlcipherStore::Impl::commit() {
  Status done = connection->change([&] { return guard.seal(); });
  if (done.ok()) done = connection->commit();
  if (done.ok()) {
    guard.committed();
  } else {
    rollback();
  }
  return done;
}

void SqlcipherStore::Impl::rollback() noexcept {
  connection->rollback();
  guard.roll_back();
  guard.condemn();
}

SqlcipherStore::SqlcipherStore(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}

SqlcipherStore::~SqlcipherStore() { impl_->rollback(); }

Result<std::unique_ptr<SqlcipherStore>> SqlcipherStore::open(const SqlcipherOptions& options,
                                                             const SecretBytes& key) {
  SOTTO_ASSIGN(auto connection, sqlcipher::Connection::open(options, key));
  SOTTO_ASSIGN(auto mac, sqlcipher::RowMac::derive(key));
  auto impl = std::make_unique<Impl>(std::move(connection), std::move(mac));
  SOTTO_TRY(impl->start());
  return std::unique_ptr<SqlcipherStore>{new SqlcipherStore{std::move(impl)}};
}

Status SqlcipherStore::begin() { return impl_->connection->begin(); }

Status SqlcipherStore::commit() { return impl_->commit(); }

void SqlcipherStore::rollback() noexcept { impl_->rollback(); }

Result<std::optional<Bytes>> SqlcipherStore::find(Table table, ByteView key) {
  return impl_->records.find(table, key);
}

Status SqlcipherStore::put(Table table, ByteView key, ByteView value) {
  if (holds_text(table)) impl_->connection->erased_content();
  return impl_->connection->change([&] { return impl_->records.put(table, key, value); });
}

Status SqlcipherStore::erase(Table table, ByteView key) {
  if (holds_text(table)) impl_->connection->erased_content();
  return impl_->connection->change([&] { return impl_->records.erase(table, key); });
}

Result<std::vector<Record>> SqlcipherStore::scan(Table table, ByteView prefix, std::size_t limit) {
  return impl_->records.scan(table, prefix, limit);
}

Result<std::uint64_t> SqlcipherStore::count(Table table) { return impl_->records.count(table); }

Result<Position> SqlcipherStore::append_message(const Message& message) {
  return impl_->connection->change([&] { return impl_->history.append(message); });
}

Result<Position> SqlcipherStore::append_leaving_room(const Message& message, std::uint64_t places) {
  return impl_->connection->change([&] { return impl_->history.append_leaving_room(message, places); });
}

Status SqlcipherStore::insert_message(const Message& message, Position place) {
  return impl_->connection->change([&] { return impl_->history.insert_at(message, place); });
}

Status SqlcipherStore::prepend_messages(const std::vector<Message>& newest_first) {
  return impl_->connection->change([&] { return impl_->history.prepend(newest_first); });
}

Result<std::optional<Message>> SqlcipherStore::find_message(const ConversationId& conversation,
                                                            const MessageId& id) {
  return impl_->history.find(conversation, id);
}

Status SqlcipherStore::set_message_state(const ConversationId& conversation, const MessageId& id,
                                         MessageState state) {
  return impl_->connection->change([&] { return impl_->history.set_state(conversation, id, state); });
}

Status SqlcipherStore::replace_message(const Message& message) {
  impl_->connection->erased_content();
  return impl_->connection->change([&] { return impl_->history.replace(message); });
}

Status SqlcipherStore::erase_message(const ConversationId& conversation, const MessageId& id) {
  auto erased = impl_->connection->change([&] { return impl_->history.erase(conversation, id); });
  if (!erased.ok()) return erased.error();
  if (*erased) impl_->connection->erased_content();
  return {};
}

Result<std::vector<Message>> SqlcipherStore::page(const ConversationId& conversation,
                                                  std::optional<Position> before, std::size_t limit) {
  return impl_->history.page(conversation, before, limit);
}

Result<std::vector<Message>> SqlcipherStore::page_after(const ConversationId& conversation, Position after,
                                                        std::size_t limit) {
  return impl_->history.page_after(conversation, after, limit);
}

Result<std::vector<Message>> SqlcipherStore::search(std::string_view query, std::size_t limit) {
  return impl_->history.search(query, limit);
}

Status SqlcipherStore::open_conversation(const ConversationId& with) {
  return impl_->connection->change([&] { return impl_->history.open_conversation(with); });
}

Result<std::vector<Conversation>> SqlcipherStore::conversations() { return impl_->history.conversations(); }

Status SqlcipherStore::mark_read(const ConversationId& with, Position up_to) {
  return impl_->connection->change([&] { return impl_->history.mark_read(with, up_to); });
}

Status SqlcipherStore::erase_everything() {
  impl_->connection->erased_content();
  return impl_->connection->change([&]() -> Status {
    SOTTO_TRY(impl_->records.erase_all());
    SOTTO_TRY(impl_->history.erase_all());
    return impl_->guard.erased_all();
  });
}

Status SqlcipherStore::verify() {
  sqlcipher::Prepared damaged_pages{"PRAGMA cipher_integrity_check"};
  sqlcipher::Query pages{impl_->connection->database(), damaged_pages, "sqlcipher verify"};
  SOTTO_ASSIGN(const bool damage, pages.next());
  if (damage) return Error{ErrorCode::store_corrupt, "sqlcipher page"};
  sqlcipher::Prepared structure{"PRAGMA integrity_check(1)"};
  sqlcipher::Query tables{impl_->connection->database(), structure, "sqlcipher verify"};
  SOTTO_ASSIGN(const bool row, tables.next());
  if (!row || tables.text(0) != "ok") return Error{ErrorCode::store_corrupt, "sqlcipher structure"};
  return impl_->guard.messages().check_all();
}

}  // namespace sotto::store
