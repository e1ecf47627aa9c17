// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "obs/log.hpp"
#include "relay/core.hpp"

namespace sotto::relay::app {

/// Everything that can be set. `sotto-relay config` prints each default with its meaning.
struct Config {
  std::string listen_address = "127.0.0.1";
  std::uint16_t listen_port = 8080;
  std::filesystem::path data_dir = "sotto-data";
  std::filesystem::path web_root;
  std::vector<std::string> origins;
  bool trust_forwarded = false;
  unsigned threads = 0;
  std::filesystem::path tls_certificate;
  std::filesystem::path tls_key;
  obs::Severity log_level = obs::Severity::info;
  Policy policy;
};

/// A sentence for a person.
struct Complaint {
  std::string sentence;
};

/// Reads a YAML file over `config`. Unknown names are complained about: a misspelt setting must not be ignored.
[[nodiscard]] std::variant<Config, Complaint> read_config(const std::filesystem::path& file, Config config);

/// "127.0.0.1:8080", "[::1]:0".
[[nodiscard]] bool parse_listen(std::string_view text, Config& config);

/// The defaults as a YAML file with comments.
[[nodiscard]] std::string default_config_text();

}  // namespace sotto::relay::app
