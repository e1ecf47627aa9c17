// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request.hpp"
#include "sotto/group/secure_message.hpp"

/// Groups as fields of requests and answers.
namespace sotto::conformance {

/// `group`, 32 bytes.
[[nodiscard]] Result<GroupId> parse_group(const Request& request);
/// `group`, `peer`, `peer_device`, `message_id`.
[[nodiscard]] Result<group::Arrival> parse_arrival(const Request& request);
/// `kind` (`secure` or `open`), `name`, `approvals`, `approvers`: a group that begins. malformed, too_large.
[[nodiscard]] Result<group::Create> parse_create(const Request& request, const crypto::IdentityKey& founder,
                                                 RandomSource& random);

/// Who signs an entry, and when.
struct Author {
  Username name;
  crypto::IdentityKey identity;
  Instant now;
};

/// `kind` names the entry, the fields beside it are in crypto-docs/conformance-driver.md. What belongs to a
/// request is looked up in the log. malformed, too_large, not_found (there is no such request).
[[nodiscard]] Result<group::EntryBody> parse_entry_body(const Request& request,
                                                        const group::Membership& state, const Author& author,
                                                        RandomSource& random);

/// What a log amounts to.
[[nodiscard]] Json json_of(const group::Membership& state);

}  // namespace sotto::conformance
