// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_store.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/fold.hpp"
#include "store/memory_archive.hpp"
#include "store/memory_posts.hpp"
#include "store/name_skeleton.hpp"

namespace sotto::relay::store {
namespace {

Error absent(const char* where) { return {ErrorCode::not_found, where}; }

struct Mailbox {
  std::map<LetterId, Letter> letters;
  MailboxSize size;
};

struct DeviceRow {
  Device device;
  std::map<PrekeyId, wire::OneTimePrekey> prekeys;
  std::map<PrekeyId, wire::KemPrekey> kem_prekeys;
  Mailbox mailbox;
};

struct GroupRow {
  Group group;
  std::vector<Bytes> entries;
  std::map<Username, Standing> standings;
};

/// Without an owner: waits to be swept.
struct BlobRow {
  std::optional<Username> owner;
  std::uint64_t size = 0;
  Day created;
  std::vector<Bytes> parts;
};

struct AccountRow {
  Account account;
  std::uint32_t next_device = 1;
  std::map<DeviceId, DeviceRow> devices;
  std::optional<wire::SignedDeviceList> device_list;
};

}  // namespace

/// All tables; every change pushes what undoes it.
class MemoryTables final : public Transaction {
 public:
  using Undo = std::function<void()>;
  void roll_back() {
    while (!undo_.empty()) {
      undo_.back()();
      undo_.pop_back();
    }
  }
  void forget() { undo_.clear(); }

  Result<std::optional<Bytes>> find_setting(std::string_view key) const override {
    const auto found = settings_.find(std::string{key});
    if (found == settings_.end()) return std::optional<Bytes>{};
    return std::optional<Bytes>{found->second};
  }
  Result<std::optional<Account>> find_account(const Username& name) const override {
    const auto* row = account(name);
    if (row == nullptr) return std::optional<Account>{};
    return std::optional<Account>{row->account};
  }
  Result<bool> identity_key_in_use(ByteView key) const override {
    return std::any_of(accounts_.begin(), accounts_.end(),
                       [&](const auto& entry) { return equal(entry.second.account.identity_key, key); });
  }
  Result<bool> name_retired(const Hash& tag) const override { return retired_.count(tag) > 0; }
  Result<bool> skeleton_in_use(const Username& name) const override {
    return skeletons_.count(skeleton_of(name)) > 0;
  }
  Result<std::vector<Account>> search_listed(std::string_view query, std::size_t limit) const override {
    std::vector<Account> found;
    const std::string wanted = fold(query);
    for (const auto& [name, row] : accounts_) {
      if (found.size() >= limit) break;
      if (!row.account.profile.listed) continue;
      const bool hit = name.text().find(wanted) != std::string::npos ||
                       fold(row.account.profile.display_name).find(wanted) != std::string::npos;
      if (hit) found.push_back(row.account);
    }
    return found;
  }
  Result<std::optional<wire::SignedDeviceList>> device_list(const Username& owner) const override {
    const auto* row = account(owner);
    return row == nullptr ? std::optional<wire::SignedDeviceList>{} : row->device_list;
  }
  Result<std::vector<Device>> devices(const Username& owner) const override {
    std::vector<Device> all;
    if (const auto* row = account(owner)) {
      for (const auto& [id, entry] : row->devices) all.push_back(entry.device);
    }
    return all;
  }
  Result<std::size_t> count_prekeys(const Address& owner) const override {
    const auto* row = device(owner);
    return row == nullptr ? std::size_t{0} : row->prekeys.size();
  }
  Result<std::size_t> count_kem_prekeys(const Address& owner) const override {
    const auto* row = device(owner);
    return row == nullptr ? std::size_t{0} : row->kem_prekeys.size();
  }
  Result<std::optional<Token>> find_token(const Hash& hash) const override {
    const auto found = tokens_.find(hash);
    if (found == tokens_.end()) return std::optional<Token>{};
    return std::optional<Token>{found->second};
  }
  Result<std::vector<Token>> tokens(const Username& owner) const override {
    std::vector<Token> all;
    for (const auto& [hash, token] : tokens_) {
      if (token.owner == owner) all.push_back(token);
    }
    return all;
  }
  Result<std::vector<StoredLetter>> letters(const Address& recipient, LetterId after,
                                            std::size_t limit) const override {
    std::vector<StoredLetter> page;
    const auto* row = device(recipient);
    if (row == nullptr) return page;
    for (auto it = row->mailbox.letters.upper_bound(after);
         it != row->mailbox.letters.end() && page.size() < limit; ++it) {
      page.push_back({it->first, it->second});
    }
    return page;
  }
  Result<MailboxSize> mailbox_size(const Address& recipient) const override {
    const auto* row = device(recipient);
    return row == nullptr ? MailboxSize{} : row->mailbox.size;
  }
  Result<std::optional<Group>> find_group(const GroupId& id) const override {
    const auto found = groups_.find(id);
    return found == groups_.end() ? std::nullopt : std::optional{found->second.group};
  }
  Result<std::vector<Group>> search_groups(std::string_view query, std::size_t limit) const override {
    std::vector<Group> found;
    const std::string wanted = fold(query);
    for (const auto& [id, row] : groups_) {
      if (fold(row.group.name).find(wanted) != std::string::npos) found.push_back(row.group);
    }
    std::sort(found.begin(), found.end(),
              [](const Group& a, const Group& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    if (found.size() > limit) found.resize(limit);
    return found;
  }
  Result<std::vector<Bytes>> group_entries(const GroupId& id, std::uint64_t first, std::size_t limit,
                                           std::size_t bytes) const override {
    std::vector<Bytes> page;
    const auto found = groups_.find(id);
    if (found == groups_.end()) return page;
    const auto& entries = found->second.entries;
    std::size_t size = 0;
    for (auto at = first; at < entries.size() && page.size() < limit; ++at) {
      const auto& entry = entries[static_cast<std::size_t>(at)];
      size += entry.size();
      if (!page.empty() && size > bytes) break;
      page.push_back(entry);
    }
    return page;
  }
  Result<std::vector<Belonging>> groups_of(const Username& user) const override {
    std::vector<Belonging> all;
    for (const auto& [id, row] : groups_) {
      const auto found = row.standings.find(user);
      if (found != row.standings.end()) all.push_back({id, found->second, row.group.entries});
    }
    return all;
  }
  Result<std::optional<Blob>> find_blob(const wire::BlobId& id) const override {
    const auto found = blobs_.find(id);
    if (found == blobs_.end() || !found->second.owner) return std::optional<Blob>{};
    const auto& row = found->second;
    return std::optional{Blob{id, *row.owner, row.size, row.parts.size(), row.created}};
  }
  Result<std::optional<Bytes>> blob_part(const wire::BlobId& id, std::uint64_t part) const override {
    const auto found = blobs_.find(id);
    if (found == blobs_.end() || part >= found->second.parts.size()) return std::optional<Bytes>{};
    return std::optional{found->second.parts[static_cast<std::size_t>(part)]};
  }
  Result<std::uint64_t> blob_bytes(const Username& owner) const override {
    std::uint64_t bytes = 0;
    for (const auto& [id, row] : blobs_) {
      if (row.owner == owner) bytes += row.size;
    }
    return bytes;
  }
  Result<std::uint64_t> all_blob_bytes() const override {
    std::uint64_t bytes = 0;
    for (const auto& [id, row] : blobs_) bytes += row.size;
    return bytes;
  }
  Result<PostState> post_state(const GroupId& group) const override { return posts_.state(group); }
  Result<std::optional<StoredPost>> find_post(const GroupId& group, const MessageId& post) const override {
    return posts_.find(group, post);
  }
  Result<std::uint64_t> all_post_bytes() const override { return posts_.all_bytes(); }
  Result<std::vector<StoredPost>> posts(const PostQuery& wanted) const override {
    return posts_.page(wanted);
  }
  Result<ArchiveState> archive_state(const Username& owner) const override { return archive_.state(owner); }
  Result<std::vector<Bytes>> archive_page(const Username& owner,
                                          const ArchivePageQuery& wanted) const override {
    return archive_.page(owner, wanted);
  }
  Result<std::optional<Bytes>> find_archived(const Username& owner,
                                             const archive::EntryId& entry) const override {
    return archive_.find(owner, entry);
  }
  Result<std::vector<News>> news(std::size_t limit) const override {
    std::vector<News> page{news_.rbegin(), news_.rend()};
    if (page.size() > limit) page.resize(limit);
    return page;
  }

  Status set_setting(std::string_view key, ByteView value) override {
    keep(settings_, std::string{key});
    settings_[std::string{key}] = copy_of(value);
    return {};
  }
  Status add_account(const Account& fresh) override {
    if (*skeleton_in_use(fresh.name) || *identity_key_in_use(fresh.identity_key)) {
      return Error{ErrorCode::already_exists, "account"};
    }
    const auto skeleton = skeleton_of(fresh.name);
    keep(skeletons_, skeleton);
    skeletons_.insert_or_assign(skeleton, fresh.name);
    keep(accounts_, fresh.name);
    accounts_.insert_or_assign(fresh.name, AccountRow{fresh, 1, {}, std::nullopt});
    return {};
  }
  Status remove_account(const Username& name, const Hash& tag) override {
    if (account(name) == nullptr) return absent("account");
    drop_tokens([&](const Token& token) { return token.owner == name; });
    for (auto& [id, row] : blobs_) {
      if (row.owner == name) disown(id);
    }
    archive_.remove(name, undo_);
    keep(skeletons_, skeleton_of(name));
    skeletons_.erase(skeleton_of(name));
    keep(accounts_, name);
    accounts_.erase(name);
    if (retired_.insert(tag).second) undo_.push_back([this, tag] { retired_.erase(tag); });
    return {};
  }
  Status set_profile(const Username& name, const Profile& profile) override {
    auto* row = account(name);
    if (row == nullptr) return absent("account");
    undo_.push_back([this, name, before = row->account.profile] { account(name)->account.profile = before; });
    row->account.profile = profile;
    return {};
  }
  Status set_device_list(const Username& owner, const wire::SignedDeviceList& list) override {
    auto* row = account(owner);
    if (row == nullptr) return absent("account");
    undo_.push_back([this, owner, before = row->device_list] { account(owner)->device_list = before; });
    row->device_list = list;
    return {};
  }
  Status skip_devices(const Username& owner, DeviceId up_to) override {
    auto* row = account(owner);
    if (row == nullptr) return absent("account");
    undo_.push_back([this, owner, before = row->next_device] { account(owner)->next_device = before; });
    row->next_device = std::max(row->next_device, up_to.value + 1);
    return {};
  }
  Result<DeviceId> add_device(const Username& owner, const Bytes& sealed_name, Day today) override {
    auto* row = account(owner);
    if (row == nullptr) return absent("account");
    const DeviceId id{row->next_device++};
    DeviceRow fresh;
    fresh.device = Device{id, sealed_name, today, today, std::nullopt};
    row->devices.emplace(id, std::move(fresh));
    undo_.push_back([this, owner, id] {
      account(owner)->devices.erase(id);
      --account(owner)->next_device;
    });
    return id;
  }
  Status remove_device(const Address& address) override {
    if (device(address) == nullptr) return absent("device");
    drop_tokens(
        [&](const Token& token) { return token.owner == address.user && token.device == address.device; });
    auto& devices = account(address.user)->devices;
    undo_.push_back([this, address, before = devices.at(address.device)] {
      account(address.user)->devices.emplace(address.device, before);
    });
    devices.erase(address.device);
    return {};
  }
  Status set_sealed_name(const Address& address, const Bytes& sealed_name) override {
    return change(address, [&](DeviceRow& row) {
      if (!sealed_name.empty()) row.device.sealed_name = sealed_name;
    });
  }
  Status set_last_seen(const Address& address, Day today) override {
    return change(address, [&](DeviceRow& row) { row.device.last_seen = today; });
  }
  Status set_keys(const Address& address, const DeviceKeys& keys) override {
    return change(address, [&](DeviceRow& row) { row.device.keys = keys; });
  }
  Status add_prekeys(const Address& address, std::span<const wire::OneTimePrekey> keys) override {
    return add_to<wire::OneTimePrekey>(&DeviceRow::prekeys, address, keys);
  }
  Result<std::optional<wire::OneTimePrekey>> take_prekey(const Address& address) override {
    return take_from<wire::OneTimePrekey>(&DeviceRow::prekeys, address);
  }
  Status add_kem_prekeys(const Address& address, std::span<const wire::KemPrekey> keys) override {
    return add_to<wire::KemPrekey>(&DeviceRow::kem_prekeys, address, keys);
  }
  Result<std::optional<wire::KemPrekey>> take_kem_prekey(const Address& address) override {
    return take_from<wire::KemPrekey>(&DeviceRow::kem_prekeys, address);
  }
  Status add_token(const Token& token) override {
    if (tokens_.count(token.hash) > 0) return Error{ErrorCode::already_exists, "token"};
    keep(tokens_, token.hash);
    tokens_.insert_or_assign(token.hash, token);
    return {};
  }
  Result<bool> remove_token(const Hash& hash) override {
    keep(tokens_, hash);
    return tokens_.erase(hash) > 0;
  }
  Result<PostResult> post(const Username& recipient, const Letter& letter,
                          const MailboxQuota& quota) override {
    const Address address{recipient, letter.envelope.device};
    auto* row = device(address);
    if (row == nullptr) return PostResult{Posted::no_such_device, {}};
    auto& mailbox = row->mailbox;
    for (const auto& [id, other] : mailbox.letters) {
      if (other.message == letter.message && other.sender.user == letter.sender.user) {
        return PostResult{Posted::already_there, id};
      }
    }
    const auto bytes = letter.envelope.ciphertext.size();
    if (mailbox.size.letters + 1 > quota.letters || mailbox.size.bytes + bytes > quota.bytes) {
      return PostResult{Posted::mailbox_full, {}};
    }
    const LetterId id{++last_letter_};
    undo_.push_back([this, address, id] { erase_letter(*device(address), id); });
    mailbox.letters.emplace(id, letter);
    mailbox.size.letters += 1;
    mailbox.size.bytes += bytes;
    return PostResult{Posted::stored, id};
  }
  Status remove_letters(const Address& recipient, std::span<const LetterId> ids) override {
    auto* row = device(recipient);
    if (row == nullptr) return {};
    for (const auto id : ids) {
      const auto found = row->mailbox.letters.find(id);
      if (found == row->mailbox.letters.end()) continue;
      undo_.push_back([this, recipient, id, letter = found->second] {
        auto& mailbox = device(recipient)->mailbox;
        mailbox.size.letters += 1;
        mailbox.size.bytes += letter.envelope.ciphertext.size();
        mailbox.letters.emplace(id, letter);
      });
      erase_letter(*row, id);
    }
    return {};
  }
  Status append_to_group(const GroupChange& change) override {
    const auto& id = change.after.id;
    const auto found = groups_.find(id);
    const std::uint64_t entries = found == groups_.end() ? 0 : found->second.entries.size();
    if (change.after.entries != entries + 1) return Error{ErrorCode::already_exists, "group entry"};
    keep(groups_, id);
    auto& row = groups_[id];
    row.group = change.after;
    row.entries.push_back(change.entry);
    for (const auto& [user, standing] : change.standings) {
      if (standing) {
        row.standings.insert_or_assign(user, *standing);
      } else {
        row.standings.erase(user);
      }
    }
    return {};
  }
  Status add_post(const GroupId& group, const StoredPost& post) override {
    if (groups_.count(group) == 0) return absent("group");
    return posts_.add(group, post, undo_);
  }
  Status erase_post(const GroupId& group, const MessageId& post) override {
    return posts_.erase(group, post, undo_);
  }
  Status add_blob(const Blob& blob) override {
    if (account(blob.owner) == nullptr) return absent("account");
    if (blobs_.contains(blob.id)) return Error{ErrorCode::already_exists, "blob"};
    undo_.push_back([this, id = blob.id] { blobs_.erase(id); });
    blobs_[blob.id] = {blob.owner, blob.size, blob.created, {}};
    return {};
  }
  Status append_to_blob(const wire::BlobId& id, std::uint64_t part, ByteView data) override {
    const auto found = blobs_.find(id);
    const bool next = found != blobs_.end() && found->second.owner && found->second.parts.size() == part;
    if (!next) return Error{ErrorCode::already_exists, "blob part"};
    found->second.parts.push_back(copy_of(data));
    undo_.push_back([this, id] { blobs_[id].parts.pop_back(); });
    return {};
  }
  Status remove_blob(const wire::BlobId& id) override {
    const auto found = blobs_.find(id);
    if (found == blobs_.end() || !found->second.owner) return absent("blob");
    disown(id);
    return {};
  }
  Result<bool> sweep_blobs(Day unfinished, std::size_t parts) override {
    const auto found = std::find_if(blobs_.begin(), blobs_.end(), [&](const auto& entry) {
      const auto& [id, row] = entry;
      return !row.owner ||
             (row.parts.size() < wire::blob_parts(row.size) && row.created.number < unfinished.number);
    });
    if (found == blobs_.end()) return false;
    keep(blobs_, found->first);
    found->second.owner.reset();
    auto& left = found->second.parts;
    if (left.size() < parts) {
      blobs_.erase(found);
    } else {
      left.resize(left.size() - parts);
    }
    return true;
  }
  Status append_to_archive(const Username& owner, const archive::Entry& entry) override {
    if (account(owner) == nullptr) return absent("account");
    return archive_.append(owner, entry, undo_);
  }
  Status shred_archived(const Username& owner, const archive::Entry& shredded) override {
    return archive_.shred(owner, shredded, undo_);
  }
  Status add_news(Day day, std::string_view title, std::string_view text) override {
    news_.push_back(
        {static_cast<std::int64_t>(news_.size()) + 1, day, std::string{title}, std::string{text}});
    undo_.push_back([this] { news_.pop_back(); });
    return {};
  }

 private:
  template <class Key>
  using Pool = std::map<PrekeyId, Key> DeviceRow::*;

  template <class Key>
  Status add_to(Pool<Key> pool, const Address& address, std::span<const Key> keys) {
    auto* row = device(address);
    if (row == nullptr) return absent("device");
    for (const auto& key : keys) {
      if ((row->*pool).emplace(key.id, key).second) {
        undo_.push_back([this, pool, address, id = key.id] { (device(address)->*pool).erase(id); });
      }
    }
    return {};
  }

  template <class Key>
  Result<std::optional<Key>> take_from(Pool<Key> pool, const Address& address) {
    auto* row = device(address);
    if (row == nullptr || (row->*pool).empty()) return std::optional<Key>{};
    auto key = (row->*pool).begin()->second;
    (row->*pool).erase((row->*pool).begin());
    undo_.push_back([this, pool, address, key] { (device(address)->*pool).emplace(key.id, key); });
    return std::optional<Key>{std::move(key)};
  }

  template <class Map>
  void keep(Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    if (found == map.end()) {
      undo_.push_back([&map, key] { map.erase(key); });
    } else {
      undo_.push_back([&map, key, before = found->second] { map.insert_or_assign(key, before); });
    }
  }
  template <class Change>
  Status change(const Address& address, Change apply) {
    auto* row = device(address);
    if (row == nullptr) return absent("device");
    undo_.push_back([this, address, before = row->device] { device(address)->device = before; });
    apply(*row);
    return {};
  }
  template <class Wanted>
  void drop_tokens(Wanted wanted) {
    for (auto it = tokens_.begin(); it != tokens_.end();) {
      if (!wanted(it->second)) {
        ++it;
        continue;
      }
      undo_.push_back([this, token = it->second] { tokens_.insert_or_assign(token.hash, token); });
      it = tokens_.erase(it);
    }
  }
  void disown(const wire::BlobId& id) {
    auto& owner = blobs_[id].owner;
    undo_.push_back([this, id, before = owner] { blobs_[id].owner = before; });
    owner.reset();
  }
  static void erase_letter(DeviceRow& row, LetterId id) {
    const auto found = row.mailbox.letters.find(id);
    row.mailbox.size.letters -= 1;
    row.mailbox.size.bytes -= found->second.envelope.ciphertext.size();
    row.mailbox.letters.erase(found);
  }
  const AccountRow* account(const Username& name) const {
    const auto found = accounts_.find(name);
    return found == accounts_.end() ? nullptr : &found->second;
  }
  AccountRow* account(const Username& name) {
    const auto found = accounts_.find(name);
    return found == accounts_.end() ? nullptr : &found->second;
  }
  const DeviceRow* device(const Address& address) const {
    const auto* row = account(address.user);
    if (row == nullptr) return nullptr;
    const auto found = row->devices.find(address.device);
    return found == row->devices.end() ? nullptr : &found->second;
  }
  DeviceRow* device(const Address& address) {
    auto* row = account(address.user);
    if (row == nullptr) return nullptr;
    const auto found = row->devices.find(address.device);
    return found == row->devices.end() ? nullptr : &found->second;
  }

  std::map<std::string, Bytes> settings_;
  std::map<Username, AccountRow> accounts_;
  std::set<Hash> retired_;
  std::map<Hash, Token> tokens_;
  std::map<GroupId, GroupRow> groups_;
  std::map<wire::BlobId, BlobRow> blobs_;
  MemoryArchive archive_;
  MemoryPosts posts_;
  std::map<std::string, Username> skeletons_;
  std::vector<News> news_;
  std::int64_t last_letter_ = 0;
  std::vector<Undo> undo_;
};

MemoryStore::MemoryStore(Commit commit) : commit_{commit}, tables_{std::make_unique<MemoryTables>()} {}
MemoryStore::~MemoryStore() = default;

void MemoryStore::copy_from(const MemoryStore& other) { *tables_ = *other.tables_; }

Status MemoryStore::read(const Reading& reading) {
  const std::lock_guard lock{mutex_};
  return reading(*tables_);
}

Status MemoryStore::run(const Work& work) {
  Status status = work(*tables_);
  if (!status.ok()) tables_->roll_back();
  tables_->forget();
  return status;
}

void MemoryStore::update(Work work, Done done) {
  std::unique_lock lock{mutex_};
  if (commit_ == Commit::by_hand) {
    waiting_.push_back({std::move(work), std::move(done)});
    return;
  }
  Status status = run(work);
  lock.unlock();
  done(std::move(status));
}

std::size_t MemoryStore::waiting() const {
  const std::lock_guard lock{mutex_};
  return waiting_.size();
}

void MemoryStore::commit() {
  for (std::size_t left = waiting(); left > 0; --left) {
    std::unique_lock lock{mutex_};
    Queued next = std::move(waiting_.front());
    waiting_.pop_front();
    Status status = run(next.work);
    lock.unlock();
    next.done(std::move(status));
  }
}

void MemoryStore::lose() {
  std::deque<Queued> lost;
  {
    const std::lock_guard lock{mutex_};
    lost.swap(waiting_);
  }
  for (auto& queued : lost) queued.done(Error{ErrorCode::store_unavailable, "lost"});
}

}  // namespace sotto::relay::store
