// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.hpp"

#include <google/protobuf/stubs/logging.h>

#include "sotto/wire/limits.hpp"

namespace sotto::wire {
namespace {

constexpr std::uint32_t max_device_id = 0x7FFFFFFF;
constexpr std::uint32_t max_prekey_id = 0xFFFFFE;
/// The year 9999 in milliseconds: whatever lies beyond is not a time (attack G11).
constexpr std::uint64_t max_milliseconds = 253'402'300'799'999;

Status size_within(std::size_t size, Length length, const char* where) {
  if (size > length.max) return Error{ErrorCode::too_large, where, static_cast<std::int64_t>(size)};
  if (size < length.min) return Error{ErrorCode::malformed, where, static_cast<std::int64_t>(size)};
  return {};
}

}  // namespace

Result<Bytes> bytes_field(const std::string& field, Length length, const char* where) {
  SOTTO_TRY(size_within(field.size(), length, where));
  return copy_of(bytes_of(field));
}

Result<SecretBytes> secret_field(const std::string& field, Length length, const char* where) {
  SOTTO_TRY(size_within(field.size(), length, where));
  return SecretBytes::copied_from(std::string_view{field});
}

Result<std::string> text_field(const std::string& field, Length length, const char* where) {
  SOTTO_TRY(size_within(field.size(), length, where));
  if (field.find('\0') != std::string::npos) return Error{ErrorCode::malformed, where};
  return field;
}

Result<DeviceId> device_field(std::uint32_t number) {
  if (number == 0 || number > max_device_id) return Error{ErrorCode::malformed, "device id", number};
  return DeviceId{number};
}

Result<PrekeyId> prekey_id_field(std::uint32_t number) {
  if (number == 0 || number > max_prekey_id) return Error{ErrorCode::malformed, "prekey id", number};
  return PrekeyId{number};
}

Result<std::uint32_t> suite_field(std::uint32_t number) {
  if (number == 0 || number > max_suite) return Error{ErrorCode::unsupported_suite, "suite", number};
  return number;
}

Result<MessageId> message_id_field(const std::string& field) { return MessageId::parse(bytes_of(field)); }

Result<Instant> instant_field(std::uint64_t milliseconds, const char* where) {
  if (milliseconds > max_milliseconds) return Error{ErrorCode::malformed, where};
  return Instant{static_cast<std::int64_t>(milliseconds)};
}

Result<std::uint64_t> day_field(std::uint64_t days, const char* where) {
  constexpr std::uint64_t milliseconds_per_day = 86'400'000;
  if (days > max_milliseconds / milliseconds_per_day) return Error{ErrorCode::malformed, where};
  return days;
}

Status count_within(int count, Length length, const char* where) {
  return size_within(static_cast<std::size_t>(count), length, where);
}

void silence_protobuf() {
  static auto* const previous = google::protobuf::SetLogHandler(nullptr);
  static_cast<void>(previous);
}

}  // namespace sotto::wire
