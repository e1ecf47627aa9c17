// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/master_key.hpp"

#include <QFile>
#include <QSaveFile>
#include <QThreadPool>

#include "host/background.hpp"
#include "host/passphrase_file.hpp"
#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t entry_name_size = 16;
constexpr qint64 longest_entry_name = 200;

Result<SecretBytes> fresh_key() {
  SOTTO_ASSIGN(const auto random, crypto::system_random());
  SecretBytes key{key_size};
  SOTTO_TRY(random->fill(key.expose_for_writing()));
  return key;
}

Result<QString> fresh_entry_name() {
  SOTTO_ASSIGN(const auto random, crypto::system_random());
  Bytes bytes(entry_name_size);
  SOTTO_TRY(random->fill(bytes));
  return QStringLiteral("database ") + to_qt(to_hex(bytes));
}

QString read_entry_name(const QString& path) {
  QFile file{path};
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(longest_entry_name)).trimmed()
                                        : QString{};
}

bool write_entry_name(const QString& path, const QString& name) {
  QSaveFile file{path};
  return file.open(QIODevice::WriteOnly) && file.write(name.toUtf8()) > 0 && file.commit();
}

/// The first time makes the file, later ones must fit it.
Result<SecretBytes> key_from(const QString& path, const SecretBytes& passphrase) {
  if (QFile::exists(path)) return PassphraseFile::open(path, passphrase);
  SOTTO_ASSIGN(const auto random, crypto::system_random());
  return PassphraseFile::create(path, passphrase, *random);
}

}  // namespace

MasterKey::MasterKey(DataFolder folder, Keychain* keychain, QObject* parent)
    : QObject{parent}, folder_{std::move(folder)}, keychain_{keychain} {}

void MasterKey::look() {
  if (!key_.empty()) {
    emit found();
  } else if (QFile::exists(folder_.passphrase())) {
    emit locked(lock_ = Lock::enter);
  } else {
    entry_ = read_entry_name(folder_.keychain_entry());
    read_keychain();
  }
}

void MasterKey::read_keychain() {
  if (keychain_ == nullptr) return no_keychain();
  if (entry_.isEmpty()) return make_fresh();
  keychain_->read(entry_, when_answered(this, [this](Result<std::optional<SecretBytes>> answer) {
                    on_read(std::move(answer));
                  }));
}

void MasterKey::on_read(Result<std::optional<SecretBytes>> answer) {
  if (!answer) {
    emit failed(ErrorCode::store_unavailable);
  } else if (*answer && (*answer)->size() == key_size) {
    take(std::move(**answer));
  } else if (folder_.has_databases()) {
    emit failed(ErrorCode::wrong_store_key);
  } else {
    make_fresh();
  }
}

void MasterKey::make_fresh() {
  if (folder_.has_databases()) {
    emit failed(ErrorCode::wrong_store_key);
    return;
  }
  auto key = fresh_key();
  auto name = fresh_entry_name();
  if (!key || !name) {
    emit failed(ErrorCode::random_failed);
    return;
  }
  entry_ = *name;
  const auto shared = std::make_shared<SecretBytes>(std::move(*key));
  keychain_->write(entry_, *shared, when_answered(this, [this, shared](Status written) {
                     if (written) {
                       verify(shared);
                     } else {
                       no_keychain();
                     }
                   }));
}

void MasterKey::verify(const std::shared_ptr<SecretBytes>& key) {
  keychain_->read(entry_, when_answered(this, [this, key](Result<std::optional<SecretBytes>> answer) {
                    const bool kept =
                        answer && *answer && equal_in_constant_time((*answer)->expose(), key->expose());
                    if (!kept) return no_keychain();
                    if (write_entry_name(folder_.keychain_entry(), entry_)) {
                      take(std::move(*key));
                    } else {
                      emit failed(ErrorCode::store_unavailable);
                    }
                  }));
}

void MasterKey::no_keychain() {
  if (QFile::exists(folder_.keychain_entry()) || folder_.has_databases()) {
    emit failed(ErrorCode::store_unavailable);
  } else {
    emit locked(lock_ = Lock::create);
  }
}

void MasterKey::unlock(SecretBytes passphrase) {
  if (lock_ == Lock::none || passphrase.empty()) return;
  lock_ = Lock::none;
  in_background<SecretBytes>(
      [path = folder_.passphrase(), passphrase = std::move(passphrase)] {
        return key_from(path, passphrase);
      },
      when_answered(this, [this](Result<SecretBytes> key) { on_passphrase(std::move(key)); }));
}

void MasterKey::on_passphrase(Result<SecretBytes> key) {
  if (key) {
    take(*std::move(key));
  } else if (key.error().code == ErrorCode::wrong_password) {
    emit locked(lock_ = Lock::wrong);
  } else {
    emit failed(key.error().code);
  }
}

void MasterKey::take(SecretBytes key) {
  key_ = std::move(key);
  emit found();
}

Result<SecretBytes> MasterKey::for_database(const RelayUrl& relay) const {
  return crypto::derive_relay_database_key(key_, from_qt(relay.text()));
}

}  // namespace sotto::desktop
