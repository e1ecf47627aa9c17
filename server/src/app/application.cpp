// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

#include "api/api.hpp"
#include "app/open_store.hpp"
#include "app/steady_clock.hpp"
#include "app/system_clock.hpp"
#include "bus/bus.hpp"
#include "net/listener.hpp"
#include "relay/random.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::relay::app {
namespace {

/// How often what was not acknowledged is looked at: a tenth of what a device is given.
constexpr Duration tick_period{25};
/// For goodbyes to reach their clients.
constexpr std::chrono::milliseconds last_words{300};

/// A commit failed: what the disk holds is unknown. A new process reads it; the supervisor starts one.
void leave_broken(const Error& error) {
  obs::log(obs::Severity::error, "the database cannot be written: leaving", {{"error", error.code}, {"number", error.number}});
  std::_Exit(70);
}

}  // namespace

/// In the order of their making; each uses those above it.
struct Application::Parts {
  Parts(Config given, std::unique_ptr<store::SqliteStore> opened, std::unique_ptr<RandomSource> source,
        std::unique_ptr<obs::Metrics> numbers)
      : config{std::move(given)}, metrics{std::move(numbers)}, random{std::move(source)}, store{std::move(opened)} {}

  Config config;
  SystemClock clock;
  SteadyClock steady;
  std::unique_ptr<obs::Metrics> metrics;
  SharedRandom random;
  std::unique_ptr<store::SqliteStore> store;
  bus::InProcessBus bus;
  std::optional<ServerKey> server_key;
  std::optional<Foundation> foundation;
  std::shared_ptr<net::Tls> tls;
  std::unique_ptr<net::Network> network;
  std::unique_ptr<Relay> relay;
  std::unique_ptr<api::Api> api;
  std::unique_ptr<net::NetContext> context;
  std::atomic<bool> running{true};

  std::optional<Complaint> open();
  std::optional<Complaint> open_tls();
  std::optional<Complaint> open_network();
  std::optional<Complaint> load_files();
};

std::optional<Complaint> Application::Parts::open() {
  if (auto complaint = open_tls()) return complaint;
  if (auto complaint = open_network()) return complaint;
  auto key = ServerKey::load_or_make(*store, random);
  if (!key.ok()) return Complaint{"The database cannot be read or written."};
  server_key.emplace(*std::move(key));
  foundation.emplace(Foundation{*store, bus, clock, random, *server_key, *metrics, config.policy, SeededHash{random}});
  relay = std::make_unique<Relay>(*foundation, [this](std::function<void()> task) { network->post(std::move(task)); });
  api = std::make_unique<api::Api>(*relay);
  context.reset(new net::NetContext{*relay, *api, *metrics, steady, config.origins, config.trust_forwarded, {}});
  return load_files();
}

/// Never falls back to plain text: half a setting is a mistake.
std::optional<Complaint> Application::Parts::open_tls() {
  if (config.tls_certificate.empty() && config.tls_key.empty()) return std::nullopt;
  if (config.tls_key.empty()) return Complaint{"tls.certificate is set but tls.key is not."};
  if (config.tls_certificate.empty()) return Complaint{"tls.key is set but tls.certificate is not."};
  auto loaded = net::Tls::load({config.tls_certificate, config.tls_key});
  if (loaded.ok()) {
    tls = *std::move(loaded);
    return std::nullopt;
  }
  switch (loaded.error().code) {
    case ErrorCode::invalid_key:
      return Complaint{"The TLS key " + config.tls_key.string() + " cannot be used: it has to be a PEM file without a passphrase."};
    case ErrorCode::identity_mismatch:
      return Complaint{"The TLS key " + config.tls_key.string() + " does not belong to the certificate " + config.tls_certificate.string() + "."};
    default:
      return Complaint{"The TLS certificate " + config.tls_certificate.string() + " cannot be used: it has to be a PEM file."};
  }
}

std::optional<Complaint> Application::Parts::open_network() {
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  auto opened = net::Network::open(
      {config.listen_address, config.listen_port, config.threads == 0 ? cores : config.threads, tls});
  if (opened.ok()) {
    network = *std::move(opened);
    return std::nullopt;
  }
  const auto port = std::to_string(config.listen_port);
  switch (opened.error().code) {
    case ErrorCode::already_exists:
      return Complaint{"Port " + port + " is already in use. Choose another with --listen ADDRESS:PORT; port 0 takes a free one."};
    case ErrorCode::refused:
      return Complaint{"There is no permission to listen on port " + port + ". Ports below 1024 need a privilege; choose another with --listen."};
    default: return Complaint{"Cannot listen on " + config.listen_address + ":" + port + ": it is not an address of this machine."};
  }
}

std::optional<Complaint> Application::Parts::load_files() {
  if (config.web_root.empty()) return std::nullopt;
  auto files = api::WebFiles::load(config.web_root);
  if (!files.ok()) {
    return Complaint{"The web client's folder " + config.web_root.string() + " cannot be used: there is no index.html in it."};
  }
  api->serve_files(*std::move(files));
  return std::nullopt;
}

std::variant<std::unique_ptr<Application>, Complaint> Application::open(Config config) {
  obs::set_log_threshold(config.log_level);
  auto random = crypto::system_random();
  if (!random.ok()) return Complaint{"The system's random generator failed its self-test."};
  auto metrics = std::make_unique<obs::Metrics>();
  auto* numbers = metrics.get();
  auto store = open_store(config, {leave_broken, [numbers](std::size_t works) {
                                     numbers->store_commits += 1;
                                     numbers->store_works += static_cast<std::int64_t>(works);
                                   }});
  if (auto* complaint = std::get_if<Complaint>(&store)) return std::move(*complaint);
  auto parts = std::make_unique<Parts>(std::move(config), std::move(std::get<0>(store)), *std::move(random), std::move(metrics));
  if (auto complaint = parts->open()) return *std::move(complaint);
  return std::unique_ptr<Application>{new Application{std::move(parts)}};
}

Application::Application(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}

Application::~Application() {
  // First the threads. Who came in the last moment is still let go, so that the store gets what was on its way to them;
  // it finishes its queue without anybody to tell. Connections end with the network, and look at the context then.
  parts_->network->stop();
  parts_->relay->delivery.disconnect_all(wire::GoodbyeReason::shutting_down);
  parts_->store.reset();
  parts_->network.reset();
}

void Application::start() {
  auto* parts = parts_.get();
  parts->network->every(tick_period, [parts] {
    parts->relay->delivery.tick();
    return parts->running.load();
  });
  parts->network->start(*parts->context);
  parts->relay->blobs.sweep();  // what a stop or `user delete` left
  parts->api->set_ready(true);
}

std::string Application::url() const {
  const auto& address = parts_->config.listen_address;
  const bool v6 = address.find(':') != std::string::npos;
  return std::string{parts_->tls ? "https://" : "http://"} + (v6 ? "[" + address + "]" : address) + ":" +
         std::to_string(parts_->network->port()) + "/";
}

void Application::reload() {
  if (parts_->tls && !parts_->tls->reload().ok()) {
    obs::log(obs::Severity::error, "the certificate cannot be read again: the old one stays");
  }
  if (parts_->load_files()) obs::log(obs::Severity::error, "the web client cannot be read again: the old one stays");
  obs::log(obs::Severity::info, "reloaded");
}

void Application::shut_down() {
  parts_->api->set_ready(false);
  parts_->network->stop_accepting();
  parts_->relay->delivery.disconnect_all(wire::GoodbyeReason::shutting_down);
  std::this_thread::sleep_for(last_words);
  parts_->running = false;
}

}  // namespace sotto::relay::app
