// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/blob.hpp"

namespace sotto::client {

class Step;

/// Blobs of one's own that nobody needs any more. The relay can't know that, so it is told, sooner or later.
namespace doomed_blobs {

/// How long the blob of a message whose time is over here stays for those who have not read it yet.
inline constexpr Duration for_late_readers{30LL * 24 * 60 * 60 * 1'000};

/// To be removed at this time of the host's clock or later.
[[nodiscard]] Status add(Step& step, const wire::BlobId& blob, Instant at);
[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_removed(Step& step, const wire::BlobId& blob, const Status& answer);

}  // namespace doomed_blobs
}  // namespace sotto::client
