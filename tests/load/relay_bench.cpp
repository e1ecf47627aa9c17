// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay does in a second, live and offline, how long a message takes at half of that, and what an
// idle connection costs. The relay runs on core 0, the load on core 1.
#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <deque>

#include "population.hpp"
#include "relay_process.hpp"
#include "report.hpp"
#include "sotto/crypto/digest.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;
using sotto::testing::Population;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t users = 1000;
constexpr std::size_t idle_links = 20'000;
constexpr std::size_t window = 256;
constexpr std::size_t payload_size = 1024;
constexpr Seconds span{6};
constexpr Seconds warm_up{1};

/// Limits that guard a relay against strangers would measure themselves here.
constexpr const char* configuration = R"(captcha:
  max_number: 1
limits:
  scale: 1000000
)";

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

/// Sends messages between pairs and keeps count. The time of sending travels inside the message id.
class Traffic {
 public:
  Traffic(std::uint16_t port, RandomSource& random)
      : population{port,
                   random,
                   {[this](std::size_t, const wire::SubmitReply& reply) { on_submitted(reply); },
                    [this](std::size_t, const wire::Delivery& delivery) { on_delivered(delivery); }}},
        payload(payload_size, 0x5A) {}

  /// From a user of the first `senders` to the one `offset` further on.
  void send_next(std::size_t senders, std::size_t offset) {
    const auto from = next_sender_++ % senders;
    MessageId id;
    const auto at = now_ns();
    const auto number = ++sent;
    std::memcpy(id.bytes.data(), &at, sizeof at);
    std::memcpy(id.bytes.data() + sizeof at, &number, sizeof number);
    population.submit(from, (from + offset) % population.size(), id, payload);
  }

  Population population;
  std::uint64_t sent = 0;
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t refused = 0;
  std::vector<std::int64_t> latencies_ns;

 private:
  void on_submitted(const wire::SubmitReply& reply) {
    ++(reply.outcome == wire::SubmitOutcome::accepted ? accepted : refused);
  }
  void on_delivered(const wire::Delivery& delivery) {
    std::int64_t at = 0;
    std::memcpy(&at, delivery.message.bytes.data(), sizeof at);
    latencies_ns.push_back(now_ns() - at);
    ++delivered;
  }

  Bytes payload;
  std::size_t next_sender_ = 0;
};

double milliseconds_at(std::vector<std::int64_t>& latencies, double quantile) {
  if (latencies.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(quantile * static_cast<double>(latencies.size() - 1));
  std::nth_element(latencies.begin(), latencies.begin() + at, latencies.end());
  return static_cast<double>(latencies[static_cast<std::size_t>(at)]) / 1e6;
}

struct Rate {
  double per_second = 0;
  double cpu_us_per_message = 0;
};

/// Keeps `window` messages under way for `span` and counts what was accepted.
Rate saturate(Traffic& traffic, const testing::RelayProcess& relay, std::size_t senders, std::size_t offset) {
  const auto pump = [&](Seconds how_long) {
    const auto end = Clock::now() + how_long;
    while (Clock::now() < end) {
      while (traffic.sent - traffic.accepted - traffic.refused < window) traffic.send_next(senders, offset);
      traffic.population.run_once(std::chrono::milliseconds{100});
    }
  };
  pump(warm_up);
  const auto accepted = traffic.accepted;
  const auto cpu = relay.cpu_seconds();
  const auto begin = Clock::now();
  traffic.latencies_ns.clear();
  pump(span);
  const auto count = static_cast<double>(traffic.accepted - accepted);
  const Rate rate{count / Seconds{Clock::now() - begin}.count(), (relay.cpu_seconds() - cpu) / count * 1e6};
  while (traffic.accepted + traffic.refused < traffic.sent)
    traffic.population.run_once(std::chrono::milliseconds{100});
  return rate;
}

/// Sends at a steady pace.
void pace(Traffic& traffic, double per_second) {
  traffic.latencies_ns.clear();
  const auto begin = Clock::now();
  std::uint64_t sent = 0;
  while (Clock::now() - begin < span) {
    const auto due = static_cast<std::uint64_t>(Seconds{Clock::now() - begin}.count() * per_second);
    for (; sent < due; ++sent) traffic.send_next(users, 1);
    traffic.population.run_once(std::chrono::milliseconds{1});
  }
  while (traffic.accepted + traffic.refused < traffic.sent)
    traffic.population.run_once(std::chrono::milliseconds{100});
}

void measure_live(Report& report, Traffic& traffic, const testing::RelayProcess& relay) {
  const auto live = saturate(traffic, relay, users, 1);
  report.figure("live_messages_per_second", live.per_second, "1 KiB, recipient online, acknowledged by it");
  report.figure("live_cpu_us_per_message", live.cpu_us_per_message, "of the relay");
  report.figure("live_p50_at_saturation_ms", milliseconds_at(traffic.latencies_ns, 0.5), "256 under way");
  report.figure("live_p99_at_saturation_ms", milliseconds_at(traffic.latencies_ns, 0.99), "");
  pace(traffic, live.per_second / 2);
  report.figure("live_p50_at_half_load_ms", milliseconds_at(traffic.latencies_ns, 0.5),
                "from submit to delivery");
  report.figure("live_p99_at_half_load_ms", milliseconds_at(traffic.latencies_ns, 0.99), "");
}

void measure_offline(Report& report, Traffic& traffic, const testing::RelayProcess& relay) {
  for (std::size_t user = users / 2; user < users; ++user) traffic.population.disconnect(user);
  const auto offline = saturate(traffic, relay, users / 2, users / 2);
  report.figure("offline_messages_per_second", offline.per_second,
                "recipient away, on disk before it is accepted");
  report.figure("offline_cpu_us_per_message", offline.cpu_us_per_message, "of the relay");
}

/// The same job by the featureless forwarder: a message there, its acknowledgement back.
Rate saturate_peer(const testing::RelayProcess& peer) {
  std::vector<std::uint32_t> numbers(users, 0);
  std::size_t ready = 0;
  std::uint64_t sent = 0;
  std::uint64_t acknowledged = 0;
  Bytes message(sizeof(std::uint32_t) + payload_size, 0x5A);
  testing::Swarm* links = nullptr;
  const auto address = [](Bytes& bytes, std::uint32_t to) { std::memcpy(bytes.data(), &to, sizeof to); };
  testing::Swarm swarm{{[](auto) {},
                        [&](testing::Swarm::Link link, ByteView bytes) {
                          std::uint32_t from = 0;
                          std::memcpy(&from, bytes.data(), sizeof from);
                          if (bytes.size() > payload_size) {
                            Bytes acknowledgement(64, 1);
                            address(acknowledgement, from);
                            links->send(link, acknowledgement);
                          } else if (bytes.size() == sizeof from) {
                            numbers[link] = from;
                            ++ready;
                          } else {
                            ++acknowledged;
                          }
                        },
                        [](auto, std::uint16_t) {}}};
  links = &swarm;
  for (std::size_t user = 0; user < users; ++user) {
    swarm.connect(peer.port());
    while (ready <= user) swarm.run_once(std::chrono::milliseconds{100});
  }
  const auto pump = [&](Seconds how_long) {
    const auto end = Clock::now() + how_long;
    while (Clock::now() < end) {
      for (; sent - acknowledged < window; ++sent) {
        const auto from = static_cast<testing::Swarm::Link>(sent % users);
        address(message, numbers[(from + 1) % users]);
        swarm.send(from, message);
      }
      swarm.run_once(std::chrono::milliseconds{100});
    }
  };
  pump(warm_up);
  const auto before = acknowledged;
  const auto cpu = peer.cpu_seconds();
  const auto begin = Clock::now();
  pump(span);
  const auto count = static_cast<double>(acknowledged - before);
  return {count / Seconds{Clock::now() - begin}.count(), (peer.cpu_seconds() - cpu) / count * 1e6};
}

void measure_peer(Report& report, const std::filesystem::path& folder) {
  const testing::RelayProcess peer{{SOTTO_PEER_BINARY, folder / "peer", "", 0, 0}};
  const auto rate = saturate_peer(peer);
  report.figure("peer_messages_per_second", rate.per_second,
                "Beast forwarder without features, the same job");
  report.figure("peer_cpu_us_per_message", rate.cpu_us_per_message, "of the forwarder");
}

/// As many as wanted, or as the hard limit on open files allows: the relay, with the same limit, needs a
/// descriptor for each, and some for itself.
std::size_t possible_links() {
  constexpr std::size_t other_files = 512;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return std::min<std::size_t>(idle_links, limit.rlim_max - other_files);
}

void measure_idle(Report& report, const std::filesystem::path& binary, const std::filesystem::path& folder,
                  RandomSource& random) {
  testing::RelayProcess relay{{binary, folder / "idle", configuration, 0, 0}};
  Traffic traffic{relay.port(), random};
  traffic.population.register_users(100, 100,
                                    Population::Keys::none);  // what is allocated once is allocated now
  const auto before = relay.resident_bytes();
  const auto links = possible_links();
  traffic.population.register_users(links, window, Population::Keys::none);
  const auto connected = traffic.population.connected();
  report.figure("idle_connections", static_cast<double>(connected),
                "authenticated, without TLS; 20,000, or what open files allow");
  report.figure("idle_memory_per_connection_kib",
                static_cast<double>(relay.resident_bytes() - before) / 1024.0 / static_cast<double>(links),
                "resident memory of the relay");
}

void raise_file_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void stay_on_core(unsigned core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

void run(Report& report) {
  raise_file_limit();
  stay_on_core(1);
  const auto random = crypto::system_random();
  if (!random) throw std::runtime_error{"no randomness"};
  const auto folder = std::filesystem::temp_directory_path() / ("sotto-bench-" + std::to_string(getpid()));
  {
    testing::RelayProcess relay{{SOTTO_RELAY_BINARY, folder / "traffic", configuration, 0, 0}};
    Traffic traffic{relay.port(), **random};
    traffic.population.register_users(users, window, Population::Keys::published);
    measure_live(report, traffic, relay);
    measure_offline(report, traffic, relay);
    report.figure("refused_messages", static_cast<double>(traffic.refused),
                  "0, or the figures above mean nothing");
  }
  measure_peer(report, folder);
  measure_idle(report, SOTTO_RELAY_BINARY, folder, **random);
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) { return sotto::load::run_bench(argc, argv, run); }
