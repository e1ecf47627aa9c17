// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/session_builder.h>
#include <signal/session_cipher.h>

#include <functional>

#include "context.hpp"
#include "party.hpp"

namespace sotto::crypto::test {

/// libsignal-protocol-c as a careless program would use it: its own session builder and cipher, each store
/// callback writing through. The control of the tests: what our session refuses, this accepts.
class BareLibrary {
 public:
  /// Uses the party's keys and tables. Both must outlive this.
  explicit BareLibrary(Party& party);
  ~BareLibrary();
  BareLibrary(const BareLibrary&) = delete;
  BareLibrary& operator=(const BareLibrary&) = delete;

  /// The library's return code.
  int decrypt(const Party& from, const Ciphertext& message);
  int process_bundle(const Party& peer, const PrekeyBundle& bundle);

  /// Callbacks that write call this first; a negative answer is the callback's.
  std::function<int()> before_write = [] { return 0; };

  Party& party() const { return *party_; }

 private:
  Party* party_;
  std::unique_ptr<Context> context_;
  signal_protocol_store_context* store_ = nullptr;
};

}  // namespace sotto::crypto::test
