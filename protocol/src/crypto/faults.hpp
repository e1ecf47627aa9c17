// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::crypto {

/// True when this primitive is to fail: never in the product. The test build makes the n-th one fail, for
/// every n (M14: the library crashes when some of its callbacks fail).
#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] bool inject_fault() noexcept;
/// The `after`-th primitive from now on fails, once; 0: none.
void set_fault(unsigned after) noexcept;
/// Whether the failure is still to come.
[[nodiscard]] bool is_fault_pending() noexcept;
#else
[[nodiscard]] constexpr bool inject_fault() noexcept { return false; }
#endif

}  // namespace sotto::crypto
