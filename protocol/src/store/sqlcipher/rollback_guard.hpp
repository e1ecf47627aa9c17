// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "database.hpp"
#include "epoch.hpp"
#include "message_checks.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::store::sqlcipher {

/// Notices that a page of the file is older than the others (attack E11). SQLCipher's HMAC says that a page
/// is one of ours and where it belongs, not that it is the newest. So all rows together have a multiset hash,
/// and each commit writes it down with the commit's number. What is small is added up again when the file is
/// opened; messages are when they are first looked at. Whatever changes a row says so here. Source:
/// crypto-docs/decisions, 0156 and 0157. Errors: store_corrupt, store_unavailable, crypto_failed.
class RollbackGuard {
 public:
  RollbackGuard(sqlite3* database, RowMac mac)
      : database_{database},
        mac_{std::move(mac)},
        messages_{database, mac_, total_},
        epochs_{database, mac_} {}
  RollbackGuard(const RollbackGuard&) = delete;
  RollbackGuard& operator=(const RollbackGuard&) = delete;

  [[nodiscard]] MessageChecks& messages() noexcept { return messages_; }

  /// Reads all rows but messages. Once, before anything else.
  [[nodiscard]] Status check_file();
  /// Takes all rows as they are: those of a file that had no hash yet. Inside a transaction.
  [[nodiscard]] Status adopt();

  /// The last change of a transaction. store_corrupt: something older was found since the file was opened,
  /// and nothing is written on top of it.
  [[nodiscard]] Status seal();
  void committed();
  void roll_back();
  /// If something older was found: the file is not opened again. Outside a transaction.
  void condemn() noexcept;
  /// Every row is gone.
  [[nodiscard]] Status erased_all();

  // Records: each has its tag beside it, so that neither changing it nor adding up needs its old value.
  [[nodiscard]] Result<RowTag> tag_of(Table table, ByteView key, ByteView value) const;
  /// A long value lies in pages of its own, which were not read when the file was opened.
  [[nodiscard]] Status check(Table table, const Record& record, ByteView tag);
  void record_entered(const RowTag& tag) noexcept { total_.add(tag); }
  [[nodiscard]] Status record_left(ByteView tag);

  /// Before its row changes.
  [[nodiscard]] Status conversation_changes(std::int64_t number);
  void conversation_entered(std::int64_t number) { changed_.insert(number); }

 private:
  [[nodiscard]] bool has_damage() const noexcept { return has_damage_ || messages_.has_damage(); }
  Result<MultisetHash> add_up();
  Status add_records(MultisetHash& total);
  Status add_conversations(MultisetHash& total, Prepared& way);
  Status adopt_records();
  Result<std::optional<RowTag>> tag_of_conversation(std::int64_t number);
  [[nodiscard]] Result<RowTag> tag_of_conversation(const Query& row) const;

  sqlite3* database_;
  RowMac mac_;
  MultisetHash total_;  ///< as it is in the open transaction, without what is in changed_ and its slices
  std::set<std::int64_t> changed_;  ///< conversations
  MessageChecks messages_;
  EpochRow epochs_;
  Epoch last_;               ///< of the last commit
  Epoch next_;               ///< of the one that is being made
  int sealed_changes_ = -1;  ///< what SQLite had counted when the last transaction ended
  bool condemned_ = false;
  bool has_damage_ = false;  ///< of a record

  Prepared records_{"SELECT kind, key, tag FROM records ORDER BY kind, key"};
  Prepared keys_{"SELECT kind, key FROM records ORDER BY kind, key"};
  Prepared set_tag_{"UPDATE records SET tag=? WHERE kind=? AND key=?"};
  Prepared by_number_{
      "SELECT number, name, last, unread, read_up_to FROM conversations NOT INDEXED ORDER BY number"};
  Prepared by_name_{
      "SELECT number, name, last, unread, read_up_to FROM conversations"
      " INDEXED BY sqlite_autoindex_conversations_1 ORDER BY name"};
  Prepared conversation_{"SELECT number, name, last, unread, read_up_to FROM conversations WHERE number=?"};
};

}  // namespace sotto::store::sqlcipher
