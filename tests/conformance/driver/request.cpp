// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.hpp"

#include <limits>

namespace sotto::conformance {
namespace {

constexpr std::uint32_t highest_device = 0x7fffffff;

Error malformed(const char* name) { return {ErrorCode::malformed, name, 0}; }

}  // namespace

Result<std::string> Request::text(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || !found->is_string()) return malformed(name);
  return found->get<std::string>();
}

Result<Bytes> Request::bytes(const char* name) const {
  SOTTO_ASSIGN(const std::string hex, text(name));
  auto bytes = parse_hex(hex);
  if (!bytes) return malformed(name);
  return *std::move(bytes);
}

Result<std::uint32_t> Request::number(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || !found->is_number_unsigned()) return malformed(name);
  const auto value = found->get<std::uint64_t>();
  if (value > std::numeric_limits<std::uint32_t>::max()) return malformed(name);
  return static_cast<std::uint32_t>(value);
}

Result<bool> Request::boolean(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || !found->is_boolean()) return malformed(name);
  return found->get<bool>();
}

Result<Request> Request::object(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || !found->is_object()) return malformed(name);
  return Request{*found};
}

Result<Address> Request::address(const char* name, const char* device) const {
  SOTTO_ASSIGN(const std::string user_text, text(name));
  SOTTO_ASSIGN(const Username user, Username::parse(user_text));
  SOTTO_ASSIGN(const std::uint32_t id, number(device));
  if (id == 0 || id > highest_device) return malformed(device);
  return Address{user, DeviceId{id}};
}

}  // namespace sotto::conformance
