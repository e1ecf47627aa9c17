// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/server_key.hpp"

#include "sotto/crypto/digest.hpp"
#include "sotto/wire/limits.hpp"
#include "store/name_skeleton.hpp"

namespace sotto::relay {
namespace {

constexpr std::string_view setting_name = "server_key";
constexpr std::size_t key_size = 32;

Bytes labelled(std::string_view label, ByteView message) {
  Bytes all = copy_of(bytes_of(label));
  all.push_back(0);
  append(all, message);
  return all;
}

}  // namespace

Result<ServerKey> ServerKey::load_or_make(store::Store& store, RandomSource& random) {
  std::optional<Bytes> kept;
  SOTTO_TRY(store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(kept, snapshot.find_setting(setting_name));
    return {};
  }));
  if (kept) {
    if (kept->size() != key_size) return Error{ErrorCode::store_corrupt, "server_key"};
    return ServerKey{SecretBytes::copied_from(ByteView{*kept})};
  }
  SecretBytes fresh{key_size};
  SOTTO_TRY(random.fill(fresh.expose_for_writing()));
  SOTTO_TRY(update_and_wait(store, [&](store::Transaction& transaction) {
    return transaction.set_setting(setting_name, fresh.expose());
  }));
  return ServerKey{std::move(fresh)};
}

Bytes ServerKey::invented_salt(const Username& name) const {
  const auto tag = crypto::hmac_sha256(key_, labelled("sotto/v1/invented-salt", bytes_of(name.text())));
  return copy_of(ByteView{tag}.first(wire::password_salt_size));
}

store::Hash ServerKey::retired_tag(const Username& name) const {
  return crypto::hmac_sha256(key_, labelled("sotto/v1/retired-skeleton", bytes_of(store::skeleton_of(name))));
}

store::Hash ServerKey::former_retired_tag(const Username& name) const {
  return crypto::hmac_sha256(key_, labelled("sotto/v1/retired-name", bytes_of(name.text())));
}

store::Hash login_hash(const SecretBytes& login_secret, ByteView salt) {
  return crypto::hmac_sha256(login_secret, labelled("sotto/v1/login-hash", salt));
}

store::Hash token_hash(ByteView token) { return crypto::sha256(token); }

}  // namespace sotto::relay
