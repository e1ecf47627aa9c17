// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

/// Session records on their way between this library and Signal's own, which writes them a little
/// differently. No product does this: a record never leaves its device.
namespace sotto::conformance {

/// What libsignal-protocol-c understands: a counter of zero is written out, and the key of a skipped message
/// is written as its three parts where Signal's library keeps the seed that they come from. malformed.
[[nodiscard]] Result<Bytes> import_record(ByteView record);

/// What Signal's library understands: an unanswered handshake has the time at which it began, else it counts
/// as older than the 30 days that it may last. malformed.
[[nodiscard]] Result<Bytes> export_record(ByteView record, Instant now);

}  // namespace sotto::conformance
