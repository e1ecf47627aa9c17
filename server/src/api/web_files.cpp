// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/web_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

#include "sotto/base/bytes.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::relay::api {
namespace {

constexpr std::uintmax_t max_file_size = 32 * 1024 * 1024;
/// Vite puts a hash of the content into the names of what lies here: the same name is the same content for
/// ever.
constexpr std::string_view hashed_folder = "/assets/";

struct TypeOfEnding {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array<TypeOfEnding, 13> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

std::string type_of(const std::filesystem::path& path) {
  const auto ending = path.extension().string();
  const auto found =
      std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.ending == ending; });
  return std::string{found == types.end() ? "application/octet-stream" : found->type};
}

Result<std::shared_ptr<const std::string>> read(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > max_file_size || error)
    return Error{ErrorCode::too_large, "web file"};
  std::ifstream file{path, std::ios::binary};
  auto bytes =
      std::make_shared<std::string>(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  if (!file) return Error{ErrorCode::not_found, "web file"};
  return std::shared_ptr<const std::string>{std::move(bytes)};
}

/// Null where the compressed form is not there.
Result<std::shared_ptr<const std::string>> read_compressed(std::filesystem::path path, const char* ending) {
  path += ending;
  if (!std::filesystem::exists(path)) return std::shared_ptr<const std::string>{};
  return read(path);
}

bool is_compressed_form(const std::filesystem::path& path) {
  const auto ending = path.extension();
  if (ending != ".br" && ending != ".gz") return false;
  auto plain = path;
  plain.replace_extension();
  return std::filesystem::exists(plain);
}

std::string etag_of(const std::string& content) {
  const auto digest = crypto::sha256(bytes_of(content));
  return '"' + to_hex(ByteView{digest}.first(16)) + '"';
}

/// Whether a list of codings names this one and does not forbid it with q=0 (RFC 9110 section 12.5.3).
bool accepts(std::string_view list, std::string_view coding) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto item = list.substr(0, comma);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    const auto name_size = std::min(item.find_first_of("; \t"), item.size());
    if (item.substr(0, name_size) != coding) continue;
    const auto q = item.find("q=0");
    return q == std::string_view::npos || item.find_first_of("123456789", q + 3) != std::string_view::npos;
  }
  return false;
}

bool names(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

/// The web client's own routes have no ending: /direct, /direct/bob. They are answered with the one page.
bool is_route(std::string_view path) {
  const auto last = path.substr(path.rfind('/') + 1);
  return path.substr(0, 5) != "/api/" && path.find("..") == std::string_view::npos &&
         path.find('%') == std::string_view::npos &&
         (last.find('.') == std::string_view::npos || path.substr(0, 8) == "/direct/");
}

}  // namespace

const std::vector<Header>& security_headers() {
  static const std::vector<Header> headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: "
       "blob:; "
       "connect-src 'self'; worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
       "form-action 'none'; "
       "frame-ancestors 'none'"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      // The camera reads QR codes (decision 205).
      {"Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"},
  };
  return headers;
}

Result<WebFiles> WebFiles::load(const std::filesystem::path& folder) {
  WebFiles files;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder, error}) {
    if (!entry.is_regular_file() || entry.is_symlink() || is_compressed_form(entry.path())) continue;
    const auto path = "/" + entry.path().lexically_relative(folder).generic_string();
    File file;
    SOTTO_ASSIGN(file.plain, read(entry.path()));
    SOTTO_ASSIGN(file.gzip, read_compressed(entry.path(), ".gz"));
    SOTTO_ASSIGN(file.brotli, read_compressed(entry.path(), ".br"));
    file.type = type_of(entry.path());
    file.etag = etag_of(*file.plain);
    const bool is_hashed = path.compare(0, hashed_folder.size(), hashed_folder) == 0;
    file.caching = is_hashed ? "public, max-age=31536000, immutable" : "no-cache";
    files.files_.emplace(path, std::move(file));
  }
  if (files.files_.count("/index.html") == 0) return Error{ErrorCode::not_found, "index.html"};
  return files;
}

const WebFiles::File* WebFiles::file_for(std::string_view path) const {
  if (const auto found = files_.find(path); found != files_.end()) return &found->second;
  if (!is_route(path)) return nullptr;
  const auto page = files_.find("/index.html");
  return page == files_.end() ? nullptr : &page->second;
}

WebFiles::Response WebFiles::find(const Request& request) const {
  static const auto empty = std::make_shared<const std::string>();
  const auto* file = file_for(request.path);
  if (file == nullptr) return {404, {}, empty};
  Response response{200,
                    {{"ETag", file->etag}, {"Cache-Control", file->caching}, {"Vary", "Accept-Encoding"}},
                    file->plain};
  if (names(request.if_none_match, file->etag)) {
    response.status = 304;
    response.body = empty;
    return response;
  }
  response.headers.emplace_back("Content-Type", file->type);
  if (file->brotli && accepts(request.accept_encoding, "br")) {
    response.headers.emplace_back("Content-Encoding", "br");
    response.body = file->brotli;
  } else if (file->gzip && accepts(request.accept_encoding, "gzip")) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file->gzip;
  }
  return response;
}

}  // namespace sotto::relay::api
