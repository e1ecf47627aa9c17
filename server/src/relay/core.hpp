// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "bus/bus.hpp"
#include "obs/metrics.hpp"
#include "relay/clock.hpp"
#include "relay/limits.hpp"
#include "relay/server_key.hpp"
#include "sotto/base/random.hpp"
#include "store/store.hpp"

namespace sotto::relay {

enum class Registration : std::uint8_t { open, closed };

/// What an installation decides.
struct Policy {
  Registration registration = Registration::open;
  std::uint64_t captcha_max_number = 50'000;
  double rate_factor = 1;  ///< multiplies every rate of limits.hpp; for load tests
  store::MailboxQuota mailbox = mailbox_quota;
  store::BlobQuota blobs = blob_quota;
  store::ArchiveQuota archive = archive_quota;
  store::PostQuota posts = post_quota;
};

/// What every service of the relay stands on. Outlives them all.
struct Foundation {
  store::Store& store;
  bus::Bus& bus;
  const Clock& clock;
  RandomSource& random;  ///< thread-safe
  const ServerKey& server_key;
  obs::Metrics& metrics;
  Policy policy;
  SeededHash hash;
};

}  // namespace sotto::relay
