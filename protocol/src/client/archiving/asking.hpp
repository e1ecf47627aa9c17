// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archiving.hpp"

/// What all parts need that ask the relay something of the archive.
namespace sotto::client::archiving {

/// Between calls of which there are many, so that most of what a relay takes of a link is left to its user.
inline constexpr Duration pace{125};

[[nodiscard]] ArchivingMemory& mine(Step& step);
void ask(Step& step, wire::Call call, ArchiveCall::Kind kind);
/// Nothing more is asked for or appended on this link: an archive that is not the known one must not grow.
void stop(Step& step, ErrorCode code);
/// How far the archive is here, in the store and beside it.
[[nodiscard]] Status keep(Step& step, const Progress& progress);
/// A call has failed: it is made again after a pause, unless it would fail again.
[[nodiscard]] Status on_failure(Step& step, const Error& error);

}  // namespace sotto::client::archiving
