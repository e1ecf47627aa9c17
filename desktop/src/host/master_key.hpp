// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "host/data_folder.hpp"
#include "host/keychain.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::desktop {

/// What stands between the user and the databases.
enum class Lock : std::uint8_t {
  none,
  create,  ///< no keychain answers: a passphrase has to be chosen
  enter,   ///< the passphrase is asked for
  wrong,   ///< the last one was wrong
};

/// Finds or makes the 32 random bytes that all databases of a folder depend on: in the system's keychain, or
/// from a passphrase where none answers. Nothing is ever replaced: a key that is gone while databases are
/// there is a failure, not a new beginning.
class MasterKey final : public QObject {
  Q_OBJECT

 public:
  /// `keychain` nullptr: a passphrase, whatever the system has. It must outlive this object.
  MasterKey(DataFolder folder, Keychain* keychain, QObject* parent = nullptr);

  /// Ends in found, locked or failed.
  void look();
  /// Takes half a second on a thread of its own; ends likewise. Only while locked.
  void unlock(SecretBytes passphrase);

  /// HKDF of the key and the relay's address. REQUIRES: found.
  [[nodiscard]] Result<SecretBytes> for_database(const RelayUrl& relay) const;

 signals:
  void found();
  void locked(sotto::desktop::Lock lock);
  /// store_unavailable (the keychain does not answer, or refuses), wrong_store_key (its entry is gone), or
  /// those of PassphraseFile.
  void failed(sotto::ErrorCode code);

 private:
  void read_keychain();
  void on_read(Result<std::optional<SecretBytes>> answer);
  void make_fresh();
  /// Reads back what was written: a keychain that forgets is found out before anything depends on it.
  void verify(const std::shared_ptr<SecretBytes>& key);
  void no_keychain();
  void on_passphrase(Result<SecretBytes> key);
  void take(SecretBytes key);

  DataFolder folder_;
  Keychain* keychain_;
  QString entry_;
  Lock lock_ = Lock::none;
  SecretBytes key_;
};

}  // namespace sotto::desktop
