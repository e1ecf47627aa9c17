// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_store.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>

#include "store/schema.hpp"
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {
namespace {

/// Works in one commit. More would let the first of them wait too long; 2,000 take about 40 ms here.
constexpr std::size_t max_group = 2000;
/// Idle read connections that are kept; each has a page cache.
constexpr std::size_t max_readers = 8;

Result<std::int64_t> stored_version(SqliteConnection& db) {
  auto query = db.query("PRAGMA user_version");
  SOTTO_TRY(query.step());
  return query.number();
}

Status take_step(SqliteConnection& db, std::int64_t version) {
  const auto note = "PRAGMA user_version = " + std::to_string(version + 1);
  SOTTO_TRY(db.execute("BEGIN IMMEDIATE"));
  SOTTO_TRY(db.execute(schema_steps[static_cast<std::size_t>(version)]));
  SOTTO_TRY(db.execute(note.c_str()));
  return db.execute("COMMIT");
}

Status bring_up_to_date(SqliteConnection& db) {
  SOTTO_ASSIGN(const auto version, stored_version(db));
  if (version < 0 || version > schema_version)
    return Error{ErrorCode::unsupported_version, "schema", version};
  for (auto next = version; next < schema_version; ++next) SOTTO_TRY(take_step(db, next));
  return {};
}

/// Full disk: nothing was lost, space may come back. Everything else at commit is final.
bool passes_by_itself(const Error& error) { return (error.number & 0xff) == SQLITE_FULL; }

Status ended_early(const Status& last) {
  return last.ok() ? Error{ErrorCode::store_unavailable, "rolled back", SQLITE_ABORT} : last.error();
}

}  // namespace

/// Held as long as the store is open, so that two relays never write to one database.
struct SqliteStore::LockFile {
  int descriptor = -1;
  static Result<std::unique_ptr<LockFile>> take(const std::filesystem::path& file) {
    auto lock = std::make_unique<LockFile>();
    lock->descriptor = ::open((file.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock->descriptor < 0) return Error{ErrorCode::store_unavailable, "lock", errno};
    if (::flock(lock->descriptor, LOCK_EX | LOCK_NB) != 0)
      return Error{ErrorCode::already_exists, "lock", errno};
    return lock;
  }
  LockFile() = default;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file, Hooks hooks,
                                                       Pace pace) {
  SOTTO_ASSIGN(auto lock, LockFile::take(file));
  SOTTO_ASSIGN(auto writer, SqliteConnection::open(file, SqliteConnection::Role::writer));
  SOTTO_TRY(bring_up_to_date(*writer));
  return std::unique_ptr<SqliteStore>{
      new SqliteStore{file, std::move(hooks), pace, std::move(lock), std::move(writer)}};
}

SqliteStore::SqliteStore(std::filesystem::path file, Hooks hooks, Pace pace, std::unique_ptr<LockFile> lock,
                         std::unique_ptr<SqliteConnection> writer)
    : file_{std::move(file)},
      hooks_{std::move(hooks)},
      pace_{pace},
      lock_file_{std::move(lock)},
      writer_{std::move(writer)},
      thread_{[this] { write_until_stopped(); }} {}

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock{queue_mutex_};
    stopping_ = true;
  }
  queue_filled_.notify_one();
  thread_.join();
}

Result<std::unique_ptr<SqliteConnection>> SqliteStore::take_reader() {
  {
    const std::lock_guard lock{readers_mutex_};
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return SqliteConnection::open(file_, SqliteConnection::Role::reader);
}

Status SqliteStore::read(const Reading& reading) {
  SOTTO_ASSIGN(auto reader, take_reader());
  SOTTO_TRY(reader->query("BEGIN").run());
  Status status = reading(SqliteTables{*reader});
  SOTTO_TRY(reader->query("COMMIT").run());  // on failure the connection is dropped, not kept
  const std::lock_guard lock{readers_mutex_};
  if (readers_.size() < max_readers) readers_.push_back(std::move(reader));
  return status;
}

void SqliteStore::update(Work work, Done done) {
  {
    const std::lock_guard lock{queue_mutex_};
    if (!broken_ && !stopping_) {
      queue_.push_back({std::move(work), std::move(done)});
      queue_filled_.notify_one();
      return;
    }
  }
  done(Error{ErrorCode::store_unavailable, "store is closed"});
}

void SqliteStore::write_until_stopped() {
  const auto has_cause = [this] { return stopping_ || !queue_.empty(); };
  while (true) {
    std::deque<Queued> group;
    {
      std::unique_lock lock{queue_mutex_};
      if (empty_log_at_) {
        queue_filled_.wait_until(lock, *empty_log_at_, has_cause);
      } else {
        queue_filled_.wait(lock, has_cause);
      }
      if (stopping_ && queue_.empty()) return;  // the last connection that is closed empties the log
      group = take_group();
    }
    if (!group.empty()) write_group(group);
    empty_log_when_due();
  }
}

std::deque<SqliteStore::Queued> SqliteStore::take_group() {
  if (queue_.size() <= max_group) return std::exchange(queue_, {});
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(max_group);
  std::deque<Queued> group{std::make_move_iterator(queue_.begin()), std::make_move_iterator(end)};
  queue_.erase(queue_.begin(), end);
  return group;
}

/// Here, between two groups: a writer's lock that another thread took would be waited for with sleeps.
void SqliteStore::empty_log_when_due() {
  if (!empty_log_at_ || std::chrono::steady_clock::now() < *empty_log_at_) return;
  empty_log_at_.reset();
  const auto emptied = writer_->empty_log();
  if (emptied.ok()) return;
  if (emptied.error().number == SQLITE_IOERR_FSYNC) return give_up(emptied.error());
  empty_log_at_ = std::chrono::steady_clock::now() + pace_.before_trying_again;
}

/// A savepoint for each work: one that fails leaves no trace and doesn't disturb its neighbours.
Status SqliteStore::run_one(const Work& work) {
  SOTTO_TRY(writer_->query("SAVEPOINT work").run());
  SqliteTables tables{*writer_};
  Status status = work(tables);
  if (!writer_->in_transaction()) return status;
  if (!status.ok()) SOTTO_TRY(writer_->query("ROLLBACK TO work").run());
  SOTTO_TRY(writer_->query("RELEASE work").run());
  return status;
}

void SqliteStore::write_group(std::deque<Queued>& group) {
  std::vector<Status> outcomes;
  Status commit = writer_->query("BEGIN IMMEDIATE").run();
  if (commit.ok()) {
    for (const auto& queued : group) {
      outcomes.push_back(run_one(queued.work));
      if (!writer_->in_transaction()) break;
    }
    // Some errors (disk full, I/O) end the transaction by themselves: then nothing of this group is on disk.
    commit = writer_->in_transaction() ? writer_->query("COMMIT").run() : ended_early(outcomes.back());
  }
  if (!commit.ok() && writer_->in_transaction()) static_cast<void>(writer_->execute("ROLLBACK"));
  finish(group, outcomes, commit);
}

void SqliteStore::finish(std::deque<Queued>& group, std::vector<Status>& outcomes, const Status& commit) {
  if (commit.ok()) {
    hooks_.committed(group.size());
    if (writer_->take_erased() && !empty_log_at_)
      empty_log_at_ = std::chrono::steady_clock::now() + pace_.after_erasing;
  }
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].done(commit.ok() ? std::move(outcomes[i])
                              : Status{Error{ErrorCode::store_unavailable, "commit"}});
  }
  if (!commit.ok() && !passes_by_itself(commit.error())) give_up(commit.error());
}

void SqliteStore::give_up(const Error& error) {
  empty_log_at_.reset();  // the log may be all that is left
  {
    const std::lock_guard lock{queue_mutex_};
    broken_ = true;
  }
  hooks_.broken(error);
}

}  // namespace sotto::relay::store
