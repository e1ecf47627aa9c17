// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "channel.hpp"

namespace sotto::testing {

/// An answer of the relay as it came; status 0 when what came is none.
struct HttpAnswer {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  ///< names in small letters
  std::string body;
  [[nodiscard]] std::string header(const std::string& name) const;
};

/// Reads one answer: as much as its Content-Length says, or to the end.
[[nodiscard]] HttpAnswer receive_answer(Channel& channel);
/// Sends bytes, reads one answer.
[[nodiscard]] HttpAnswer answer_to(Channel& channel, std::string_view request);
/// The same on a connection of its own.
[[nodiscard]] HttpAnswer answer_to(std::uint16_t port, std::string_view request);
/// "METHOD path" with a Host, these header lines (each ends with \r\n) and a body with its length.
[[nodiscard]] std::string request_of(std::string_view method, std::string_view path,
                                     std::string_view headers = {}, std::string_view body = {});

}  // namespace sotto::testing
