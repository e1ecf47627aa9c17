// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/effect.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"
#include "sotto/crypto/safety_code.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

/// The sans-IO client: registers, logs in, keeps prekeys stocked, encrypts, sends, receives, decrypts. The
/// same in the desktop program, the browser's worker, the simulator and the load generator.
///
/// handle() takes one input and runs it as one store transaction; then the host calls poll() until it is
/// empty and carries the effects out in order. Effects appear only after the commit. Hostile or stale input
/// is an event, leaves no trace in the state, and is never a crash. Views are reads and may be called between
/// inputs. Used by one thread. Registering and logging in hash the password inside handle(), which takes a
/// third of a second (seconds in a browser); the captcha is solved in slices between wake-ups, so that
/// CancelEntry gets its turn.
class Engine {
 public:
  /// `store` and `random` must outlive the engine.
  Engine(store::ClientStore& store, RandomSource& random);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  /// Reads the account from the store; once, before anything else. Emits OpenLink when somebody is logged in.
  /// `kept_epoch`: the last KeepEpoch that the host carried out on this store; nullopt: none is known, so a
  /// store that has been used counts as an old copy.
  Status start(Moment now, std::optional<std::uint64_t> kept_epoch = std::nullopt);

  /// Errors: store_unavailable (nothing happened, try again), invalid_state, not_logged_in,
  /// already_logged_in, malformed, too_large. Whatever a relay or a peer does is an event instead.
  Status handle(Input input, Moment now);

  /// So many bytes of files stay here at most, 512 MiB unless a host says otherwise; beyond it the oldest go,
  /// and can be downloaded again. One file stays, whatever its size.
  void set_attachment_room(std::uint64_t bytes);

  /// The next effect, in order; nullopt when there is none.
  [[nodiscard]] std::optional<Effect> poll();

  // Views.
  [[nodiscard]] std::optional<AccountView> account() const;
  [[nodiscard]] LinkState link() const noexcept;
  [[nodiscard]] HistoryView history() const;
  /// nullopt: no device is being linked.
  [[nodiscard]] std::optional<LinkingView> linking() const;
  [[nodiscard]] Result<std::vector<ConversationView>> conversations();
  [[nodiscard]] Result<std::optional<ConversationView>> conversation(const ConversationId& with);
  /// `limit` 1 to 200.
  [[nodiscard]] Result<TimelinePage> timeline(const ConversationId& with,
                                              std::optional<store::Position> before, std::size_t limit);
  [[nodiscard]] Result<std::vector<store::Message>> search(std::string_view query, std::size_t limit);
  [[nodiscard]] Result<std::vector<GroupView>> groups();
  [[nodiscard]] Result<std::optional<GroupView>> group(const GroupId& id);
  /// The 60 digits to compare with the other user; nullopt before the first contact.
  [[nodiscard]] Result<std::optional<std::string>> safety_number(const Username& with);
  /// What the QR code beside the digits says (see crypto/safety_code.hpp); nullopt before the first contact.
  [[nodiscard]] Result<std::optional<std::string>> safety_code(const Username& with);
  /// Whether a text that was scanned or typed in is the code that the other's client shows. Verifies nothing
  /// by itself: VerifyIdentity does. not_found before the first contact.
  [[nodiscard]] Result<crypto::SafetyCodeMatch> compare_safety_code(const Username& with,
                                                                    std::string_view text);
  /// `size` bytes from `offset` on of a file that is here whole, or what is left of it; `size` up to
  /// attachment_piece, `offset` a multiple of it. invalid_state: it isn't here; not_found; malformed.
  [[nodiscard]] Result<SecretBytes> attachment_bytes(const ConversationId& with, const MessageId& message,
                                                     std::uint64_t offset, std::uint64_t size);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sotto::client
