// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.hpp"

#include <limits>

#include "sotto/crypto/digest.hpp"

namespace sotto::conformance {
namespace {

constexpr std::uint32_t highest_device = 0x7fffffff;

Error malformed(const char* name) { return {ErrorCode::malformed, name, 0}; }

/// On this wire a name is any text, while Sotto's user names are a few letters in one case. What is none gets
/// one of its own: letters of its digest. Names never leave a client in the session layer.
Result<Username> username_for(const std::string& name) {
  auto user = Username::parse(name);
  if (user && user->text() == name) return user;
  const auto digest = crypto::sha256(bytes_of(name));
  return Username::parse("n" + to_hex(ByteView{digest}.first((Username::max_length - 1) / 2)));
}

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

Result<std::vector<Bytes>> Request::all_bytes(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || !found->is_array()) return malformed(name);
  std::vector<Bytes> all;
  for (const auto& one : *found) {
    auto bytes = one.is_string() ? parse_hex(one.get<std::string>()) : std::nullopt;
    if (!bytes) return malformed(name);
    all.push_back(*std::move(bytes));
  }
  return all;
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

Result<Username> Request::username(const char* name) const {
  SOTTO_ASSIGN(const std::string user, text(name));
  return username_for(user);
}

Result<Address> Request::address(const char* name, const char* device) const {
  SOTTO_ASSIGN(const Username user, username(name));
  SOTTO_ASSIGN(const std::uint32_t id, number(device));
  if (id == 0 || id > highest_device) return malformed(device);
  return Address{user, DeviceId{id}};
}

}  // namespace sotto::conformance
