// SPDX-License-Identifier: GPL-3.0-or-later
// Messages a second through the whole engine, sender's and receiver's: sealing, opening, the database
// transactions on both sides, frames, acknowledgements. Beside other libraries in the same run, which only
// encrypt and decrypt: the ratios are what counts, since machines differ.
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "fake_relay.hpp"
#include "rate.hpp"
#include "report.hpp"
#include "sotto/client/engine.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/store/memory_store.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;

constexpr std::size_t message_size = 1024;

Username name(const char* text) { return *Username::parse(text); }

void require(const Status& status, const char* what) {
  if (!status) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(status.error().code)}};
}

/// Two engines and a relay in one process, on a clock that stands still unless something waits for it.
class Pair {
 public:
  Pair(store::ClientStore& first, store::ClientStore& second, RandomSource& random)
      : sides_{Side{{}, {}, client::Engine{first, random}}, Side{{}, {}, client::Engine{second, random}}} {
    const std::array<const char*, 2> names{"alice", "bob"};
    for (std::size_t i = 0; i < 2; ++i) {
      require(sides_[i].engine.start(now_), "start");
      enter(i, client::Register{name(names[i]), SecretBytes::copied_from(std::string_view{"a long password"}),
                                "", "bench", true, ""});
      while (!sides_[i].engine.account() || sides_[i].engine.link() != client::LinkState::online) advance();
    }
    settle();
  }

  void say(std::size_t from, const std::string& text) {
    enter(from, client::SendText{name(from == 0 ? "bob" : "alice"), text});
    settle();
  }

  std::size_t texts(std::size_t of) {
    const auto conversations = sides_[of].engine.conversations();
    return conversations->empty() ? 0 : static_cast<std::size_t>(conversations->front().unread);
  }

  /// Lets waiting timers come: receipts, refills.
  void advance() {
    now_ = now_ + std::chrono::seconds{1};
    for (std::size_t i = 0; i < 2; ++i) {
      if (sides_[i].wake_at && *sides_[i].wake_at <= now_) {
        sides_[i].wake_at.reset();
        enter(i, client::TimerFired{});
      }
    }
    settle();
  }

 private:
  struct Side {
    std::optional<testing::LinkNumber> link;
    std::optional<Instant> wake_at;
    client::Engine engine;
  };

  void enter(std::size_t side, client::Input input) {
    require(sides_[side].engine.handle(std::move(input), now_), "input");
    while (auto effect = sides_[side].engine.poll()) {
      if (std::holds_alternative<client::OpenLink>(*effect)) {
        sides_[side].link = relay_.connect();
        enter(side, client::LinkUp{});
      } else if (const auto* frame = std::get_if<client::SendFrame>(&*effect)) {
        relay_.receive(*sides_[side].link, frame->bytes, now_);
      } else if (const auto* wake = std::get_if<client::WakeAt>(&*effect)) {
        sides_[side].wake_at = wake->at;
      }
    }
  }

  void settle() {
    while (auto said = relay_.poll()) {
      for (std::size_t i = 0; i < 2; ++i) {
        if (sides_[i].link == said->first && said->second)
          enter(i, client::FrameReceived{std::move(*said->second)});
      }
    }
    relay_.submissions.clear();  // the double keeps what it heard
  }

  Instant now_{1'795'478'400'000};
  testing::FakeRelay relay_;
  std::array<Side, 2> sides_;
};

struct Rates {
  double one_chain = 0;
  double ping_pong = 0;
};

Rates measure(store::ClientStore& first, store::ClientStore& second, RandomSource& random) {
  Pair pair{first, second, random};
  const std::string text(message_size - 200, 'x');  // with its context it fills the bucket of 1,280 bytes
  pair.say(0, text);
  pair.say(1, text);
  pair.advance();
  std::uint64_t sent = 1;
  Rates rates;
  rates.one_chain = per_second([&] { return pair.say(0, text), ++sent, std::uint64_t{1}; });
  rates.ping_pong =
      per_second([&] { return pair.say(0, text), pair.say(1, text), ++sent, std::uint64_t{2}; });
  if (pair.texts(1) != sent) throw std::runtime_error{"not every message arrived"};
  return rates;
}

/// A program that prints two numbers. Others' licences and symbols stay out of this process.
struct Peer {
  const char* name;
  const char* command;
  const char* explanation;
};

constexpr std::array peers{
    Peer{"bare_signal", SOTTO_BARE_SIGNAL_BINARY,
         "packaged libsignal-protocol-c, encrypt and decrypt alone, 1 KiB"},
#ifdef SOTTO_OLM_BINARY
    Peer{"olm", SOTTO_OLM_BINARY, "packaged libolm, the same"},
#endif
    Peer{"libsignal_client", SOTTO_LIBSIGNAL_COMMAND, "@signalapp/libsignal-client under Node, the same"}};

Rates measure(const Peer& peer) {
  FILE* pipe = popen(peer.command, "r");
  Rates rates;
  const bool ran = pipe != nullptr && std::fscanf(pipe, "%lf %lf", &rates.one_chain, &rates.ping_pong) == 2;
  if (pipe == nullptr || pclose(pipe) != 0 || !ran)
    throw std::runtime_error{std::string{peer.name} + " did not run"};
  return rates;
}

void compare(Report& report, const Rates& engine, const Peer& peer, const Rates& rates) {
  const auto name = std::string{"engine_memory_to_"} + peer.name;
  report.figure(name + "_one_chain_ratio", engine.one_chain / rates.one_chain, "");
  report.figure(name + "_ping_pong_ratio", engine.ping_pong / rates.ping_pong, "");
}

void add(Report& report, const std::string& who, const Rates& rates, const std::string& explanation) {
  report.figure(who + "_one_chain_messages_per_second", rates.one_chain, explanation);
  report.figure(who + "_ping_pong_messages_per_second", rates.ping_pong, "with a Diffie-Hellman step each");
}

void run(Report& report) {
  const auto random = crypto::system_random();
  if (!random) throw std::runtime_error{"no randomness"};
  std::array<Rates, peers.size()> others;
#ifndef SOTTO_OLM_BINARY
  std::puts("libolm-dev was not there when this was built: the engine is NOT measured beside it");
#endif
  for (std::size_t i = 0; i < peers.size(); ++i) {
    others[i] = measure(peers[i]);
    add(report, peers[i].name, others[i], peers[i].explanation);
  }
  store::MemoryStore first;
  store::MemoryStore second;
  const auto memory = measure(first, second, **random);
  add(report, "engine_memory", memory, "both engines, stores in memory");

  const auto folder =
      std::filesystem::temp_directory_path() / ("sotto-engine-bench-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto open = [&](const char* file) {
    store::SqlcipherOptions options;
    options.path = (folder / file).string();
    auto opened = store::SqlcipherStore::open(options, SecretBytes::copied_from(Bytes(32, 7)));
    if (!opened) throw std::runtime_error{"the database does not open"};
    return *std::move(opened);
  };
  {
    const auto alice = open("alice.db");
    const auto bob = open("bob.db");
    add(report, "engine_sqlcipher", measure(*alice, *bob, **random),
        "both engines, SQLCipher, every commit synced to disk");
  }
  std::filesystem::remove_all(folder);
  for (std::size_t i = 0; i < peers.size(); ++i) compare(report, memory, peers[i], others[i]);
}

}  // namespace

int main(int argc, char** argv) { return sotto::load::run_bench(argc, argv, run); }
