// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::hostile {

/// As long as this lives, libsignal's X25519 agrees to zero, as it does before it is patched. The second
/// defence against points of small order: without it a test sees what the first one is good for.
class ZeroAgreements {
 public:
  ZeroAgreements();
  ~ZeroAgreements();
  ZeroAgreements(const ZeroAgreements&) = delete;
  ZeroAgreements& operator=(const ZeroAgreements&) = delete;
};

}  // namespace sotto::hostile
