// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
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

  /// Creates `file` or brings it to this version's schema. store_corrupt, store_unavailable,
  /// unsupported_version (written by a later relay), already_exists (another relay has it open).
  static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file, Hooks hooks);
  ~SqliteStore() override;

  Status read(const Reading& reading) override;
  void update(Work work, Done done) override;

 private:
  struct Queued {
    Work work;
    Done done;
  };
  struct LockFile;
  SqliteStore(std::filesystem::path file, Hooks hooks, std::unique_ptr<LockFile> lock,
              std::unique_ptr<SqliteConnection> writer);
  void write_until_stopped();
  void write_group(std::deque<Queued>& group);
  Status run_one(const Work& work);
  void finish(std::deque<Queued>& group, std::vector<Status>& outcomes, const Status& commit);
  Result<std::unique_ptr<SqliteConnection>> take_reader();

  const std::filesystem::path file_;
  const Hooks hooks_;
  std::unique_ptr<LockFile> lock_file_;
  std::unique_ptr<SqliteConnection> writer_;

  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Queued> queue_;
  bool stopping_ = false;
  bool broken_ = false;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  std::thread thread_;
};

}  // namespace sotto::relay::store
