// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_tables.hpp"

#include <algorithm>

#include "store/fold.hpp"
#include "store/like_pattern.hpp"
#include "store/name_skeleton.hpp"

namespace sotto::relay::store {
namespace {

constexpr std::int64_t ms_per_hour = 60 * 60 * 1000;

Error corrupt(const char* where) { return {ErrorCode::store_corrupt, where}; }

Result<Username> read_name(Query& query) {
  auto name = Username::parse(query.text());
  if (!name.ok()) return corrupt("name");
  return name;
}

Result<Hash> read_hash(Query& query) {
  const Bytes raw = query.blob();
  Hash hash{};
  if (raw.size() != hash.size()) return corrupt("hash");
  std::copy(raw.begin(), raw.end(), hash.begin());
  return hash;
}

#define SOTTO_ACCOUNT_COLUMNS                                                                           \
  "name, password_salt, password_memory_kib, password_passes, password_lanes, login_salt, login_hash, " \
  "wrapped_keys, identity_key, display_name, about, listed, created_day"

Result<Account> read_account(Query& query) {
  SOTTO_ASSIGN(auto name, read_name(query));
  Account account{std::move(name), {}, {}, {}, {}, {}, {}, {}};
  account.password.salt = query.blob();
  account.password.memory_kib = query.small();
  account.password.passes = query.small();
  account.password.lanes = query.small();
  account.login_salt = query.blob();
  SOTTO_ASSIGN(account.login_hash, read_hash(query));
  account.wrapped_keys = query.blob();
  account.identity_key = query.blob();
  account.profile.display_name = query.text();
  account.profile.about = query.text();
  account.profile.listed = query.number() != 0;
  account.created = Day{query.number()};
  return account;
}

Device read_device(Query& query) {
  Device device;
  device.id = DeviceId{query.small()};
  device.sealed_name = query.blob();
  device.created = Day{query.number()};
  device.last_seen = Day{query.number()};
  if (query.null_next()) return device;
  DeviceKeys keys;
  keys.registration = RegistrationId{query.small()};
  keys.device_signature = query.blob();
  keys.signed_prekey.id = PrekeyId{query.small()};
  keys.signed_prekey.key = query.blob();
  keys.signed_prekey.signature = query.blob();
  keys.signed_prekey_at = Instant{query.number() * ms_per_hour};
  if (query.null_next()) return device;  // from before suite 2: its owner publishes anew
  keys.suite = query.small();
  keys.kem_last_resort.id = PrekeyId{query.small()};
  keys.kem_last_resort.key = query.blob();
  keys.kem_last_resort.signature = query.blob();
  device.keys = std::move(keys);
  return device;
}

#define SOTTO_TOKEN_COLUMNS \
  "token.hash, account.name, token.device, token.scope, token.label, token.created_day, token.expires_day"

Result<Token> read_token(Query& query) {
  SOTTO_ASSIGN(const auto hash, read_hash(query));
  SOTTO_ASSIGN(auto owner, read_name(query));
  Token token{hash, std::move(owner), {}, Scope::read, {}, {}, {}};
  if (!query.null_next())
    token.device = DeviceId{query.small()};
  else
    query.skip();
  const auto scope = query.number();
  if (scope < 1 || scope > 3) return corrupt("scope");
  token.scope = static_cast<Scope>(scope);
  token.label = query.text();
  token.created = Day{query.number()};
  if (!query.null_next()) token.expires = Day{query.number()};
  return token;
}

Result<StoredLetter> read_letter(Query& query, DeviceId recipient) {
  const LetterId id{query.number()};
  SOTTO_ASSIGN(auto sender, read_name(query));
  Letter letter{Address{std::move(sender), DeviceId{query.small()}}, {}, {}, {}};
  auto message = MessageId::parse(query.blob());
  if (!message.ok()) return corrupt("message_id");
  letter.message = *message;
  letter.received_at = Instant{query.number()};
  letter.envelope.version = query.small();
  letter.envelope.suite = query.small();
  letter.envelope.device = recipient;
  letter.envelope.type = static_cast<wire::EnvelopeType>(query.small());
  letter.envelope.ciphertext = query.blob();
  return StoredLetter{id, std::move(letter)};
}

}  // namespace

Result<std::optional<std::int64_t>> SqliteTables::account_id(const Username& name) const {
  auto query = db_.query("SELECT id FROM account WHERE name = ?");
  SOTTO_ASSIGN(const bool found, query.bind(name.text()).step());
  return found ? std::optional{query.number()} : std::nullopt;
}

Status SqliteTables::change_one(Query query) const {
  SOTTO_TRY(query.run());
  if (db_.changes() == 0) return Error{ErrorCode::not_found, "row"};
  return {};
}

Status SqliteTables::overwrite_one(Query query) {
  db_.note_erased();
  SOTTO_TRY(db_.execute("PRAGMA secure_delete = ON"));
  const auto status = change_one(std::move(query));
  SOTTO_TRY(db_.execute("PRAGMA secure_delete = FAST"));
  return status;
}

Result<std::optional<Bytes>> SqliteTables::find_setting(std::string_view key) const {
  auto query = db_.query("SELECT value FROM setting WHERE key = ?");
  SOTTO_ASSIGN(const bool found, query.bind(key).step());
  return found ? std::optional{query.blob()} : std::nullopt;
}

Status SqliteTables::set_setting(std::string_view key, ByteView value) {
  return db_
      .query(
          "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = "
          "excluded.value")
      .bind(key)
      .bind(value)
      .run();
}

Result<std::optional<Account>> SqliteTables::find_account(const Username& name) const {
  auto query = db_.query("SELECT " SOTTO_ACCOUNT_COLUMNS " FROM account WHERE name = ?");
  SOTTO_ASSIGN(const bool found, query.bind(name.text()).step());
  if (!found) return std::optional<Account>{};
  SOTTO_ASSIGN(auto account, read_account(query));
  return std::optional{std::move(account)};
}

Result<bool> SqliteTables::identity_key_in_use(ByteView identity_key) const {
  return db_.query("SELECT 1 FROM account WHERE identity_key = ?").bind(identity_key).step();
}

Result<bool> SqliteTables::name_retired(const Hash& tag) const {
  return db_.query("SELECT 1 FROM retired_name WHERE tag = ?").bind(ByteView{tag}).step();
}

Result<bool> SqliteTables::skeleton_in_use(const Username& name) const {
  return db_.query("SELECT 1 FROM name_skeleton WHERE skeleton = ?").bind(skeleton_of(name)).step();
}

Result<std::vector<Account>> SqliteTables::search_listed(std::string_view wanted, std::size_t limit) const {
  const std::string pattern = like_pattern(fold(wanted));
  auto query = db_.query(
      "SELECT " SOTTO_ACCOUNT_COLUMNS
      " FROM account WHERE listed AND "
      "(name LIKE ?1 ESCAPE '\\' OR lower(display_name) LIKE ?1 ESCAPE '\\') ORDER BY name LIMIT ?2");
  query.bind(pattern).bind(static_cast<std::int64_t>(limit));
  std::vector<Account> found;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return found;
    SOTTO_ASSIGN(auto account, read_account(query));
    found.push_back(std::move(account));
  }
}

Status SqliteTables::add_account(const Account& account) {
  SOTTO_TRY(db_.query("INSERT INTO account(" SOTTO_ACCOUNT_COLUMNS ", next_device) "
                      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .bind(account.name.text())
                .bind(account.password.salt)
                .bind(account.password.memory_kib)
                .bind(account.password.passes)
                .bind(account.password.lanes)
                .bind(account.login_salt)
                .bind(ByteView{account.login_hash})
                .bind(account.wrapped_keys)
                .bind(account.identity_key)
                .bind(account.profile.display_name)
                .bind(account.profile.about)
                .bind(std::int64_t{account.profile.listed ? 1 : 0})
                .bind(account.created.number)
                .run());
  return db_.query("INSERT INTO name_skeleton(skeleton, account) VALUES(?, ?)")
      .bind(skeleton_of(account.name))
      .bind(db_.last_row_id())
      .run();
}

Status SqliteTables::remove_account(const Username& name, const Hash& tag) {
  db_.note_erased();
  SOTTO_TRY(change_one(std::move(db_.query("DELETE FROM account WHERE name = ?").bind(name.text()))));
  return db_.query("INSERT OR IGNORE INTO retired_name(tag) VALUES(?)").bind(ByteView{tag}).run();
}

Status SqliteTables::set_profile(const Username& name, const Profile& profile) {
  return change_one(
      std::move(db_.query("UPDATE account SET display_name = ?, about = ?, listed = ? WHERE name = ?")
                    .bind(profile.display_name)
                    .bind(profile.about)
                    .bind(std::int64_t{profile.listed ? 1 : 0})
                    .bind(name.text())));
}

Result<std::optional<wire::SignedDeviceList>> SqliteTables::device_list(const Username& owner) const {
  using List = std::optional<wire::SignedDeviceList>;
  auto query = db_.query("SELECT device_list, device_list_signature FROM account WHERE name = ?");
  SOTTO_ASSIGN(const bool found, query.bind(owner.text()).step());
  if (!found || query.null_next()) return List{};
  wire::SignedDeviceList list;
  list.list = query.blob();
  list.signature = query.blob();
  return List{std::move(list)};
}

Status SqliteTables::set_device_list(const Username& owner, const wire::SignedDeviceList& list) {
  return change_one(
      std::move(db_.query("UPDATE account SET device_list = ?, device_list_signature = ? WHERE name = ?")
                    .bind(list.list)
                    .bind(list.signature)
                    .bind(owner.text())));
}

Status SqliteTables::skip_devices(const Username& owner, DeviceId up_to) {
  return change_one(std::move(db_.query("UPDATE account SET next_device = MAX(next_device, ?) WHERE name = ?")
                                  .bind(std::int64_t{up_to.value} + 1)
                                  .bind(owner.text())));
}

Result<std::vector<Device>> SqliteTables::devices(const Username& owner) const {
  auto query = db_.query(
      "SELECT device, sealed_name, device.created_day, last_seen_day, registration, device_signature, "
      "signed_prekey_id, signed_prekey, signed_prekey_signature, signed_prekey_hour, suite, kem_prekey_id, "
      "kem_prekey, kem_prekey_signature "
      "FROM device JOIN account ON account.id = device.account WHERE name = ? ORDER BY device");
  query.bind(owner.text());
  std::vector<Device> all;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return all;
    all.push_back(read_device(query));
  }
}

Result<DeviceId> SqliteTables::add_device(const Username& owner, const Bytes& sealed_name, Day today) {
  auto next = db_.query(
      "UPDATE account SET next_device = next_device + 1 WHERE name = ? RETURNING id, next_device - 1");
  SOTTO_ASSIGN(const bool found, next.bind(owner.text()).step());
  if (!found) return Error{ErrorCode::not_found, "account"};
  const std::int64_t account = next.number();
  const DeviceId id{next.small()};
  SOTTO_TRY(next.step());
  SOTTO_TRY(
      db_.query(
             "INSERT INTO device(account, device, sealed_name, created_day, last_seen_day, mailbox_letters, "
             "mailbox_bytes) VALUES(?, ?, ?, ?4, ?4, 0, 0)")
          .bind(account)
          .bind(id.value)
          .bind(sealed_name)
          .bind(today.number)
          .run());
  return id;
}

#define SOTTO_WHERE_DEVICE " WHERE account = (SELECT id FROM account WHERE name = ?) AND device = ?"

Status SqliteTables::remove_device(const Address& device) {
  db_.note_erased();
  return change_one(std::move(
      db_.query("DELETE FROM device" SOTTO_WHERE_DEVICE).bind(device.user.text()).bind(device.device.value)));
}

Status SqliteTables::set_sealed_name(const Address& device, const Bytes& sealed_name) {
  if (sealed_name.empty()) return {};
  return change_one(std::move(db_.query("UPDATE device SET sealed_name = ?" SOTTO_WHERE_DEVICE)
                                  .bind(sealed_name)
                                  .bind(device.user.text())
                                  .bind(device.device.value)));
}

Status SqliteTables::set_last_seen(const Address& device, Day today) {
  return change_one(std::move(db_.query("UPDATE device SET last_seen_day = ?" SOTTO_WHERE_DEVICE)
                                  .bind(today.number)
                                  .bind(device.user.text())
                                  .bind(device.device.value)));
}

Status SqliteTables::set_keys(const Address& device, const DeviceKeys& keys) {
  return change_one(std::move(
      db_.query("UPDATE device SET registration = ?, device_signature = ?, signed_prekey_id = ?, "
                "signed_prekey = ?, "
                "signed_prekey_signature = ?, signed_prekey_hour = ?, suite = ?, kem_prekey_id = ?, "
                "kem_prekey = ?, kem_prekey_signature = ?" SOTTO_WHERE_DEVICE)
          .bind(keys.registration.value)
          .bind(keys.device_signature)
          .bind(keys.signed_prekey.id.value)
          .bind(keys.signed_prekey.key)
          .bind(keys.signed_prekey.signature)
          .bind(keys.signed_prekey_at.milliseconds / ms_per_hour)
          .bind(keys.suite)
          .bind(keys.kem_last_resort.id.value)
          .bind(keys.kem_last_resort.key)
          .bind(keys.kem_last_resort.signature)
          .bind(device.user.text())
          .bind(device.device.value)));
}

Result<std::optional<Token>> SqliteTables::find_token(const Hash& hash) const {
  auto query = db_.query("SELECT " SOTTO_TOKEN_COLUMNS
                         " FROM token JOIN account ON account.id = token.account WHERE token.hash = ?");
  SOTTO_ASSIGN(const bool found, query.bind(ByteView{hash}).step());
  if (!found) return std::optional<Token>{};
  SOTTO_ASSIGN(auto token, read_token(query));
  return std::optional{std::move(token)};
}

Result<std::vector<Token>> SqliteTables::tokens(const Username& owner) const {
  auto query = db_.query(
      "SELECT " SOTTO_TOKEN_COLUMNS
      " FROM token JOIN account ON account.id = token.account WHERE account.name = ? ORDER BY token.hash");
  query.bind(owner.text());
  std::vector<Token> all;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return all;
    SOTTO_ASSIGN(auto token, read_token(query));
    all.push_back(std::move(token));
  }
}

Status SqliteTables::add_token(const Token& token) {
  SOTTO_ASSIGN(const auto owner, account_id(token.owner));
  if (!owner) return Error{ErrorCode::not_found, "account"};
  auto query = db_.query(
      "INSERT INTO token(hash, account, device, scope, label, created_day, expires_day) "
      "VALUES(?, ?, ?, ?, ?, ?, ?)");
  query.bind(ByteView{token.hash}).bind(*owner);
  if (token.device)
    query.bind(token.device->value);
  else
    query.bind_null();
  query.bind(static_cast<std::int64_t>(token.scope)).bind(token.label).bind(token.created.number);
  if (token.expires)
    query.bind(token.expires->number);
  else
    query.bind_null();
  return query.run();
}

Result<bool> SqliteTables::remove_token(const Hash& hash) {
  SOTTO_TRY(db_.query("DELETE FROM token WHERE hash = ?").bind(ByteView{hash}).run());
  return db_.changes() > 0;
}

Result<std::optional<SqliteTables::Mailbox>> SqliteTables::mailbox(const Address& owner) const {
  auto query = db_.query(
      "SELECT account.id, mailbox_letters, mailbox_bytes FROM account "
      "JOIN device ON device.account = account.id WHERE name = ? AND device = ?");
  SOTTO_ASSIGN(const bool found, query.bind(owner.user.text()).bind(owner.device.value).step());
  if (!found) return std::optional<Mailbox>{};
  Mailbox mailbox;
  mailbox.account = query.number();
  mailbox.size.letters = static_cast<std::uint64_t>(query.number());
  mailbox.size.bytes = static_cast<std::uint64_t>(query.number());
  return std::optional{mailbox};
}

Result<MailboxSize> SqliteTables::mailbox_size(const Address& recipient) const {
  SOTTO_ASSIGN(const auto found, mailbox(recipient));
  return found ? found->size : MailboxSize{};
}

Result<LetterId> SqliteTables::find_letter(std::int64_t account, const Letter& letter) const {
  auto query =
      db_.query("SELECT id FROM letter WHERE account = ? AND device = ? AND message_id = ? AND sender = ?");
  query.bind(account)
      .bind(letter.envelope.device.value)
      .bind(letter.message.view())
      .bind(letter.sender.user.text());
  SOTTO_ASSIGN(const bool found, query.step());
  return LetterId{found ? query.number() : 0};
}

Status SqliteTables::resize_mailbox(std::int64_t account, DeviceId device, std::int64_t letters,
                                    std::int64_t bytes) {
  return db_
      .query(
          "UPDATE device SET mailbox_letters = mailbox_letters + ?, mailbox_bytes = mailbox_bytes + ? "
          "WHERE account = ? AND device = ?")
      .bind(letters)
      .bind(bytes)
      .bind(account)
      .bind(device.value)
      .run();
}

Result<PostResult> SqliteTables::post(const Username& recipient, const Letter& letter,
                                      const MailboxQuota& quota) {
  const auto device = letter.envelope.device;
  SOTTO_ASSIGN(const auto owner, mailbox({recipient, device}));
  if (!owner) return PostResult{Posted::no_such_device, {}};
  const auto bytes = letter.envelope.ciphertext.size();
  if (owner->size.letters + 1 > quota.letters || owner->size.bytes + bytes > quota.bytes) {
    SOTTO_ASSIGN(const auto there, find_letter(owner->account, letter));
    return PostResult{there.value != 0 ? Posted::already_there : Posted::mailbox_full, there};
  }
  SOTTO_TRY(db_.query("INSERT OR IGNORE INTO letter(account, device, sender, sender_device, message_id, "
                      "received_at_ms, "
                      "version, suite, type, ciphertext) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(owner->account)
                .bind(device.value)
                .bind(letter.sender.user.text())
                .bind(letter.sender.device.value)
                .bind(letter.message.view())
                .bind(letter.received_at.milliseconds)
                .bind(letter.envelope.version)
                .bind(letter.envelope.suite)
                .bind(static_cast<std::int64_t>(letter.envelope.type))
                .bind(letter.envelope.ciphertext)
                .run());
  if (db_.changes() == 0) {
    SOTTO_ASSIGN(const auto there, find_letter(owner->account, letter));
    return PostResult{Posted::already_there, there};
  }
  const LetterId id{db_.last_row_id()};
  SOTTO_TRY(resize_mailbox(owner->account, device, 1, static_cast<std::int64_t>(bytes)));
  return PostResult{Posted::stored, id};
}

Result<std::vector<StoredLetter>> SqliteTables::letters(const Address& recipient, LetterId after,
                                                        std::size_t limit) const {
  auto query = db_.query(
      "SELECT id, sender, sender_device, message_id, received_at_ms, version, suite, type, ciphertext "
      "FROM letter" SOTTO_WHERE_DEVICE " AND id > ? ORDER BY id LIMIT ?");
  query.bind(recipient.user.text())
      .bind(recipient.device.value)
      .bind(after.value)
      .bind(static_cast<std::int64_t>(limit));
  std::vector<StoredLetter> page;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return page;
    SOTTO_ASSIGN(auto letter, read_letter(query, recipient.device));
    page.push_back(std::move(letter));
  }
}

Status SqliteTables::remove_letters(const Address& recipient, std::span<const LetterId> ids) {
  SOTTO_ASSIGN(const auto owner, mailbox(recipient));
  if (!owner) return {};
  std::int64_t letters = 0;
  std::int64_t bytes = 0;
  for (const auto id : ids) {
    auto query = db_.query(
        "DELETE FROM letter WHERE id = ? AND account = ? AND device = ? RETURNING length(ciphertext)");
    SOTTO_ASSIGN(const bool found,
                 query.bind(id.value).bind(owner->account).bind(recipient.device.value).step());
    if (!found) continue;
    db_.note_erased();
    letters -= 1;
    bytes -= query.number();
    SOTTO_TRY(query.step());
  }
  return resize_mailbox(owner->account, recipient.device, letters, bytes);
}

Result<std::vector<News>> SqliteTables::news(std::size_t limit) const {
  auto query = db_.query("SELECT id, day, title, text FROM news ORDER BY id DESC LIMIT ?");
  query.bind(static_cast<std::int64_t>(limit));
  std::vector<News> page;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return page;
    News news;
    news.id = query.number();
    news.day = Day{query.number()};
    news.title = query.text();
    news.text = query.text();
    page.push_back(std::move(news));
  }
}

Status SqliteTables::add_news(Day day, std::string_view title, std::string_view text) {
  return db_.query("INSERT INTO news(day, title, text) VALUES(?, ?, ?)")
      .bind(day.number)
      .bind(title)
      .bind(text)
      .run();
}

}  // namespace sotto::relay::store
