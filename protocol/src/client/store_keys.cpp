// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_keys.hpp"

#include <algorithm>

#include "record_codec.hpp"

namespace sotto::client {

Bytes key_of(const Username& user) {
  Bytes key = copy_of(bytes_of(user.text()));
  key.push_back(0);
  return key;
}

Bytes key_of(const Address& address) {
  Bytes key = key_of(address.user);
  RecordWriter device;
  device.u32(address.device.value);
  append(key, device.view());
  return key;
}

Bytes key_of(PrekeyId id) {
  RecordWriter key;
  key.u32(id.value);
  return copy_of(key.view());
}

Bytes key_of(std::uint64_t sequence) {
  RecordWriter key;
  key.u64(sequence);
  return copy_of(key.view());
}

Bytes key_of(const Username& user, const MessageId& message) {
  Bytes key = key_of(user);
  append(key, message.view());
  return key;
}

Bytes with_prefix(char kind, ByteView key) {
  Bytes prefixed{static_cast<std::uint8_t>(kind)};
  append(prefixed, key);
  return prefixed;
}

Result<UserKey> user_in(ByteView key) {
  const auto end = std::find(key.begin(), key.end(), std::uint8_t{0});
  if (end == key.end()) return Error{ErrorCode::store_corrupt, "key of user"};
  const auto length = static_cast<std::size_t>(end - key.begin());
  auto user = Username::parse(text_of(key.first(length)));
  if (!user) return Error{ErrorCode::store_corrupt, "key of user"};
  return UserKey{*std::move(user), key.subspan(length + 1)};
}

Result<Address> address_in(ByteView key) {
  SOTTO_ASSIGN(auto parts, user_in(key));
  RecordReader device{parts.rest};
  const DeviceId id{device.u32()};
  SOTTO_TRY(device.finish());
  return Address{std::move(parts.user), id};
}

std::uint64_t sequence_in(ByteView key) { return RecordReader{key}.u64(); }

}  // namespace sotto::client
