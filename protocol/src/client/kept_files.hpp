// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attachment_record.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// The files all of which are here, the oldest first. When they need more room than they may, the oldest go;
/// they can be downloaded again.
namespace kept_files {

/// All of it is here, sent or downloaded: its transfer is over.
[[nodiscard]] Status add(Step& step, const AttachmentRef& ref, AttachmentRecord record);
[[nodiscard]] Status forget(Step& step, const AttachmentRef& ref);

}  // namespace kept_files
}  // namespace sotto::client
