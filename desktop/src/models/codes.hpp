// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

#include "sotto/base/time.hpp"
#include "sotto/client/event.hpp"
#include "sotto/client/view.hpp"
#include "sotto/crypto/safety_code.hpp"
#include "sotto/group/policy.hpp"
#include "sotto/store/client_store.hpp"

/// The stable identifiers that the screens turn into words.
namespace sotto::desktop {

[[nodiscard]] QString code_of(store::MessageKind kind);
[[nodiscard]] QString code_of(store::MessageState state);
[[nodiscard]] QString code_of(client::OffRecordState state);
[[nodiscard]] QString code_of(client::AttachmentPhase phase);
[[nodiscard]] QString code_of(client::AttachmentProblem problem);
/// "member", "admin" or "owner".
[[nodiscard]] QString code_of(group::Role role);
/// "same", "different_key" or "other_code".
[[nodiscard]] QString code_of(crypto::SafetyCodeMatch match);
/// nullopt for anything else.
[[nodiscard]] std::optional<group::Role> parse_role(const QString& code);

/// "edit_failed" and so on.
[[nodiscard]] QString code_of_failed(client::ChangeKind kind);

/// As the timeline writes ids: hex. nullopt for anything else.
[[nodiscard]] std::optional<MessageId> parse_message_id(const QString& text);

/// In the local time zone.
[[nodiscard]] QDateTime local_time(Instant at);
/// A message of one's own, from this device or from another.
[[nodiscard]] bool is_own(const store::Message& message);

}  // namespace sotto::desktop
