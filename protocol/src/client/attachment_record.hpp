// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "attachment_ref.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/view.hpp"
#include "sotto/crypto/attachment.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// Of one's own, and nobody else has heard of it yet.
[[nodiscard]] constexpr bool is_unsent(AttachmentPhase phase) { return phase <= AttachmentPhase::refused; }

/// A file that came along with a message. Its sealed chunks lie in Table::attachment_chunk.
struct AttachmentRecord {
  AttachmentPhase phase = AttachmentPhase::offered;
  std::string name;
  std::string media_type;
  crypto::AttachmentLayout layout;
  std::shared_ptr<const SecretBytes> key;
  crypto::Sha256 digest{};           ///< valid when all chunks were sealed
  std::optional<wire::BlobId> blob;  ///< nullopt: the relay hasn't given one yet
  AttachmentProblem problem = AttachmentProblem::none;

  [[nodiscard]] crypto::AttachmentSecret secret() const { return {key->clone(), layout, digest}; }
};

namespace attachment_records {

[[nodiscard]] Bytes key_for(const AttachmentRef& ref);
[[nodiscard]] Result<std::optional<AttachmentRecord>> find(store::ClientStore& store,
                                                           const AttachmentRef& ref);
[[nodiscard]] Result<std::optional<AttachmentRecord>> find(Step& step, const AttachmentRef& ref);
[[nodiscard]] Status save(Step& step, const AttachmentRef& ref, const AttachmentRecord& record);
[[nodiscard]] Status erase(Step& step, const AttachmentRef& ref);

}  // namespace attachment_records
}  // namespace sotto::client
