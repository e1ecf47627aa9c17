// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/input.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// How long what is said in a conversation lasts, when nothing else is said with it. Everyone in it sets the
/// same thing.
namespace durations {

struct Setting {
  Revision revision;
  Lasting lasting;
};

[[nodiscard]] Result<Setting> load(store::ClientStore& store, const ConversationId& conversation);
[[nodiscard]] Result<Setting> load(Step& step, const ConversationId& conversation);

/// The user's own, for both; for this device alone when the other has used all revisions up. too_large.
[[nodiscard]] Status set(Step& step, const SetDuration& intent);

/// Where, by whom and under which id it was set.
struct Origin {
  ConversationId conversation;
  Username author;
  MessageId message;
  Instant sent_at;
};
/// One that came in; an older one than is known leaves no trace.
[[nodiscard]] Status take_in(Step& step, const Origin& origin, const Setting& setting);

/// Out of the archive, without a notice; an older one than is known leaves no trace. too_large.
[[nodiscard]] Status restore(Step& step, const ConversationId& conversation, const Setting& setting);
/// What a notice says: its body is in seconds.
[[nodiscard]] Result<Lasting> lasting_in(const store::Message& notice);

/// too_large.
[[nodiscard]] Status check(Lasting lasting);

}  // namespace durations
}  // namespace sotto::client
