// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "store/store.hpp"

namespace sotto::relay::store {

class MemoryTables;

/// The twin of SqliteStore without a disk: for tests and simulation.
class MemoryStore final : public Store {
 public:
  enum class Commit : std::uint8_t {
    at_once,  ///< done is called before update returns
    by_hand,  ///< works wait for commit() or lose()
  };
  explicit MemoryStore(Commit commit = Commit::at_once);
  ~MemoryStore() override;
  /// Becomes the other's twin, but for what waits for commit(). REQUIRES: nothing runs in either.
  void copy_from(const MemoryStore& other);

  Status read(const Reading& reading) override;
  void update(Work work, Done done) override;

  /// Works that wait for commit().
  [[nodiscard]] std::size_t waiting() const;
  void commit();
  /// What a disk that fails does: the waiting works are gone, their callers hear store_unavailable.
  void lose();

 private:
  struct Queued {
    Work work;
    Done done;
  };
  Status run(const Work& work);

  mutable std::recursive_mutex mutex_;
  Commit commit_;
  std::unique_ptr<MemoryTables> tables_;
  std::deque<Queued> waiting_;
};

}  // namespace sotto::relay::store
