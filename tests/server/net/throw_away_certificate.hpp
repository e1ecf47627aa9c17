// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace sotto::testing {

struct CertificateFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

enum class Protection { none, passphrase };

/// Makes a P-256 key and a certificate that it signed itself, good for a day, as PEM files in `folder`. The
/// files' names begin with the host's name.
[[nodiscard]] CertificateFiles make_certificate(const std::filesystem::path& folder, const std::string& host,
                                                Protection protection = Protection::none);

}  // namespace sotto::testing
