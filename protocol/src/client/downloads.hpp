// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/client/input.hpp"
#include "transfers.hpp"

namespace sotto::client {

/// Files on their way from the relay. Each chunk is opened when it comes, and kept sealed; the file is here
/// when the last one has come and the digest is the sender's (attack D11).
namespace downloads {

[[nodiscard]] Status fetch(Step& step, const FetchAttachment& intent);
/// REQUIRES: the link is online.
[[nodiscard]] Status go_on(Step& step, const AttachmentRef& ref, const AttachmentRecord& record,
                           Transfer& transfer);
[[nodiscard]] Status on_part(Step& step, const BlobCall& call, AttachmentRecord record, Transfer& transfer,
                             Answer answer);

}  // namespace downloads
}  // namespace sotto::client
