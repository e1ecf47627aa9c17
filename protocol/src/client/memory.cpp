// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory.hpp"

namespace sotto::client {

Status set_account(Memory& memory, AccountPtr account, RandomSource& random) {
  SOTTO_ASSIGN(auto keys, archive::ArchiveKeys::derive(account->archive_key, account->self.user));
  memory.archiving.keys = std::make_shared<const archive::ArchiveKeys>(std::move(keys));
  memory.session = std::make_shared<crypto::HybridSession>(account->identity, account->registration, random);
  memory.account = std::move(account);
  return {};
}

}  // namespace sotto::client
