// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_connection.hpp"
#include "store/store.hpp"

namespace sotto::relay::store {

/// The tables behind a connection, in whatever transaction is open there. See store.hpp for what each method
/// promises.
class SqliteTables final : public Transaction {
 public:
  explicit SqliteTables(SqliteConnection& connection) : db_{connection} {}

  Result<std::optional<Bytes>> find_setting(std::string_view key) const override;
  Result<std::optional<Account>> find_account(const Username& name) const override;
  Result<bool> identity_key_in_use(ByteView identity_key) const override;
  Result<bool> name_retired(const Hash& tag) const override;
  Result<bool> skeleton_in_use(const Username& name) const override;
  Result<std::vector<Account>> search_listed(std::string_view query, std::size_t limit) const override;
  Result<std::optional<wire::SignedDeviceList>> device_list(const Username& owner) const override;
  Result<std::vector<Device>> devices(const Username& owner) const override;
  Result<std::size_t> count_prekeys(const Address& owner) const override;
  Result<std::size_t> count_kem_prekeys(const Address& owner) const override;
  Result<std::optional<Token>> find_token(const Hash& hash) const override;
  Result<std::vector<Token>> tokens(const Username& owner) const override;
  Result<std::vector<StoredLetter>> letters(const Address& recipient, LetterId after,
                                            std::size_t limit) const override;
  Result<MailboxSize> mailbox_size(const Address& recipient) const override;
  Result<std::optional<Group>> find_group(const GroupId& group) const override;
  Result<std::vector<Group>> search_groups(std::string_view query, std::size_t limit) const override;
  Result<std::vector<Bytes>> group_entries(const GroupId& group, std::uint64_t first, std::size_t limit,
                                           std::size_t bytes) const override;
  Result<std::vector<Belonging>> groups_of(const Username& user) const override;
  Result<PostState> post_state(const GroupId& group) const override;
  Result<std::optional<StoredPost>> find_post(const GroupId& group, const MessageId& post) const override;
  Result<std::uint64_t> all_post_bytes() const override;
  Result<std::vector<StoredPost>> posts(const PostQuery& wanted) const override;
  Result<std::optional<Blob>> find_blob(const wire::BlobId& blob) const override;
  Result<std::optional<Bytes>> blob_part(const wire::BlobId& blob, std::uint64_t part) const override;
  Result<std::uint64_t> blob_bytes(const Username& owner) const override;
  Result<std::uint64_t> all_blob_bytes() const override;
  Result<ArchiveState> archive_state(const Username& owner) const override;
  Result<std::vector<Bytes>> archive_page(const Username& owner,
                                          const ArchivePageQuery& wanted) const override;
  Result<std::optional<Bytes>> find_archived(const Username& owner,
                                             const archive::EntryId& entry) const override;
  Result<std::vector<News>> news(std::size_t limit) const override;

  Status set_setting(std::string_view key, ByteView value) override;
  Status add_account(const Account& account) override;
  Status remove_account(const Username& name, const Hash& tag) override;
  Status set_profile(const Username& name, const Profile& profile) override;
  Status set_device_list(const Username& owner, const wire::SignedDeviceList& list) override;
  Status skip_devices(const Username& owner, DeviceId up_to) override;
  Result<DeviceId> add_device(const Username& owner, const Bytes& sealed_name, Day today) override;
  Status remove_device(const Address& device) override;
  Status set_sealed_name(const Address& device, const Bytes& sealed_name) override;
  Status set_last_seen(const Address& device, Day today) override;
  Status set_keys(const Address& device, const DeviceKeys& keys) override;
  Status add_prekeys(const Address& device, std::span<const wire::OneTimePrekey> keys) override;
  Result<std::optional<wire::OneTimePrekey>> take_prekey(const Address& device) override;
  Status add_kem_prekeys(const Address& device, std::span<const wire::KemPrekey> keys) override;
  Result<std::optional<wire::KemPrekey>> take_kem_prekey(const Address& device) override;
  Status add_token(const Token& token) override;
  Result<bool> remove_token(const Hash& hash) override;
  Result<PostResult> post(const Username& recipient, const Letter& letter,
                          const MailboxQuota& quota) override;
  Status remove_letters(const Address& recipient, std::span<const LetterId> ids) override;
  Status append_to_group(const GroupChange& change) override;
  Status add_post(const GroupId& group, const StoredPost& post) override;
  Status erase_post(const GroupId& group, const MessageId& post) override;
  Status add_blob(const Blob& blob) override;
  Status append_to_blob(const wire::BlobId& blob, std::uint64_t part, ByteView data) override;
  Status remove_blob(const wire::BlobId& blob) override;
  Result<bool> sweep_blobs(Day unfinished, std::size_t parts) override;
  Status append_to_archive(const Username& owner, const archive::Entry& entry) override;
  Status shred_archived(const Username& owner, const archive::Entry& shredded) override;
  Status add_news(Day day, std::string_view title, std::string_view text) override;

 private:
  struct Mailbox {
    std::int64_t account = 0;
    MailboxSize size;
  };
  Result<std::optional<std::int64_t>> account_id(const Username& name) const;
  Result<std::optional<Mailbox>> mailbox(const Address& owner) const;
  Result<LetterId> find_letter(std::int64_t account, const Letter& letter) const;
  Status resize_mailbox(std::int64_t account, DeviceId device, std::int64_t letters, std::int64_t bytes);
  Status set_standing(const GroupId& group, const Username& user, std::optional<Standing> standing);
  Result<std::optional<wire::BlobId>> find_swept_blob(Day unfinished) const;
  /// Runs an UPDATE or DELETE of one row; not_found when there was none.
  Status change_one(Query query) const;
  /// The same for what must not be read from the file any more: freed pages are overwritten, whatever it
  /// costs, and the log is emptied soon.
  Status overwrite_one(Query query);
  SqliteConnection& db_;
};

}  // namespace sotto::relay::store
