// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/http.hpp"
#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/wire/call.hpp"

/// JSON in requests and responses. Binary values are base64url without padding.
namespace sotto::relay::api {

/// An object, at most 16 levels deep, without a key twice (attack G6). malformed.
[[nodiscard]] Result<boost::json::object> parse_object(std::string_view text);

// Fields of an object. malformed: missing or of another kind; too_large: longer than `max`.
[[nodiscard]] Result<std::string> text_field(const boost::json::object& object, std::string_view name,
                                             std::size_t max);
[[nodiscard]] Result<Bytes> bytes_field(const boost::json::object& object, std::string_view name,
                                        std::size_t min, std::size_t max);
[[nodiscard]] Result<SecretBytes> secret_field(const boost::json::object& object, std::string_view name,
                                               std::size_t size);
[[nodiscard]] Result<std::uint64_t> number_field(const boost::json::object& object, std::string_view name,
                                                 std::uint64_t max);
[[nodiscard]] Result<bool> flag_field(const boost::json::object& object, std::string_view name);
[[nodiscard]] Result<const boost::json::object*> object_field(const boost::json::object& object,
                                                              std::string_view name);

[[nodiscard]] HttpResponse json_response(unsigned status, const boost::json::value& value);
/// {"error": code, "retry_after_ms": number}, with the status that goes with the code.
[[nodiscard]] HttpResponse failure_response(const wire::CallFailure& failure);
[[nodiscard]] HttpResponse failure_response(const Error& error);
/// A plain refusal: {"error": code}.
[[nodiscard]] HttpResponse error_response(unsigned status, std::string_view code);

}  // namespace sotto::relay::api
