// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace sotto::relay::obs {

/// What the relay counts. Numbers only: nothing that tells one account from another. Thread-safe.
struct Metrics {
  using Number = std::atomic<std::int64_t>;
  Number links_open{0};           ///< gauge
  Number links_authenticated{0};  ///< gauge
  Number links_total{0};
  Number links_displaced{0};
  Number links_revoked{0};
  Number links_too_slow{0};
  Number submissions{0};
  Number submissions_accepted{0};
  Number submissions_devices_changed{0};
  Number submissions_mailbox_full{0};
  Number submissions_not_delivered{0};
  Number submissions_unavailable{0};
  Number delivered_live{0};
  Number letters_stored{0};
  Number letters_drained{0};
  Number store_commits{0};
  Number store_works{0};
  Number http_requests{0};
  Number http_refused{0};  ///< by the request guard
  Number rate_limited{0};
  Number captchas_issued{0};
  Number captchas_refused{0};
  Number registrations{0};
  Number logins{0};
  Number logins_refused{0};
  Number bundles_fetched{0};
  Number prekeys_taken{0};
};

/// The text format of Prometheus, version 0.0.4.
[[nodiscard]] std::string prometheus_text(const Metrics& metrics);

}  // namespace sotto::relay::obs
