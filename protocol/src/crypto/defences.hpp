// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::crypto {

/// The checks that stand between the network and libsignal-protocol-c, one switch each. In the product they
/// are constants that are all on; only the test build (SOTTO_TEST_DEFENCES) can turn one off, to see its test
/// go red.
struct Defences {
  bool foreign_keys = true;  ///< low-order and non-canonical points are refused (M1, M2)
  bool torsion_free_base =
      true;  ///< a base key of mixed order is refused: it would get around the replay table
  bool reduced_signatures = true;  ///< a signature's scalar is reduced (M3)
  bool replay_table = true;        ///< an initial message is accepted once (M5)
  bool jump_cap = true;            ///< the counter jumps over at most max_forward_jump messages (M9, M10)
  bool skipped_cap = true;         ///< at most max_skipped_per_chain keys wait in a chain (M10)
  bool record_cap = true;          ///< at most max_skipped_per_record keys wait in a record (A13)
  bool gone_chains = true;         ///< nothing is remembered of chains that are gone (A13)
  bool throttle = true;            ///< a peer's failures are limited (M10)
  bool trust_everywhere = true;    ///< trust is asked on every send and receive (M11)
  bool wrapper_identity = true;    ///< a wrapper names its session's identity (M12)
  bool mac_before_padding = true;  ///< nothing is decrypted before its MAC is right (A21)
  bool archive_limits = true;      ///< few archived sessions, for a day, receive-only (A16)
  bool distribution_once = true;   ///< a sender key that came before is ignored (M7)
  bool version_check = true;       ///< version 3 and nothing else (A19)
  bool suite_never_falls = true;   ///< a suite below the highest that a user has shown is refused (A19)
  bool content_context = true;     ///< a content opens in its context only (A10)
  bool key_commitment = true;      ///< a content opens under one key only (D10)
  bool kem_secret = true;          ///< the content's key needs a KEM secret
  bool attachment_place = true;    ///< a chunk opens in its place of its file only (D11)
  bool attachment_end = true;      ///< a file is whole and the one that was sent (D11)
  bool code_is_mirrored = true;    ///< a scanned safety code is the other's, not one's own (C3)
  bool labelled_number = true;     ///< a safety number's digits are for nothing else (C3)
  bool password_cost = true;       ///< what a relay says a password may cost has a floor (E1, E2)
  bool password_salt = true;       ///< a salt is for one user, though the relay give all the same (E2)
  bool password_labels = true;     ///< what logs in and what unwraps are different keys (E3)
  bool link_context = true;        ///< a message of a linking belongs to one opening of it
  bool link_commitment = true;     ///< the owner's key is the one it had before it saw the newcomer's
};

#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] Defences& defences() noexcept;
#else
[[nodiscard]] constexpr Defences defences() noexcept { return {}; }
#endif

}  // namespace sotto::crypto
