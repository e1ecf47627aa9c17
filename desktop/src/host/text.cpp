// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/text.hpp"

namespace sotto::desktop {

void wipe(QByteArray& bytes) {
  // Memory that others share is theirs, and a literal's can't be written to.
  if (bytes.isDetached()) {
    auto* first = reinterpret_cast<std::uint8_t*>(bytes.data());
    sotto::wipe({first, static_cast<std::size_t>(bytes.size())});
  }
  bytes.clear();
}

SecretBytes take_secret(QString& typed) {
  QByteArray bytes = typed.toUtf8();
  auto secret = SecretBytes::copied_from(view_of(bytes));
  wipe(bytes);
  if (typed.isDetached()) {
    auto* first = reinterpret_cast<std::uint8_t*>(typed.data());
    sotto::wipe({first, static_cast<std::size_t>(typed.size()) * sizeof(QChar)});
  }
  typed.clear();
  return secret;
}

}  // namespace sotto::desktop
