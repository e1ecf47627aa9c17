// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sotto/base/result.hpp"
#include "store/archive_records.hpp"
#include "store/post_records.hpp"
#include "store/records.hpp"

namespace sotto::relay::store {

/// What has been committed, seen from one moment. Valid only during the call that hands it out, on that
/// thread. An expected absence is an empty optional or vector; every method may fail with store_unavailable
/// (retryable) or store_corrupt.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual Result<std::optional<Bytes>> find_setting(std::string_view key) const = 0;

  virtual Result<std::optional<Account>> find_account(const Username& name) const = 0;
  virtual Result<bool> identity_key_in_use(ByteView identity_key) const = 0;
  virtual Result<bool> name_retired(const Hash& tag) const = 0;
  /// By an account of this name, or of one that looks like it.
  virtual Result<bool> skeleton_in_use(const Username& name) const = 0;
  /// Listed accounts whose name or display name contains `query` (ASCII case folded), by name, at most
  /// `limit`.
  virtual Result<std::vector<Account>> search_listed(std::string_view query, std::size_t limit) const = 0;

  /// nullopt too when there is no such account.
  virtual Result<std::optional<wire::SignedDeviceList>> device_list(const Username& owner) const = 0;
  /// In ascending order.
  virtual Result<std::vector<Device>> devices(const Username& owner) const = 0;
  virtual Result<std::size_t> count_prekeys(const Address& owner) const = 0;
  virtual Result<std::size_t> count_kem_prekeys(const Address& owner) const = 0;

  virtual Result<std::optional<Token>> find_token(const Hash& hash) const = 0;
  virtual Result<std::vector<Token>> tokens(const Username& owner) const = 0;

  /// Letters with an id above `after`, in order, at most `limit`.
  virtual Result<std::vector<StoredLetter>> letters(const Address& recipient, LetterId after,
                                                    std::size_t limit) const = 0;
  virtual Result<MailboxSize> mailbox_size(const Address& recipient) const = 0;

  virtual Result<std::optional<Group>> find_group(const GroupId& group) const = 0;
  /// Groups whose name contains `query` (ASCII case folded), by name, at most `limit`.
  virtual Result<std::vector<Group>> search_groups(std::string_view query, std::size_t limit) const = 0;
  /// Entries from place `first` on, in order: at most `limit`, and no more than `bytes` unless it is one.
  virtual Result<std::vector<Bytes>> group_entries(const GroupId& group, std::uint64_t first,
                                                   std::size_t limit, std::size_t bytes) const = 0;
  /// By id.
  virtual Result<std::vector<Belonging>> groups_of(const Username& user) const = 0;

  /// Of an open group; empty when there is none.
  virtual Result<PostState> post_state(const GroupId& group) const = 0;
  virtual Result<std::optional<StoredPost>> find_post(const GroupId& group, const MessageId& post) const = 0;
  /// Bytes of the posts of all groups.
  virtual Result<std::uint64_t> all_post_bytes() const = 0;
  virtual Result<std::vector<StoredPost>> posts(const PostQuery& wanted) const = 0;

  /// nullopt too when its owner has removed it.
  virtual Result<std::optional<Blob>> find_blob(const wire::BlobId& blob) const = 0;
  virtual Result<std::optional<Bytes>> blob_part(const wire::BlobId& blob, std::uint64_t part) const = 0;
  /// The sizes of an account's blobs, unfinished ones as if they were whole.
  virtual Result<std::uint64_t> blob_bytes(const Username& owner) const = 0;
  /// The same of all accounts.
  virtual Result<std::uint64_t> all_blob_bytes() const = 0;

  /// Of an account's archive; empty when there is none.
  virtual Result<ArchiveState> archive_state(const Username& owner) const = 0;
  /// Entries as they are stored, newest first.
  virtual Result<std::vector<Bytes>> archive_page(const Username& owner,
                                                  const ArchivePageQuery& wanted) const = 0;
  virtual Result<std::optional<Bytes>> find_archived(const Username& owner,
                                                     const archive::EntryId& entry) const = 0;

  /// Newest first.
  virtual Result<std::vector<News>> news(std::size_t limit) const = 0;
};

struct MailboxQuota {
  std::uint64_t letters = 0;
  std::uint64_t bytes = 0;
};

struct BlobQuota {
  std::uint64_t blob = 0;     ///< bytes of one
  std::uint64_t account = 0;  ///< bytes of all of an account's
  std::uint64_t total = 0;    ///< bytes of all accounts'
};

enum class Posted : std::uint8_t {
  stored,
  already_there,  ///< the same sender and message id: left as it was
  mailbox_full,
  no_such_device,
};

struct PostResult {
  Posted outcome = Posted::stored;
  LetterId id;  ///< of the letter that is there; 0 when none is
};

/// A snapshot that can be changed. What one Work does is atomic and isolated: it sees its own writes and
/// those of the works before it; when it returns an error it leaves no trace.
class Transaction : public Snapshot {
 public:
  virtual Status set_setting(std::string_view key, ByteView value) = 0;

  /// already_exists: the name, one that looks like it, or the identity key.
  virtual Status add_account(const Account& account) = 0;
  /// Removes the account with its devices, keys, tokens and letters and keeps `tag`, so that the name is
  /// never given out again.
  virtual Status remove_account(const Username& name, const Hash& tag) = 0;
  virtual Status set_profile(const Username& name, const Profile& profile) = 0;

  /// Whatever it says: the caller has verified it. not_found.
  virtual Status set_device_list(const Username& owner, const wire::SignedDeviceList& list) = 0;

  /// Ids up to this one are not given out any more. not_found.
  virtual Status skip_devices(const Username& owner, DeviceId up_to) = 0;
  /// Ids count from 1 within an account and are never used twice. not_found: no such account.
  virtual Result<DeviceId> add_device(const Username& owner, const Bytes& sealed_name, Day today) = 0;
  /// With its keys, tokens and letters. not_found.
  virtual Status remove_device(const Address& device) = 0;
  /// Empty: unchanged. not_found.
  virtual Status set_sealed_name(const Address& device, const Bytes& sealed_name) = 0;
  virtual Status set_last_seen(const Address& device, Day today) = 0;
  /// not_found.
  virtual Status set_keys(const Address& device, const DeviceKeys& keys) = 0;
  /// An id already present is left as it is.
  virtual Status add_prekeys(const Address& device, std::span<const wire::OneTimePrekey> keys) = 0;
  /// Removes and returns one; nullopt when none is left. Exclusive: no two works ever receive the same key.
  virtual Result<std::optional<wire::OneTimePrekey>> take_prekey(const Address& device) = 0;
  /// The same for one-time KEM prekeys.
  virtual Status add_kem_prekeys(const Address& device, std::span<const wire::KemPrekey> keys) = 0;
  virtual Result<std::optional<wire::KemPrekey>> take_kem_prekey(const Address& device) = 0;

  virtual Status add_token(const Token& token) = 0;
  /// Whether it was there.
  virtual Result<bool> remove_token(const Hash& hash) = 0;

  /// Idempotent by (recipient's device, sender, message id).
  virtual Result<PostResult> post(const Username& recipient, const Letter& letter,
                                  const MailboxQuota& quota) = 0;
  /// Removes those of the ids that are `recipient`'s.
  virtual Status remove_letters(const Address& recipient, std::span<const LetterId> ids) = 0;

  /// Compare and append: already_exists unless the entry's place is the next one.
  virtual Status append_to_group(const GroupChange& change) = 0;

  /// Compare and append: already_exists unless the post's place is the next one and its id new. not_found: no
  /// such group.
  virtual Status add_post(const GroupId& group, const StoredPost& post) = 0;
  /// Leaves the post's place and id, and nothing of what it said in the file's pages. not_found.
  virtual Status erase_post(const GroupId& group, const MessageId& post) = 0;

  /// Without parts. already_exists; not_found: no such account.
  virtual Status add_blob(const Blob& blob) = 0;
  /// Compare and append: already_exists unless it is the next part.
  virtual Status append_to_blob(const wire::BlobId& blob, std::uint64_t part, ByteView data) = 0;
  /// Takes a blob from its owner; its parts go with sweep_blobs, as those of a removed account. not_found.
  virtual Status remove_blob(const wire::BlobId& blob) = 0;
  /// Removes at most `parts` parts of blobs that have no owner any more, or were begun before `unfinished`
  /// and are not whole. True: there is more to do. In steps, so that messages don't wait for a large one.
  virtual Result<bool> sweep_blobs(Day unfinished, std::size_t parts) = 0;

  /// Appends as it is: the caller has seen, in the same work, that it follows the head. already_exists: its
  /// id or its place. not_found: no such account.
  virtual Status append_to_archive(const Username& owner, const archive::Entry& entry) = 0;
  /// Puts the shredded form in place of the entry with its id and leaves nothing of the other in the file's
  /// pages. not_found.
  virtual Status shred_archived(const Username& owner, const archive::Entry& shredded) = 0;

  virtual Status add_news(Day day, std::string_view title, std::string_view text) = 0;
};

/// Accounts, keys, tokens and mailboxes. Thread-safe.
class Store {
 public:
  using Reading = std::function<Status(const Snapshot&)>;
  using Work = std::function<Status(Transaction&)>;
  using Done = std::function<void(Status)>;

  virtual ~Store() = default;

  /// Runs `reading` now, on this thread. Brief: it may touch the disk, never waits for a writer.
  virtual Status read(const Reading& reading) = 0;

  /// Queues `work`. Works run one after the other in the order of their calls; many share one commit. `done`
  /// is called exactly once, from another thread or (memory twin) from this one: with success only after the
  /// work is on disk, with the work's own error, or with store_unavailable. Neither may block.
  virtual void update(Work work, Done done) = 0;
};

/// For start-up, administration and tests: waits for the commit.
Status update_and_wait(Store& store, Store::Work work);

}  // namespace sotto::relay::store
