// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/passphrase_file.hpp"

#include <QDataStream>
#include <QFile>
#include <QSaveFile>

#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

constexpr quint32 version = 1;
constexpr int magic_size = 16;
constexpr int salt_size = 16;
constexpr int tag_size = 32;
constexpr int head_size = magic_size + 4 * 4 + salt_size;
const QByteArray magic = QByteArrayLiteral("sotto-passphrase");

struct Head {
  crypto::PasswordCost cost;
  Bytes salt;
};

QByteArray encode(const Head& head) {
  QByteArray bytes;
  QDataStream out{&bytes, QIODevice::WriteOnly};
  out.writeRawData(magic.constData(), magic_size);
  out << version << head.cost.memory_kib << head.cost.passes << head.cost.lanes;
  out.writeRawData(to_qt_bytes(head.salt).constData(), salt_size);
  return bytes;
}

Result<Head> parse(const QByteArray& bytes) {
  const Error corrupt{ErrorCode::store_corrupt, "passphrase file", bytes.size()};
  if (bytes.size() != head_size + tag_size || !bytes.startsWith(magic)) return corrupt;
  QDataStream in{bytes.mid(magic_size)};
  quint32 written = 0;
  Head head;
  in >> written >> head.cost.memory_kib >> head.cost.passes >> head.cost.lanes;
  if (written != version) return Error{ErrorCode::unsupported_version, "passphrase file", written};
  head.salt = copy_of(view_of(bytes).subspan(head_size - salt_size, salt_size));
  return head;
}

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
  return file.read(head_size + tag_size + 1);
}

}  // namespace

Result<SecretBytes> PassphraseFile::create(const QString& path, const SecretBytes& passphrase,
                                           RandomSource& random) {
  Head head{{}, Bytes(salt_size)};
  SOTTO_TRY(random.fill(head.salt));
  SOTTO_ASSIGN(auto keys, crypto::derive_passphrase_keys(passphrase, head.salt, head.cost));
  const QByteArray bytes = encode(head);
  SOTTO_TRY(write(path, bytes + to_qt_bytes(crypto::hmac_sha256(keys.check_key, view_of(bytes)))));
  return std::move(keys.database_key);
}

Result<SecretBytes> PassphraseFile::open(const QString& path, const SecretBytes& passphrase) {
  SOTTO_ASSIGN(const QByteArray bytes, read(path));
  SOTTO_ASSIGN(const Head head, parse(bytes));
  SOTTO_ASSIGN(auto keys, crypto::derive_passphrase_keys(passphrase, head.salt, head.cost));
  const auto expected = crypto::hmac_sha256(keys.check_key, view_of(bytes).first(head_size));
  if (!equal_in_constant_time(expected, view_of(bytes).last(tag_size))) {
    return Error{ErrorCode::wrong_password, "passphrase"};
  }
  return std::move(keys.database_key);
}

}  // namespace sotto::desktop
