// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/passphrase_file.hpp"

#include <QFile>
#include <QSaveFile>

#include "host/passphrase_record.hpp"
#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

Status write(const QString& path, const QByteArray& bytes) {
  const Error failed{ErrorCode::store_unavailable, "passphrase file"};
  QSaveFile file{path};
  if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
    return failed;
  if (file.write(bytes) != bytes.size() || !file.commit()) return failed;
  return {};
}

Result<QByteArray> read(const QString& path) {
  QFile file{path};
  if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::store_unavailable, "passphrase file"};
  return file.read(PassphraseRecord::size + 1);
}

}  // namespace

Result<SecretBytes> PassphraseFile::create(const QString& path, const SecretBytes& passphrase,
                                           RandomSource& random) {
  PassphraseRecord record{{}, Bytes(PassphraseRecord::salt_size), {}};
  SOTTO_TRY(random.fill(record.salt));
  SOTTO_ASSIGN(auto keys, crypto::derive_passphrase_keys(passphrase, record.salt, record.cost));
  const auto tag = crypto::hmac_sha256(keys.check_key, record.head());
  record.tag.assign(tag.begin(), tag.end());
  SOTTO_TRY(write(path, to_qt_bytes(record.bytes())));
  return std::move(keys.database_key);
}

Result<SecretBytes> PassphraseFile::open(const QString& path, const SecretBytes& passphrase) {
  SOTTO_ASSIGN(const QByteArray bytes, read(path));
  SOTTO_ASSIGN(const auto record, PassphraseRecord::parse(view_of(bytes)));
  SOTTO_ASSIGN(auto keys, crypto::derive_passphrase_keys(passphrase, record.salt, record.cost));
  const auto expected = crypto::hmac_sha256(keys.check_key, record.head());
  if (!equal_in_constant_time(expected, record.tag)) {
    return Error{ErrorCode::wrong_password, "passphrase"};
  }
  return std::move(keys.database_key);
}

}  // namespace sotto::desktop
