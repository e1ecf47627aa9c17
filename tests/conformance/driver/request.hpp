// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::conformance {

/// Keeps the order of keys, so that an id_ goes back as it came.
using Json = nlohmann::ordered_json;

/// The fields of a request (or of a bundle inside it). Every reader answers malformed for a field that is
/// missing, of another type or out of range.
class Request {
 public:
  explicit Request(const Json& object) noexcept : object_{&object} {}

  [[nodiscard]] Result<std::string> text(const char* name) const;
  [[nodiscard]] Result<Bytes> bytes(const char* name) const;  ///< lower- or upper-case hexadecimal
  /// A list of such.
  [[nodiscard]] Result<std::vector<Bytes>> all_bytes(const char* name) const;
  [[nodiscard]] Result<std::uint32_t> number(const char* name) const;
  [[nodiscard]] Result<bool> boolean(const char* name) const;
  [[nodiscard]] Result<Request> object(const char* name) const;
  [[nodiscard]] bool has(const char* name) const { return object_->contains(name); }

  [[nodiscard]] Result<Username> username(const char* name) const;
  /// A name (of a user) in one field and a device in the other.
  [[nodiscard]] Result<Address> address(const char* name, const char* device) const;
  [[nodiscard]] Result<Address> peer() const { return address("peer", "peer_device"); }

 private:
  const Json* object_;
};

}  // namespace sotto::conformance
