// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::store::sqlcipher {

/// The database's checks, one switch each. In the product they are constants that are all on; only the test
/// build (SOTTO_TEST_DEFENCES) can turn one off, to see its test go red.
struct Defences {
  bool older_pages = true;  ///< a page of an earlier time is noticed (E11)
  bool alone = true;        ///< whoever has the file open has it alone (A12)
};

#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] Defences& defences() noexcept;
#else
[[nodiscard]] constexpr Defences defences() noexcept { return {}; }
#endif

}  // namespace sotto::store::sqlcipher
