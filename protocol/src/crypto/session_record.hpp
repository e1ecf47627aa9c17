// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/session_state.h>

#include <optional>
#include <vector>

#include "handles.hpp"
#include "sotto/base/time.hpp"

namespace sotto::crypto {

/// A session that a newer one replaced. Stays serialised until a message asks for it.
struct ArchivedSession {
  SecretBytes state;
  Instant archived;
};

/// The keys `from` to `to` (both included) of a receiving chain that were put aside at `stored`.
struct SkippedKeys {
  Bytes ratchet_key;  ///< 33 bytes, names the chain
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Instant stored;
};

/// Who began a session.
enum class Initiator : std::uint8_t { unknown, us, peer };

/// What is stored for a peer's device: libsignal's session record (current and archived states), taken apart
/// so that only the current state is parsed for a message, plus what libsignal lacks: when a session was
/// archived and when keys were put aside. Those lie in fields that libsignal skips, so the bytes remain a
/// record that it can read.
class SessionRecord {
 public:
  SessionRecord() = default;
  /// store_corrupt. A record that comes without times (from another program) gets `now`.
  [[nodiscard]] static Result<SessionRecord> parse(ByteView stored, signal_context* context, Instant now);
  [[nodiscard]] Result<SecretBytes> serialise() const;

  /// Null when there is none.
  [[nodiscard]] session_state* current() const noexcept { return current_.get(); }
  [[nodiscard]] std::vector<ArchivedSession>& archived() noexcept { return archived_; }
  [[nodiscard]] Initiator current_initiator() const noexcept { return initiator_; }

  /// Makes `fresh` the current session; the one before is archived.
  [[nodiscard]] Status replace_current(Ref<session_state> fresh, Initiator initiator, Instant now);
  /// Remembers when keys of the current session were put aside.
  void remember(SkippedKeys keys);
  /// Drops what is too old or too many: archived sessions, and keys of skipped messages.
  [[nodiscard]] Status expire(Instant now, signal_context* context);
  /// Drops the oldest keys of archived sessions that do not fit beside those of newer ones.
  [[nodiscard]] Status limit_waiting(signal_context* context);

 private:
  [[nodiscard]] Status expire_skipped(Instant now, signal_context* context);
  [[nodiscard]] Status drop_waiting(ByteView state, const SkippedKeys& keys, signal_context* context);
  [[nodiscard]] Status forget_gone_chains(signal_context* context);
  Ref<session_state> current_;
  Initiator initiator_ = Initiator::unknown;
  std::vector<ArchivedSession> archived_;  // the latest first
  std::vector<SkippedKeys> skipped_;
};

[[nodiscard]] Result<Ref<session_state>> parse_state(ByteView bytes, signal_context* context);
[[nodiscard]] Result<SecretBytes> serialise_state(session_state* state);
/// The base key (33 bytes) of the handshake that made a serialised state; empty when it has none.
[[nodiscard]] ByteView base_key_of(ByteView serialised_state) noexcept;
/// Whether a serialised state has received in the chain with this ratchet key.
[[nodiscard]] bool has_receiving_chain(ByteView serialised_state, ByteView ratchet_key) noexcept;
/// The counters of the keys that wait in a chain, in the order in which they were put there.
[[nodiscard]] std::vector<std::uint32_t> waiting_counters(ByteView serialised_state, ByteView ratchet_key);
/// Of all chains.
[[nodiscard]] std::size_t count_waiting(ByteView serialised_state) noexcept;

}  // namespace sotto::crypto
