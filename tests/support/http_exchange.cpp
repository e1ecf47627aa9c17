// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_exchange.hpp"

#include <algorithm>
#include <charconv>

namespace sotto::testing {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

std::string small_letters(std::string_view text) {
  std::string small{text};
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void parse_head(std::string_view head, HttpAnswer& answer) {
  constexpr std::string_view start = "HTTP/1.1 ";
  if (head.substr(0, start.size()) != start) return;
  answer.status = static_cast<unsigned>(number_in(head.substr(start.size(), 3)));
  for (auto at = head.find(line_end); at != head.npos; at = head.find(line_end)) {
    head.remove_prefix(at + line_end.size());
    const auto line = head.substr(0, head.find(line_end));
    if (const auto colon = line.find(": "); colon != line.npos) {
      answer.headers[small_letters(line.substr(0, colon))] = line.substr(colon + 2);
    }
  }
}

}  // namespace

std::string HttpAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string{} : found->second;
}

HttpAnswer receive_answer(Channel& channel) {
  HttpAnswer answer;
  const auto bytes = receive_until(channel, [&](std::string_view so_far) {
    const auto end = so_far.find(head_end);
    if (end == so_far.npos) return false;
    answer.headers.clear();
    parse_head(so_far.substr(0, end), answer);
    return so_far.size() >= end + head_end.size() + number_in(answer.header("content-length"));
  });
  const auto end = bytes.find(head_end);
  if (end != bytes.npos) answer.body = bytes.substr(end + head_end.size());
  return answer;
}

HttpAnswer answer_to(Channel& channel, std::string_view request) {
  channel.send(request);
  return receive_answer(channel);
}

HttpAnswer answer_to(std::uint16_t port, std::string_view request) {
  TcpChannel channel{port};
  return answer_to(channel, request);
}

std::string request_of(std::string_view method, std::string_view path, std::string_view headers,
                       std::string_view body) {
  std::string request{method};
  request.append(" ").append(path).append(" HTTP/1.1\r\nHost: relay.example\r\n").append(headers);
  if (!body.empty()) request.append("Content-Length: ").append(std::to_string(body.size())).append(line_end);
  return request.append(line_end).append(body);
}

}  // namespace sotto::testing
