// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archiving.hpp"

/// What this device puts into the archive, and what the relay says to it.
namespace sotto::client::archiving {

/// A head that was named and of which not one entry has come yet proves nothing: the next one counts.
[[nodiscard]] std::optional<archive::Head> known_head(const std::optional<Progress>& progress);
/// Not behind a head that nothing but the relay's word stands for.
[[nodiscard]] bool may_append(const ArchivingMemory& memory, Instant steady);

[[nodiscard]] Status shred_some(Step& step);
[[nodiscard]] Status on_shredded(Step& step);
[[nodiscard]] Status append_some(Step& step);
[[nodiscard]] Status on_appended(Step& step, const archive::Head& head);
[[nodiscard]] Status on_not_appended(Step& step, const Error& error);
/// The batch that was refused, and yet nothing new is there: one of its entries is in the archive already.
/// The relay is not taken at its word: it would have everything thrown away.
[[nodiscard]] Status look_for_known(Step& step);

}  // namespace sotto::client::archiving
