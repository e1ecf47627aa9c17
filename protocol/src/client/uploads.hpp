// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfers.hpp"

namespace sotto::client {

/// Sealed files on their way to the relay. It is asked how much it has, and gets the rest; the message goes
/// out when it has all.
namespace uploads {

/// REQUIRES: the link is online.
[[nodiscard]] Status go_on(Step& step, const AttachmentRef& ref, const AttachmentRecord& record,
                           Transfer& transfer);
[[nodiscard]] Status on_answer(Step& step, const BlobCall& call, AttachmentRecord record, Transfer& transfer,
                               Answer answer);
/// It goes no further; the message has failed and can be tried again. Nothing happens to what isn't
/// uploading.
[[nodiscard]] Status withdraw(Step& step, const AttachmentRef& ref);

}  // namespace uploads
}  // namespace sotto::client
