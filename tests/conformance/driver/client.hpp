// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "group_tables.hpp"
#include "request.hpp"
#include "session_tables.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::conformance {

/// One client of the driver: its disk, and what it has in memory. Each method is a command; a failed one
/// changes nothing.
class Client {
 public:
  explicit Client(RandomSource& random) noexcept : random_{&random} {}

  Result<Json> new_identity(const Request& request);
  Result<Json> set_identity(const Request& request);
  Result<Json> export_identity(const Request& request);
  Result<Json> bundle(const Request& request);
  Result<Json> has_prekey(const Request& request);
  Result<Json> process_bundle(const Request& request);
  Result<Json> encrypt(const Request& request);
  Result<Json> decrypt(const Request& request);
  Result<Json> sotto_bundle(const Request& request);
  Result<Json> sotto_process_bundle(const Request& request);
  Result<Json> sotto_encrypt(const Request& request);
  Result<Json> sotto_decrypt(const Request& request);
  Result<Json> sotto_fingerprint(const Request& request);
  Result<Json> sotto_get_session(const Request& request);
  Result<Json> sotto_set_session(const Request& request);
  Result<Json> sotto_group_create(const Request& request);
  Result<Json> sotto_group_sign(const Request& request);
  Result<Json> sotto_group_extend(const Request& request);
  Result<Json> sotto_group_state(const Request& request);
  Result<Json> sotto_group_key(const Request& request);
  Result<Json> sotto_group_process_key(const Request& request);
  Result<Json> sotto_group_encrypt(const Request& request);
  Result<Json> sotto_group_decrypt(const Request& request);
  Result<Json> sk_create(const Request& request);
  Result<Json> sk_process(const Request& request);
  Result<Json> sk_encrypt(const Request& request);
  Result<Json> sk_decrypt(const Request& request);
  Result<Json> sign(const Request& request);
  Result<Json> verify(const Request& request);
  Result<Json> fingerprint(const Request& request);
  Result<Json> get_session(const Request& request);
  Result<Json> set_session(const Request& request);
  Result<Json> restart(const Request& request);
  Result<Json> fail_store(const Request& request);

 private:
  struct Memory {
    Address address;
    crypto::IdentityKeyPair identity;
    RegistrationId registration;
    crypto::Session session;
    crypto::HybridSession hybrid;
    crypto::SenderKeys sender_keys;
  };
  /// invalid_state before new_identity.
  Result<Memory*> memory();
  [[nodiscard]] Memory remember(Address address, crypto::IdentityKeyPair identity,
                                RegistrationId registration) const;
  /// With prekeys of its own, a signed one too, so that a suite can tell bundles apart.
  Result<Json> fresh_bundle(SessionTables& tables, const Request& request);
  static Status save_account(Transaction& transaction, const Memory& memory);
  Result<std::optional<Memory>> load_account();
  /// not_found: nobody has told this client of the group.
  static Result<KnownGroup> find_known(GroupTables& tables, const GroupId& group);
  /// Runs one operation of the session layer in a transaction of its own.
  template <class Tables = SessionTables, class Work>
  auto transact(Work&& work) -> decltype(work(std::declval<Tables&>())) {
    Transaction transaction{disk_};
    Tables tables{transaction};
    auto result = work(tables);
    if (result) SOTTO_TRY(transaction.commit());
    return result;
  }

  RandomSource* random_;
  Disk disk_;
  std::optional<Memory> memory_;
};

}  // namespace sotto::conformance
