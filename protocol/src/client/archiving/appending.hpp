// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archiving.hpp"

/// What this device puts into the archive, and what the relay says to it.
namespace sotto::client::archiving {

/// A head that was named and of which not one entry has come yet proves nothing: the next one counts.
[[nodiscard]] std::optional<archive::Head> known_head(const std::optional<Progress>& progress);
/// The relay is not asked to append anything before; nullopt: it may be asked now.
[[nodiscard]] Deadline closed_until(const ArchivingMemory& memory, Instant steady);
/// Not behind a head that nothing but the relay's word stands for.
[[nodiscard]] bool may_append(const ArchivingMemory& memory, Instant steady);

[[nodiscard]] Status shred_some(Step& step);
[[nodiscard]] Status on_shredded(Step& step);
[[nodiscard]] Status append_some(Step& step);
[[nodiscard]] Status on_appended(Step& step, const archive::Head& head);
[[nodiscard]] Status on_not_appended(Step& step, const Error& error);
/// The head is still the one that the last batch was to follow.
[[nodiscard]] Status on_nothing_new(Step& step, Rejection rejection);

}  // namespace sotto::client::archiving
