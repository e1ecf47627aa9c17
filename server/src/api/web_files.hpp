// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sotto/base/result.hpp"

namespace sotto::relay::api {

using Header = std::pair<std::string_view, std::string>;

/// Headers that every response carries, whoever it is for: nothing may be framed, sniffed, or told where one
/// came from (attacks F2, F4, F8).
[[nodiscard]] const std::vector<Header>& security_headers();

/// The web client's files, read into memory once: a request can never reach the file system, so no path can
/// lead out of the folder (attack D12). Immutable afterwards, so any thread may ask.
class WebFiles {
 public:
  /// Reads the folder. `name.br` and `name.gz` beside `name` are its compressed forms. not_found when there
  /// is no index.html, too_large when a file is over 32 MiB.
  [[nodiscard]] static Result<WebFiles> load(const std::filesystem::path& folder);
  /// Serves nothing but 404.
  WebFiles() = default;

  struct Request {
    std::string_view path;  ///< without the query, as it stands in the request line
    std::string_view accept_encoding;
    std::string_view if_none_match;
  };
  struct Response {
    unsigned status = 404;                    ///< 200, 304 or 404
    std::vector<Header> headers;              ///< beside security_headers()
    std::shared_ptr<const std::string> body;  ///< never null
  };
  [[nodiscard]] Response find(const Request& request) const;

 private:
  struct File {
    std::string type;
    std::string etag;
    std::string caching;
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> gzip;    ///< may be null
    std::shared_ptr<const std::string> brotli;  ///< may be null
  };
  [[nodiscard]] const File* file_for(std::string_view path) const;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace sotto::relay::api
