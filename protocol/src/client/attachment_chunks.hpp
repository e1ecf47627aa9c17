// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "attachment_ref.hpp"
#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// The sealed chunks of attachments, as they lie at the relay: whoever erases the key has erased the file.
namespace attachment_chunks {

[[nodiscard]] Status put(Step& step, const AttachmentRef& ref, std::uint64_t chunk, ByteView sealed);
/// store_corrupt when it isn't there.
[[nodiscard]] Result<Bytes> load(store::ClientStore& store, const AttachmentRef& ref, std::uint64_t chunk);
[[nodiscard]] Result<Bytes> load(Step& step, const AttachmentRef& ref, std::uint64_t chunk);
/// Of a file of so many chunks, whichever of them are here.
[[nodiscard]] Status erase_all(Step& step, const AttachmentRef& ref, std::uint64_t chunks);

}  // namespace attachment_chunks
}  // namespace sotto::client
