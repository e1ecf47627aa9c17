// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.hpp"

namespace sotto::crypto {

Result<BareContext> bare_context() {
  return take<BareContext>("create a context",
                           [](signal_context** out) { return signal_context_create(out, nullptr); });
}

Result<std::unique_ptr<Context>> Context::create(RandomSource& random) {
  std::unique_ptr<Context> made{new Context{random}};
  SOTTO_TRY(made->provider_.prepare());
  SOTTO_ASSIGN(made->context_, bare_context());
  const signal_crypto_provider calls = made->provider_.callbacks();
  if (signal_context_set_crypto_provider(made->get(), &calls) < 0) {
    return Error{ErrorCode::crypto_failed, "set the crypto provider", 0};
  }
  return made;
}

}  // namespace sotto::crypto
