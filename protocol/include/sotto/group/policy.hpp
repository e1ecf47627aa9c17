// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/result.hpp"

namespace sotto::group {

/// Fixed when the group is created: nothing in its log can turn one into the other (attack B5).
enum class GroupKind : std::uint8_t {
  secure = 1,  ///< encrypted; newcomers need approvals
  open = 2,    ///< anybody joins and reads; posts are signed, not encrypted
};

/// Ordered: a higher one may do what a lower one may.
enum class Role : std::uint8_t { member = 1, admin = 2, owner = 3 };

/// A group's name: 1 to max_name bytes of UTF-8 without control characters. A constructed one is valid.
class GroupName {
 public:
  /// malformed or too_large.
  [[nodiscard]] static Result<GroupName> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  friend bool operator==(const GroupName&, const GroupName&) = default;

 private:
  explicit GroupName(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

/// Who may approve a newcomer, and how many must.
class Policy {
 public:
  /// `version` 1 or more, counts the policies of a group; `approvals` 1 to max_approvals (k of "k of n");
  /// `approvers` is the lowest role whose approval counts. malformed.
  [[nodiscard]] static Result<Policy> parse(std::uint32_t version, std::uint32_t approvals, Role approvers);
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  [[nodiscard]] std::uint32_t approvals() const noexcept { return approvals_; }
  [[nodiscard]] Role approvers() const noexcept { return approvers_; }
  friend bool operator==(const Policy&, const Policy&) = default;

 private:
  Policy(std::uint32_t version, std::uint32_t approvals, Role approvers)
      : version_{version}, approvals_{approvals}, approvers_{approvers} {}
  std::uint32_t version_;
  std::uint32_t approvals_;
  Role approvers_;
};

}  // namespace sotto::group
