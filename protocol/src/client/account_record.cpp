// SPDX-License-Identifier: GPL-3.0-or-later
#include "account_record.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

constexpr std::uint8_t record_version = 1;
constexpr std::string_view record_key = "account";

Result<AccountPtr> parse_account(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  SOTTO_ASSIGN(auto user, in.username());
  const DeviceId device{in.u32()};
  auto token = SecretBytes::copied_from(in.bytes());
  auto identity = crypto::IdentityKeyPair::from_private(SecretBytes::copied_from(in.bytes()));
  auto archive_key = SecretBytes::copied_from(in.bytes());
  const RegistrationId registration{in.u32()};
  auto device_name = in.text();
  auto display_name = in.text();
  auto about = in.text();
  const bool listed = in.u8() != 0;
  SOTTO_TRY(in.finish());
  if (!identity) return Error{ErrorCode::store_corrupt, "account identity"};
  return AccountPtr{std::make_shared<const Account>(Account{
      Address{std::move(user), device}, std::move(token), *std::move(identity), std::move(archive_key),
      registration, std::move(device_name), std::move(display_name), std::move(about), listed})};
}

}  // namespace

Result<AccountPtr> load_account(store::ClientStore& store) {
  SOTTO_ASSIGN(auto record, store.find(store::Table::account, bytes_of(record_key)));
  if (!record) return AccountPtr{};
  auto account = parse_account(*record);
  wipe(*record);
  return account;
}

Status save_account(Step& step, const Account& account) {
  RecordWriter out;
  out.u8(record_version)
      .text(account.self.user.text())
      .u32(account.self.device.value)
      .bytes(account.token.expose())
      .bytes(account.identity.private_key().expose())
      .bytes(account.archive_key.expose())
      .u32(account.registration.value)
      .text(account.device_name)
      .text(account.display_name)
      .text(account.about)
      .u8(account.listed ? 1 : 0);
  return step.put(store::Table::account, bytes_of(record_key), out.view());
}

Account clone(const Account& account) {
  return {account.self,         account.token.clone(), account.identity.clone(), account.archive_key.clone(),
          account.registration, account.device_name,   account.display_name,     account.about,
          account.listed};
}

}  // namespace sotto::client
