// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/evp.h>

#include <QFile>
#include <string>

#include "sotto/base/secret.hpp"

/// What somebody with the key can read from a store's files, in pages that are in use and in pages that are
/// not.
namespace sotto::store::pages {

constexpr qint64 page_size = 4096;
constexpr qint64 reserved = 80;   // at a page's end: its 16-byte IV and 64-byte HMAC
constexpr qint64 salt_size = 16;  // at the file's beginning
// SQLite's file format, section 4.1.
constexpr qint64 log_header = 32;
constexpr qint64 frame_header = 24;

inline QByteArray read_file(const std::string& path) {
  QFile file{QString::fromStdString(path)};
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

inline const unsigned char* unsigned_data(const QByteArray& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// AES-256-CBC as SQLCipher uses it, written down a second time.
inline QByteArray decrypt_page(const QByteArray& page, qint64 skip, const SecretBytes& key) {
  const QByteArray sealed = page.mid(skip, page_size - reserved - skip);
  const QByteArray iv = page.mid(page_size - reserved, 16);
  QByteArray opened(sealed.size(), 0);
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  int length = 0;
  EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.expose().data(), unsigned_data(iv));
  EVP_CIPHER_CTX_set_padding(context, 0);
  EVP_DecryptUpdate(context, reinterpret_cast<unsigned char*>(opened.data()), &length, unsigned_data(sealed),
                    static_cast<int>(sealed.size()));
  EVP_CIPHER_CTX_free(context);
  return opened.first(length);
}

/// Of a database file.
inline QByteArray decrypted_pages(const std::string& path, const SecretBytes& key) {
  const QByteArray file = read_file(path);
  QByteArray all;
  for (qint64 at = 0; at + page_size <= file.size(); at += page_size) {
    all += decrypt_page(file.mid(at, page_size), at == 0 ? salt_size : 0, key);
  }
  return all;
}

/// Of a write-ahead log, frames that count and frames that are left over.
inline QByteArray decrypted_frames(const std::string& path, const SecretBytes& key) {
  const QByteArray log = read_file(path);
  const QByteArray first_page{"\0\0\0\1", 4};
  QByteArray all;
  for (qint64 at = log_header; at + frame_header + page_size <= log.size(); at += frame_header + page_size) {
    const bool first = log.mid(at, first_page.size()) == first_page;
    all += decrypt_page(log.mid(at + frame_header, page_size), first ? salt_size : 0, key);
  }
  return all;
}

}  // namespace sotto::store::pages
