// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/config.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <functional>
#include <map>
#include <optional>

namespace sotto::relay::app {
namespace {

struct Setting {
  const char* name;          ///< "section.name" or "name"
  const char* meaning;
  const char* default_text;  ///< as YAML
  std::function<bool(const YAML::Node&, Config&)> set;
};

template <class Number>
bool number_within(const YAML::Node& node, Number& out, Number min, Number max) {
  const auto value = node.as<Number>();
  if (!(value >= min && value <= max)) return false;
  out = value;
  return true;
}

bool set_log_level(const YAML::Node& node, Config& config) {
  const std::map<std::string, obs::Severity> levels{{"debug", obs::Severity::debug},
                                                    {"info", obs::Severity::info},
                                                    {"warning", obs::Severity::warning},
                                                    {"error", obs::Severity::error}};
  const auto found = levels.find(node.as<std::string>());
  if (found == levels.end()) return false;
  config.log_level = found->second;
  return true;
}

bool set_registration(const YAML::Node& node, Config& config) {
  const auto text = node.as<std::string>();
  if (text != "open" && text != "closed") return false;
  config.policy.registration = text == "open" ? Registration::open : Registration::closed;
  return true;
}

bool set_path(const YAML::Node& node, std::filesystem::path& out) {
  out = node.as<std::string>();
  return true;
}

bool set_origins(const YAML::Node& node, Config& config) {
  config.origins.clear();
  for (const auto& entry : node) {
    config.origins.push_back(entry.as<std::string>());
    if (config.origins.back().find("://") == std::string::npos) return false;
  }
  return true;
}

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all{
      {"listen", "Address and port; port 0 takes a free one.", "127.0.0.1:8080",
       [](const YAML::Node& node, Config& config) { return parse_listen(node.as<std::string>(), config); }},
      {"data_dir", "Folder of the database. Made if it is not there.", "sotto-data",
       [](const YAML::Node& node, Config& config) { return set_path(node, config.data_dir); }},
      {"web_root", "Folder of the built web client; empty: none is served.", "\"\"",
       [](const YAML::Node& node, Config& config) { return set_path(node, config.web_root); }},
      {"origins", "Other web origins (https://host) whose pages may open the stream. \"null\" never may.", "[]", set_origins},
      {"trust_forwarded", "Behind a proxy of your own: count limits by the last address in X-Forwarded-For.", "false",
       [](const YAML::Node& node, Config& config) {
         config.trust_forwarded = node.as<bool>();
         return true;
       }},
      {"threads", "Network threads; 0: one for each core.", "0",
       [](const YAML::Node& node, Config& config) { return number_within<unsigned>(node, config.threads, 0, 256); }},
      {"log_level", "debug, info, warning or error. No level logs names, addresses or content.", "info", set_log_level},
      {"registration", "open or closed.", "open", set_registration},
      {"tls.certificate", "PEM file with the certificate chain; empty: no TLS. Read again on SIGHUP.", "\"\"",
       [](const YAML::Node& node, Config& config) { return set_path(node, config.tls_certificate); }},
      {"tls.key", "PEM file with its private key.", "\"\"",
       [](const YAML::Node& node, Config& config) { return set_path(node, config.tls_key); }},
      {"captcha.max_number", "Twice the hashes that a client needs on average to register or log in.", "50000",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.captcha_max_number, 1, 100'000'000);
       }},
      {"mailbox.letters", "Messages that may wait for one device.", "10000",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.mailbox.letters, 1, 10'000'000);
       }},
      {"mailbox.bytes", "Bytes of ciphertext that may wait for one device.", "67108864",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.mailbox.bytes, 1024, std::uint64_t{1} << 40);
       }},
      {"blobs.largest", "Bytes of the largest sealed attachment.", "104857600",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.blobs.blob, 1024, wire::max_blob_size);
       }},
      {"blobs.account", "Bytes of all sealed attachments of one account.", "1073741824",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.blobs.account, 1024, std::uint64_t{1} << 50);
       }},
      {"blobs.total", "Bytes of all sealed attachments together.", "21474836480",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.blobs.total, 1024, std::uint64_t{1} << 60);
       }},
      {"archive.entries", "Messages in the archive of one account.", "1000000",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.archive.entries, 1, 1'000'000'000);
       }},
      {"archive.bytes", "Bytes of ciphertext in the archive of one account.", "1073741824",
       [](const YAML::Node& node, Config& config) {
         return number_within<std::uint64_t>(node, config.policy.archive.bytes, 1024, std::uint64_t{1} << 40);
       }},
      {"limits.scale", "Multiplies every rate limit. For load tests; 1 in service.", "1",
       [](const YAML::Node& node, Config& config) {
         return number_within<double>(node, config.policy.rate_factor, 0.001, 1e9);
       }},
  };
  return all;
}

Complaint complain(const std::filesystem::path& file, const std::string& what) {
  return {"The configuration file " + file.string() + " cannot be used: " + what + "."};
}

std::optional<std::string> apply(const std::string& name, const YAML::Node& node, Config& config) {
  for (const auto& setting : settings()) {
    if (setting.name != name) continue;
    try {
      if (setting.set(node, config)) return std::nullopt;
    } catch (const YAML::Exception&) {   // the sentence below says it
    }
    return "the value of '" + name + "' is not valid (" + setting.meaning + ")";
  }
  return "there is no setting '" + name + "'";
}

std::optional<std::string> apply_all(const YAML::Node& root, Config& config) {
  if (root.IsNull()) return std::nullopt;
  if (!root.IsMap()) return "it is not a list of settings";
  for (const auto& entry : root) {
    const auto name = entry.first.as<std::string>();
    if (!entry.second.IsMap()) {
      if (auto wrong = apply(name, entry.second, config)) return wrong;
      continue;
    }
    for (const auto& inner : entry.second) {
      if (auto wrong = apply(name + "." + inner.first.as<std::string>(), inner.second, config)) return wrong;
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<Config, Complaint> read_config(const std::filesystem::path& file, Config config) {
  try {
    if (auto wrong = apply_all(YAML::LoadFile(file.string()), config)) return complain(file, *wrong);
  } catch (const YAML::BadFile&) {
    return complain(file, "it cannot be read");
  } catch (const YAML::Exception& error) {
    return complain(file, "line " + std::to_string(error.mark.line + 1) + " is not YAML");
  }
  return config;
}

bool parse_listen(std::string_view text, Config& config) {
  const auto colon = text.rfind(':');
  if (colon == text.npos || colon == 0) return false;
  const auto digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size()) return false;
  auto address = text.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
  if (address == "localhost") address = "127.0.0.1";
  config.listen_address = address;
  config.listen_port = port;
  return true;
}

std::string default_config_text() {
  std::string text = "# Every setting of sotto-relay with its default.\n";
  std::string section;
  for (const auto& setting : settings()) {
    const std::string name = setting.name;
    const auto dot = name.find('.');
    const std::string indent = dot == std::string::npos ? "" : "  ";
    if (dot != std::string::npos && name.substr(0, dot) != section) {
      section = name.substr(0, dot);
      text += "\n" + section + ":\n";
    } else {
      text += indent.empty() ? "\n" : "";
    }
    text += indent + "# " + setting.meaning + "\n";
    text += indent + (dot == std::string::npos ? name : name.substr(dot + 1)) + ": " + setting.default_text + "\n";
  }
  return text;
}

}  // namespace sotto::relay::app
