// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attachment_ref.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// Files that the host hands in, piece after piece; each is sealed at once.
namespace attachment_reading {

[[nodiscard]] Status send(Step& step, const SendAttachment& intent);
[[nodiscard]] Status give(Step& step, const GiveAttachmentBytes& input);
/// If it is still being read: the rest is not coming any more.
[[nodiscard]] Status give_up(Step& step, const AttachmentRef& ref);
[[nodiscard]] Status give_up_all(Step& step);

}  // namespace attachment_reading
}  // namespace sotto::client
