// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a request's line and headers once the guard has let it in.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cctype>

#include "api/call.hpp"
#include "api/web_files.hpp"
#include "input.hpp"
#include "net/network.hpp"
#include "net/origin.hpp"
#include "net/request_guard.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using relay::api::Call;
using relay::api::Parameter;
using relay::api::WebFiles;

Bytes field_and_rest(std::string_view field, std::string_view rest) {
  Bytes out;
  put_field(out, bytes_of(field));
  append(out, bytes_of(rest));
  return out;
}

Parameter parameter_in(std::string query) {
  Call call;
  call.request.query = std::move(query);
  return call.query("a");
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += "%" + to_hex(ByteView{bytes_of(std::string_view{&c, 1})});
  return out;
}

void check_number(std::string_view text) {
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto number = relay::api::plain_number(text);
  require(!number || digits, "a number is digits and nothing else");
  require(!number || relay::api::plain_number(std::to_string(*number)) == number,
          "a number is read as written");
}

/// A query as it comes.
Verdict read_query(std::string_view query) {
  const auto found = parameter_in(std::string{query});
  require(found.given || !found.value, "nothing has a value that was not given");
  if (!found.value) return Verdict::refused;
  require(found.value->find('\0') == std::string::npos, "no NUL comes in");
  require(parameter_in("a=" + percent_encoded(*found.value)).value == found.value,
          "a parameter is read as it was written");
  const auto twice = parameter_in(std::string{query} + "&a=" + percent_encoded(*found.value));
  require(twice.given && !twice.value, "a parameter that is given twice has no value");
  check_number(*found.value);
  return Verdict::accepted;
}

/// Any value, written by the rules.
Verdict read_value(std::string_view value) {
  const auto found = parameter_in("b=1&a=" + percent_encoded(value) + "&c");
  const bool has_nul = value.find('\0') != std::string_view::npos;
  require(found.given && found.value.has_value() != has_nul, "all but a NUL can be said");
  require(has_nul || *found.value == value, "a parameter is read as it was written");
  return has_nul ? Verdict::refused : Verdict::accepted;
}

enum class Query : std::uint8_t { as_it_comes, by_the_rules };

Verdict run_query(ByteView bytes) {
  Input input{bytes};
  const auto kind = static_cast<Query>(input.below(2));
  const auto text = text_of(input.rest());
  return kind == Query::as_it_comes ? read_query(text) : read_value(text);
}

std::vector<Bytes> query_seeds() {
  return {choosing(0, bytes_of("a=1&b=2")),
          choosing(0, bytes_of("b&a=%C3%a4+x&")),
          choosing(0, bytes_of("a")),
          choosing(0, bytes_of("a=18446744073709551615")),
          choosing(1, bytes_of("50% & more=+\n")),
          choosing(1, bytes_of(""))};
}

/// A web client on the disk, and what lies beside it.
struct Site {
  QTemporaryDir folder;
  WebFiles files;

  Site() {
    write("web/index.html", "page");
    write("web/assets/app-1234.js", "script");
    write("web/assets/app-1234.js.br", "brotli");
    write("web/assets/app-1234.js.gz", "gzip");
    write("secret.txt", "secret");
    auto loaded = WebFiles::load(folder.filePath(QStringLiteral("web")).toStdString());
    require(loaded.ok(), "a web client can be loaded");
    files = *std::move(loaded);
  }
  void write(const char* name, const char* content) const {
    const auto path = folder.filePath(QString::fromLatin1(name));
    QFile file{path};
    require(
        QDir{}.mkpath(QFileInfo{path}.path()) && file.open(QIODevice::WriteOnly) && file.write(content) > 0,
        "a web client can be written");
  }
};

const Site& site() {
  static const Site once;
  return once;
}

std::string header(const WebFiles::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

std::string body_for(std::string_view path, std::string_view coding) {
  if (path != "/assets/app-1234.js") return "page";
  return coding == "br" ? "brotli" : coding == "gzip" ? "gzip" : "script";
}

/// Lines: path, accepted codings, what the browser has already.
Verdict run_web_file(ByteView bytes) {
  Input input{bytes};
  const auto path = text_of(input.field());
  const auto accepted = text_of(input.field());
  const auto response = site().files.find({path, accepted, text_of(input.rest())});
  for (const auto& [name, value] : response.headers)
    require(relay::net::is_header_value(value), "no header carries a line end");
  if (response.status != 200) {
    require(response.status == 304 || response.status == 404, "a file is there, unchanged, or not there");
    require(response.body->empty(), "what is not sent has no body");
    return response.status == 304 ? Verdict::accepted : Verdict::refused;
  }
  const auto coding = header(response, "Content-Encoding");
  require(coding.empty() || accepted.find(coding) != std::string_view::npos, "a coding was asked for");
  require(*response.body == body_for(path, coding), "nothing is served but what the path names, or the page");
  require(path.find("..") == std::string_view::npos, "no path leads upwards");
  return Verdict::accepted;
}

Bytes web_request(std::string_view path, std::string_view accepted, std::string_view known) {
  Bytes out;
  put_field(out, bytes_of(path));
  append(out, field_and_rest(accepted, known));
  return out;
}

std::vector<Bytes> web_file_seeds() {
  constexpr std::string_view script = "/assets/app-1234.js";
  const auto etag = header(site().files.find({script, {}, {}}), "ETag");
  return {web_request("/direct/bob.smith", "", ""), web_request(script, "gzip, deflate, br", ""),
          web_request(script, "br;q=0, gzip;q=0.5", "\"other\""), web_request(script, "", "W/" + etag),
          web_request("/index.html", "identity", "")};
}

/// By what a client is counted: whoever writes more in front of the header's last entry gains nothing by it.
Verdict run_client_network(ByteView bytes) {
  Input input{bytes};
  const auto address = text_of(input.field());
  const std::string forwarded{text_of(input.rest())};
  const auto network = relay::net::network_of(address, forwarded);
  if (forwarded.empty()) {
    const bool is_address =
        network != address || network.find_first_not_of("0123456789.") == std::string::npos;
    return is_address ? Verdict::accepted : Verdict::refused;
  }
  require(relay::net::network_of(address, "2001:db8::1, " + forwarded) == network, "the last entry counts");
  require(relay::net::network_of(address, "127.0.0.1," + forwarded) == network, "the last entry counts");
  const auto direct = relay::net::network_of(forwarded, {});
  const bool is_said = network == direct && direct != forwarded;
  require(is_said || network.size() <= 15 || network == relay::net::network_of(address, {}),
          "a network is an address, half of one, or the connection's own");
  return network != relay::net::network_of(address, {}) ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> client_network_seeds() {
  return {field_and_rest("192.0.2.7", ""), field_and_rest("127.0.0.1", "192.0.2.7"),
          field_and_rest("127.0.0.1", "10.0.0.1, 2001:db8::7"),
          field_and_rest("2001:db8::1", "::ffff:192.0.2.7"), field_and_rest("::1", "fe80::1%2")};
}

/// Whether a page may open the stream: its own host's, or one that the operator names.
Verdict run_origin(ByteView bytes) {
  static const std::vector<std::string> named{"https://chat.example.org", "null"};
  Input input{bytes};
  const auto host = text_of(input.field());
  const auto origin = text_of(input.rest());
  require(relay::net::origin_allowed(origin, false, host, {}), "who is no browser says no origin");
  if (!relay::net::origin_allowed(origin, true, host, named)) return Verdict::refused;
  const bool own = origin == "http://" + std::string{host} || origin == "https://" + std::string{host};
  require(own || origin == named.front(), "no other page opens the stream");
  require(origin != "null", "a page without an origin never does");
  return Verdict::accepted;
}

std::vector<Bytes> origin_seeds() {
  return {field_and_rest("a.example:8443", "https://a.example:8443"),
          field_and_rest("a.example", "http://a.example"),
          field_and_rest("a.example", "https://chat.example.org")};
}

const Registration registration{{{"query", 256, run_query, query_seeds},
                                 {"web_file", 512, run_web_file, web_file_seeds},
                                 {"client_network", 256, run_client_network, client_network_seeds},
                                 {"origin", 256, run_origin, origin_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
