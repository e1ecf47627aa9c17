// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "attachment_ref.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;
struct TransfersMemory;

/// Files that come along with messages. Their plaintext is nowhere but in the hands of the host: here they
/// lie sealed, as at the relay, with their keys beside them in the encrypted database (decision 122).
namespace attachments {

/// A message has come that brings a file along: its key is kept, and nothing is downloaded.
[[nodiscard]] Status offer(Step& step, const AttachmentRef& ref, const wire::Attachment& attachment);
/// The same for a message that is about to be shown. One whose file is known already keeps it as it is.
[[nodiscard]] Status keep(Step& step, const AttachmentRef& ref, const wire::Attachment& attachment);
/// What a message that goes out says of its file; nullopt: it has none, or it isn't at the relay.
[[nodiscard]] Result<std::optional<wire::Attachment>> content_of(Step& step, const AttachmentRef& ref);
/// Of one's own, and nobody else has heard of it yet.
[[nodiscard]] Result<bool> is_unsent(Step& step, const AttachmentRef& ref);

/// What becomes of the relay's copy of one's own when a message goes.
enum class RelayCopy : std::uint8_t {
  removed,        ///< nobody needs it
  removed_later,  ///< others may not have read the message yet
};
/// The message is gone: so are the key and all that is here.
[[nodiscard]] Status forget(Step& step, const store::Message& message, RelayCopy relay_copy);

[[nodiscard]] Status cancel(Step& step, const CancelAttachment& intent);
/// A message that the relay hasn't taken, because of its file; false: it is another one.
[[nodiscard]] Result<bool> retry(Step& step, const AttachmentRef& ref);

[[nodiscard]] Result<std::optional<AttachmentView>> view(store::ClientStore& store,
                                                         const TransfersMemory& transfers,
                                                         const AttachmentRef& ref);
[[nodiscard]] Result<SecretBytes> bytes(store::ClientStore& store, const AttachmentRef& ref,
                                        std::uint64_t offset, std::uint64_t size);

}  // namespace attachments
}  // namespace sotto::client
