// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/sqlite_connection.hpp"
#include "store/store.hpp"

namespace sotto::relay::store {

/// The embedded store: one file, write-ahead log, synchronous=FULL. One writer thread runs the works and
/// commits everything that has queued up in one go (group commit): a commit costs an fsync whether it holds
/// one letter or 2,000.
class SqliteStore final : public Store {
 public:
  struct Hooks {
    /// A commit failed for a reason that waiting does not cure: what the file holds is no longer known. The
    /// owner leaves and starts again from the disk; nothing is retried here (an fsync that failed once may
    /// claim success the next time).
    std::function<void(const Error&)> broken = [](const Error&) {};
    /// How many works shared a commit.
    std::function<void(std::size_t)> committed = [](std::size_t) {};
  };

  /// When the write-ahead log is emptied, so that what was erased isn't read from its old pages
  /// (crypto-docs/decisions/0201).
  struct Pace {
    /// From the first commit that erased something; those of the meantime share it. So this is also how often
    /// it is done at most: an emptying costs two fsyncs, and the next commit one more.
    std::chrono::milliseconds after_erasing{20'000};
    /// When a reader was in the way, or the disk full.
    std::chrono::milliseconds before_trying_again{1'000};
  };

  /// Creates `file` or brings it to this version's schema. store_corrupt, store_unavailable,
  /// unsupported_version (written by a later relay), already_exists (another relay has it open).
  static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file, Hooks hooks, Pace pace);
  static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file, Hooks hooks) {
    return open(file, std::move(hooks), Pace{});
  }
  ~SqliteStore() override;

  Status read(const Reading& reading) override;
  void update(Work work, Done done) override;

 private:
  struct Queued {
    Work work;
    Done done;
  };
  struct LockFile;
  SqliteStore(std::filesystem::path file, Hooks hooks, Pace pace, std::unique_ptr<LockFile> lock,
              std::unique_ptr<SqliteConnection> writer);
  void write_until_stopped();
  void write_group(std::deque<Queued>& group);
  Status run_one(const Work& work);
  /// Under queue_mutex_: at most max_group of what waits.
  std::deque<Queued> take_group();
  void empty_log_when_due();
  void give_up(const Error& error);
  void finish(std::deque<Queued>& group, std::vector<Status>& outcomes, const Status& commit);
  Result<std::unique_ptr<SqliteConnection>> take_reader();

  const std::filesystem::path file_;
  const Hooks hooks_;
  const Pace pace_;
  std::unique_ptr<LockFile> lock_file_;
  std::unique_ptr<SqliteConnection> writer_;

  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Queued> queue_;
  bool stopping_ = false;
  bool broken_ = false;

  /// Of the writing thread. At the start too: a relay that was killed has left its log.
  std::optional<std::chrono::steady_clock::time_point> empty_log_at_{std::chrono::steady_clock::now()};

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  std::thread thread_;
};

}  // namespace sotto::relay::store
