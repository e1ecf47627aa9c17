// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/request_guard.hpp"

#include <algorithm>
#include <array>

namespace sotto::relay::net {
namespace {

constexpr std::string_view line_end = "\r\n";
/// More digits could not be a size that any limit allows.
constexpr std::size_t max_length_digits = 9;

bool is_visible(char c) noexcept { return c > 0x20 && c < 0x7F; }

/// RFC 9110 section 5.6.2.
bool is_token(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool are_all(std::string_view text, bool (*allowed)(char)) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_name(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Some programs read Content_Length as Content-Length.
bool is_disguised(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 3> guarded{"content-length", "transfer-encoding", "host"};
  return std::any_of(guarded.begin(), guarded.end(), [&](std::string_view real) {
    return name.size() == real.size() && name.find('_') != std::string_view::npos &&
           std::equal(name.begin(), name.end(), real.begin(),
                      [](char x, char y) { return lower(x) == y || (x == '_' && y == '-'); });
  });
}

std::string_view trimmed(std::string_view text) noexcept {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_host(std::string_view host) noexcept {
  return are_all(host, [](char c) { return is_token(c) || c == ':' || c == '[' || c == ']'; });
}

bool is_plain_number(std::string_view text) noexcept {
  return text.size() <= max_length_digits && are_all(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What the headers said about the request's length and place.
struct Framing {
  unsigned hosts = 0;
  unsigned transfer_encodings = 0;
  unsigned content_lengths = 0;
  bool has_content = false;
};

class HeadChecker {
 public:
  Refusal check(std::string_view head) noexcept {
    const auto end = head.find(line_end);
    if (auto refusal = check_request_line(head.substr(0, end)); refusal != Refusal::none) return refusal;
    for (head.remove_prefix(end + line_end.size()); head != line_end;) {
      const auto size = head.find(line_end);
      if (auto refusal = check_header(head.substr(0, size)); refusal != Refusal::none) return refusal;
      head.remove_prefix(size + line_end.size());
    }
    return check_framing();
  }

 private:
  Refusal check_request_line(std::string_view line) noexcept {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return Refusal::request_line;
    method_ = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!are_all(method_, is_token) || !are_all(target, is_visible)) return Refusal::request_line;
    // Absolute and authority forms are for proxies: their host could differ from the Host header's.
    if (target.front() != '/') return Refusal::request_line;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
      return version.substr(0, 5) == "HTTP/" ? Refusal::version : Refusal::request_line;
    }
    is_1_0_ = version == "HTTP/1.0";
    return Refusal::none;
  }

  Refusal check_header(std::string_view line) noexcept {
    if (line.front() == ' ' || line.front() == '\t') return Refusal::folded_line;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return Refusal::header_name;
    const auto name = line.substr(0, colon);
    if (!are_all(name, is_token) || is_disguised(name)) return Refusal::header_name;
    const auto value = trimmed(line.substr(colon + 1));
    if (!is_clean(value)) return Refusal::header_value;
    return note(name, value);
  }

  /// Bytes above 0x7F are opaque but allowed (RFC 9110 section 5.5); controls are not.
  static bool is_clean(std::string_view value) noexcept {
    return std::none_of(value.begin(), value.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return (byte < 0x20 && c != '\t') || byte == 0x7F;
    });
  }

  Refusal note(std::string_view name, std::string_view value) noexcept {
    if (is_same_name(name, "Host")) {
      if (++framing_.hosts > 1 || !is_host(value)) return Refusal::host;
    } else if (is_same_name(name, "Transfer-Encoding")) {
      if (++framing_.transfer_encodings > 1 || !is_same_name(value, "chunked") || is_1_0_)
        return Refusal::transfer_encoding;
    } else if (is_same_name(name, "Content-Length")) {
      if (++framing_.content_lengths > 1 || !is_plain_number(value)) return Refusal::content_length;
      framing_.has_content = value.find_first_not_of('0') != std::string_view::npos;
    }
    return Refusal::none;
  }

  [[nodiscard]] Refusal check_framing() const noexcept {
    if (framing_.hosts != 1) return Refusal::host;
    if (framing_.transfer_encodings > 0 && framing_.content_lengths > 0) return Refusal::ambiguous_length;
    const bool has_body = framing_.transfer_encodings > 0 || framing_.has_content;
    if (has_body && (method_ == "GET" || method_ == "HEAD" || method_ == "OPTIONS"))
      return Refusal::unexpected_body;
    return Refusal::none;
  }

  std::string_view method_;
  bool is_1_0_ = false;
  Framing framing_;
};

/// A CR without its LF or an LF without its CR, in what has arrived so far.
bool has_bare_line_ending(std::string_view bytes) noexcept {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) return true;
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] != '\n') return true;
  }
  return false;
}

}  // namespace

Verdict check_request_head(std::string_view bytes, std::size_t max_head) noexcept {
  constexpr std::string_view head_end = "\r\n\r\n";
  const auto seen = bytes.substr(0, max_head);
  const auto end = seen.find(head_end);
  const auto head = end == std::string_view::npos ? seen : seen.substr(0, end + head_end.size());
  if (has_bare_line_ending(head)) return {Refusal::line_ending, 0};
  if (end == std::string_view::npos)
    return {bytes.size() >= max_head ? Refusal::head_too_large : Refusal::none, 0};
  if (const auto refusal = HeadChecker{}.check(head); refusal != Refusal::none) return {refusal, 0};
  return {Refusal::none, head.size()};
}

unsigned status_of(Refusal refusal) noexcept {
  if (refusal == Refusal::head_too_large) return 431;
  if (refusal == Refusal::version) return 505;
  return 400;
}

bool is_header_value(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_visible(c) || c == ' '; });
}

}  // namespace sotto::relay::net
