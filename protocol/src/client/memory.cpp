// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory.hpp"

namespace sotto::client {

void set_account(Memory& memory, AccountPtr account, RandomSource& random) {
  memory.session = std::make_shared<crypto::HybridSession>(account->identity, account->registration, random);
  memory.account = std::move(account);
}

}  // namespace sotto::client
