// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::archive {

/// The checks on what a relay serves as an archive, one switch each. In the product they are constants that
/// are all on; only the test build (SOTTO_TEST_DEFENCES) can turn one off, to see its test go red.
struct Defences {
  bool context = true;      ///< an entry opens in its own place, conversation and account only (E4)
  bool names = true;        ///< an entry's id and pseudonym are those of what it holds (E4, E5)
  bool chain = true;        ///< an entry is the one that its neighbour names (E4, E5)
  bool sequence = true;     ///< no entry is left out (E4)
  bool known_head = true;   ///< an archive never ends before, or differs from, what was known (E4)
  bool body_digest = true;  ///< a body is the one that its header names (E5)
  bool padding = true;      ///< sizes tell a class and no more (E6)
  bool shred_proof = true;  ///< only the account's clients shred (E4)
};

#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] Defences& defences() noexcept;
#else
[[nodiscard]] constexpr Defences defences() noexcept { return {}; }
#endif

}  // namespace sotto::archive
