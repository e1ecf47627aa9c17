// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <optional>

#include "device_link.hpp"
#include "relay_process.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::testing {

/// A real relay on a free port with a data folder of its own; captchas cost nothing.
class RelayUnderTest {
 public:
  using Environment = std::map<std::string, std::string>;
  explicit RelayUnderTest(std::string configuration = {}, Environment environment = {},
                          std::optional<std::uint64_t> max_descriptors = std::nullopt)
      : process{{SOTTO_RELAY_BINARY, folder_.path().toStdString(),
                 "captcha: {max_number: 10}\n" + std::move(configuration), 0, std::nullopt,
                 with_perturbed_memory(std::move(environment)), max_descriptors}} {}

  [[nodiscard]] std::uint16_t port() const noexcept { return process.port(); }
  [[nodiscard]] RegisteredDevice register_device() { return testing::register_device(port(), random()); }
  [[nodiscard]] MessageId fresh_id() { return must_have(MessageId::fresh(random())); }
  [[nodiscard]] RandomSource& random() noexcept { return *random_; }
  /// The number of a metric; -1 when there is none of that name.
  [[nodiscard]] std::int64_t metric(const std::string& name) const {
    const auto text = answer_to(port(), request_of("GET", "/metrics", "Connection: close\r\n")).body;
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stoll(text.substr(at + name.size() + 2));
  }

 private:
  /// What is freed is overwritten, so that whoever still looks at it is found out (mallopt(3)).
  static Environment with_perturbed_memory(Environment environment) {
    environment["MALLOC_PERTURB_"] = "165";
    return environment;
  }
  template <class T>
  static T must_have(Result<T> result) {
    if (!result) throw std::runtime_error{"no randomness"};
    return *std::move(result);
  }
  QTemporaryDir folder_;
  std::unique_ptr<RandomSource> random_ = must_have(crypto::system_random());

 public:
  RelayProcess process;
};

}  // namespace sotto::testing
