// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "../calls.hpp"
#include "../deadline.hpp"
#include "batch.hpp"
#include "catching_up.hpp"
#include "progress.hpp"
#include "sotto/archive/keys.hpp"
#include "sotto/archive/merkle.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/view.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// The account's archive at the relay: what is shown here is put into it, and what it holds is shown here.
/// Source: crypto-docs/protocol.md, "The archive"; decisions 126 and 127.
namespace archiving {

/// What the relay has said of a batch that it has not appended.
enum class Rejection : std::uint8_t {
  none,
  refused,   ///< these are not the next entries
  not_kept,  ///< its answer is to something else
};

enum class Written : std::uint8_t { here, elsewhere };

/// Beside the store: of this run and this link.
struct ArchivingMemory {
  std::shared_ptr<const archive::ArchiveKeys> keys;                   ///< of the account that is logged in
  std::optional<Progress> progress;                                   ///< as it is stored
  CatchingUp catching_up;                                             ///< as it is stored
  std::optional<std::pair<std::uint64_t, archive::MerkleRoot>> root;  ///< over so many entries: takes a while
  // Of this link.
  std::optional<archive::Head> told;  ///< what the relay says the head is
  bool outdated = false;              ///< the head has to be asked for again
  Deadline look_at;                   ///< it is asked for at that time in any case
  bool asking = false;                ///< a call is out: one at a time
  std::optional<ErrorCode> stopped;   ///< the relay's archive is not to be believed, or takes nothing more
  std::uint64_t below = 0;            ///< newer entries are fetched from here downwards; 0: as many as fit
  std::shared_ptr<const Batch> sent;  ///< waits for the relay's answer
  Rejection rejection = Rejection::none;  ///< of the last batch: the relay has to say what is there
  std::vector<archive::EntryId> shredding;
  bool after_rest = false;      ///< nothing is appended before all is restored
  bool compare = true;          ///< another device may have said what it has
  std::uint64_t foreign = 0;    ///< entries in a row that no device of the account has made
  std::set<Bytes> looked_into;  ///< conversations in entries of which something is known, by pseudonym
  unsigned pages = 0;           ///< restored over this link
  unsigned failures = 0;        ///< in a row
  Deadline not_before;          ///< after a failure
  // Of this run.
  bool look_again = true;                    ///< an older program may have passed entries over
  std::optional<std::uint64_t> asked_again;  ///< the number of one
  bool pending = true;                       ///< something may be queued
  Deadline collect_until;
  Deadline full_until;    ///< the relay keeps no more of this account: it is not asked to before
  Deadline append_again;  ///< nor before this, when it has not kept what it answered for
  unsigned not_kept = 0;  ///< so often in a row
};

// What is shown, changed or taken back, in the same transaction. Of strangers nothing is archived before they
// are accepted.
/// A text that the relay has accepted from this device, or that was received.
[[nodiscard]] Status on_text(Step& step, const store::Message& message, Written where);
/// A request was accepted: what it said is archived from now on.
[[nodiscard]] Status on_accepted(Step& step, const Username& user);
[[nodiscard]] Status on_edit(Step& step, const store::Message& message);
[[nodiscard]] Status on_reaction(Step& step, const store::Message& message, const Username& by);
[[nodiscard]] Status on_deletion(Step& step, const store::Message& message);
[[nodiscard]] Status on_duration(Step& step, const store::Message& notice, Revision revision);

/// Whether this message belongs into the archive: a text that lasts for good and is not only on its way.
[[nodiscard]] bool is_archived(const store::Message& message);
/// Nobody has to keep what a stranger writes before they have accepted it.
[[nodiscard]] Result<bool> is_wanted(Step& step, const ConversationId& conversation);
/// REQUIRES: somebody is logged in.
[[nodiscard]] const archive::ArchiveKeys& keys_of(Step& step);

/// The user goes on with what the relay's archive has now, although it isn't the one that was known: it is
/// restored as by a new login, and gets what it lacks of what is here. invalid_state: it was not refused, or
/// has other faults.
[[nodiscard]] Status accept(Step& step);

/// Once, when the engine starts with somebody logged in.
[[nodiscard]] Status load(Step& step);
void on_online(Step& step);
/// Another device of the account has said something.
void on_own_device(Step& step);
/// What was said before this device was there is still to come, as far as the relay's archive is believed.
[[nodiscard]] bool is_restoring(const Memory& memory);
/// Asks the relay for what is next.
[[nodiscard]] Status pump(Step& step);
[[nodiscard]] Status on_answer(Step& step, ArchiveCall::Kind kind, Answer answer);
[[nodiscard]] Deadline due(const Memory& memory);
[[nodiscard]] HistoryView view(const ArchivingMemory& memory);

}  // namespace archiving
}  // namespace sotto::client
