// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"

/// Small parsers from what Protobuf gives (std::string, numbers) to this library's types. `where` names the
/// field.
namespace sotto::wire {

struct Length {
  std::size_t min;
  std::size_t max;
  [[nodiscard]] static constexpr Length exactly(std::size_t size) { return {size, size}; }
  [[nodiscard]] static constexpr Length up_to(std::size_t size) { return {0, size}; }
};

[[nodiscard]] Result<Bytes> bytes_field(const std::string& field, Length length, const char* where);
[[nodiscard]] Result<SecretBytes> secret_field(const std::string& field, Length length, const char* where);
/// Also refuses a NUL. Protobuf has checked that it is UTF-8.
[[nodiscard]] Result<std::string> text_field(const std::string& field, Length length, const char* where);
[[nodiscard]] Result<DeviceId> device_field(std::uint32_t number);
[[nodiscard]] Result<PrekeyId> prekey_id_field(std::uint32_t number);
[[nodiscard]] Result<std::uint32_t> suite_field(std::uint32_t number);
[[nodiscard]] Result<MessageId> message_id_field(const std::string& field);
[[nodiscard]] Result<Instant> instant_field(std::uint64_t milliseconds, const char* where);
/// Days since 1970.
[[nodiscard]] Result<std::uint64_t> day_field(std::uint64_t days, const char* where);
[[nodiscard]] Status count_within(int count, Length length, const char* where);

/// Protobuf writes a line to standard error for each hostile frame; a peer must not be able to fill a log.
/// Called before the first parse; cheap afterwards.
void silence_protobuf();

[[nodiscard]] inline std::string string_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace sotto::wire
