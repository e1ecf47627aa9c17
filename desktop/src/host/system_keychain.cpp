// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/system_keychain.hpp"

#include <qt6keychain/keychain.h>

#include "host/text.hpp"

namespace sotto::desktop {
namespace {

const QString service = QStringLiteral("sotto");

Error error_of(QKeychain::Error error) {
  switch (error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
      return {ErrorCode::refused, "keychain", error};
    default:
      return {ErrorCode::unsupported, "keychain", error};
  }
}

Result<std::optional<SecretBytes>> answer_of(const QKeychain::ReadPasswordJob& job) {
  if (job.error() == QKeychain::EntryNotFound) return std::optional<SecretBytes>{};
  if (job.error() != QKeychain::NoError) return error_of(job.error());
  QByteArray found = job.binaryData();
  auto secret = SecretBytes::copied_from(view_of(found));
  wipe(found);
  return std::optional{std::move(secret)};
}

}  // namespace

void SystemKeychain::read(const QString& entry, Then<std::optional<SecretBytes>> then) {
  auto* job = new QKeychain::ReadPasswordJob{service};
  job->setKey(entry);
  QObject::connect(job, &QKeychain::Job::finished, job,
                   [job, then = std::move(then)] { then(answer_of(*job)); });
  job->start();
}

void SystemKeychain::write(const QString& entry, const SecretBytes& secret, Then<void> then) {
  auto* job = new QKeychain::WritePasswordJob{service};
  job->setKey(entry);
  job->setBinaryData(to_qt_bytes(secret.expose()));
  QObject::connect(job, &QKeychain::Job::finished, job, [job, then = std::move(then)] {
    then(job->error() == QKeychain::NoError ? Status{} : Status{error_of(job->error())});
  });
  job->start();
}

}  // namespace sotto::desktop
