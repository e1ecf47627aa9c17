// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::group {

/// The checks on what a log claims, one switch each. In the product they are constants that are all on; only
/// the test build (SOTTO_TEST_DEFENCES) can turn one off, to see its test go red.
struct Defences {
  bool signatures = true;  ///< an entry is signed by the identity that its author has in this group (B1)
  bool group = true;       ///< an entry is of this group (B3)
  bool chain = true;       ///< an entry follows the one it names (B6, B7)
  bool epoch = true;       ///< an entry was made under the present member list (B2, B4)
  bool quorum = true;      ///< a newcomer has k approvals (B1)
  bool approved_identity = true;  ///< an approval is for this identity and this request (B3)
  bool approval_expiry = true;    ///< an approval ends (B3)
  bool approver_stays = true;     ///< an approval counts while its giver has stayed a member (B4)
  bool roles = true;              ///< who acts has the role for it (B5)
  bool policy_version = true;     ///< a policy follows the one before (B5)
  bool removed_stay_out = true;   ///< whoever was taken out of an open group doesn't come back
  bool limits = true;             ///< members and requests are counted (B15)
};

#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] Defences& defences() noexcept;
#else
[[nodiscard]] constexpr Defences defences() noexcept { return {}; }
#endif

}  // namespace sotto::group
