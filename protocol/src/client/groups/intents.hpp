// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// What a user does with groups becomes a signed entry; when the relay has put another one in its place, the
/// wish is looked at again under the new state, and signed again.
namespace group_intents {

[[nodiscard]] Status create(Step& step, const CreateGroup& intent);
[[nodiscard]] Status request(Step& step, const RequestToJoin& intent);
[[nodiscard]] Status change(Step& step, const ChangeGroup& intent);
[[nodiscard]] Status find(Step& step, const FindGroups& intent);

[[nodiscard]] Status on_appended(Step& step, const GroupEntryCall& call, Answer answer);
[[nodiscard]] Status on_found(Step& step, const GroupSearchCall& call, Answer answer);
[[nodiscard]] Status on_facts(Step& step, const GroupFactsCall& call, Answer answer);
/// The log is up to date: a newcomer who was let in comes in, and wishes that were overtaken are tried again.
[[nodiscard]] Status on_log(Step& step, const GroupId& group);

}  // namespace group_intents
}  // namespace sotto::client
