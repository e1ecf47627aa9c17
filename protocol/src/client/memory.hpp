// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>

#include "account_record.hpp"
#include "archiving/archiving.hpp"
#include "calls.hpp"
#include "deadline.hpp"
#include "entry.hpp"
#include "groups/memory.hpp"
#include "link.hpp"
#include "linking/newcomer.hpp"
#include "linking/owner.hpp"
#include "off_record.hpp"
#include "own_list.hpp"
#include "peers.hpp"
#include "prekey_stock.hpp"
#include "sotto/crypto/hybrid_session.hpp"
#include "timers.hpp"
#include "transfers.hpp"
#include "typing.hpp"

namespace sotto::client {

/// What the engine knows beside its store: only what concerns this link and this run, so that losing it loses
/// nothing that was to be kept. Cheap to copy: a step works on a copy, and the copy is kept when the step has
/// committed. Secrets are shared and constant.
struct Memory {
  Instant steady;                       ///< the engine's own time, see deadline.hpp
  Instant last_now;                     ///< the host's clock at the last input
  std::optional<Duration> last_steady;  ///< the host's steady clock then

  AccountPtr account;                              ///< nullptr: nobody is logged in
  std::shared_ptr<crypto::HybridSession> session;  ///< counts failures of peers; goes with the account

  std::uint64_t state_epoch = 0;  ///< see state_epoch.hpp

  LinkMemory link;
  CallsMemory calls;
  std::optional<EntryMemory> entry;  ///< a registration or log-in that is under way
  std::optional<NewcomerLinkingMemory> linking_newcomer;
  std::optional<OwnerLinkingMemory> linking_owner;
  OwnListMemory own_list;
  StockMemory stock;
  PeersMemory peers;
  TimersMemory timers;
  TypingMemory typing;
  OffRecordMemory off_record;
  GroupsMemory groups;
  archiving::ArchivingMemory archiving;
  TransfersMemory transfers;
  Deadline receipts_due;
  Deadline resets_due;
  Deadline own_state_due;
  std::set<Username> profiles_wanted;

  Deadline recover_link;  ///< a frame was lost to a failed store: take the link down, so that it comes again
};

/// Makes `account` the one that is logged in. crypto_failed.
[[nodiscard]] Status set_account(Memory& memory, AccountPtr account, RandomSource& random);

}  // namespace sotto::client
