// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/policy.hpp"

#include <algorithm>

#include "sotto/base/text.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::group {

Result<GroupName> GroupName::parse(std::string_view text) {
  SOTTO_TRY(check_text(text, 1, max_name, "group name"));
  const bool control =
      std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
  if (control) return Error{ErrorCode::malformed, "group name"};
  return GroupName{std::string{text}};
}

Result<Policy> Policy::parse(std::uint32_t version, std::uint32_t approvals, Role approvers) {
  if (version == 0) return Error{ErrorCode::malformed, "policy version"};
  if (approvals == 0 || approvals > max_approvals)
    return Error{ErrorCode::malformed, "policy approvals", approvals};
  return Policy{version, approvals, approvers};
}

}  // namespace sotto::group
