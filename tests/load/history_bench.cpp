// SPDX-License-Identifier: GPL-3.0-or-later
// A large history: how long a new login takes to restore 100,000 archived messages, checks and database
// included, and how long a search in 1,000,000 messages takes. Both with SQLCipher on disk.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "archiving/content.hpp"
#include "fake_relay.hpp"
#include "report.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/client/engine.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/password.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t archived = 100'000;
constexpr std::uint64_t searched = 1'000'000;
constexpr std::uint64_t in_one_transaction = 5'000;
constexpr int searches = 50;

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(result.error().code)}};
  return *std::move(result);
}
void must(const Status& status, const char* what) {
  if (!status) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(status.error().code)}};
}

Username name(const char* text) { return *Username::parse(text); }

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Some 50 characters, another one for each number.
std::string sentence(std::uint64_t number) {
  return "message " + std::to_string(number) + " of a long talk about tomatoes and trains";
}

const SecretBytes& password() {
  static const auto secret = SecretBytes::copied_from(std::string_view{"a long password"});
  return secret;
}

/// An account as its relay keeps it, with an archive that its other device has filled.
testing::RelayAccount account_with_archive(RandomSource& random) {
  testing::RelayAccount account;
  account.password = {Bytes(16, 1), crypto::PasswordCost::floor_memory_kib,
                      crypto::PasswordCost::floor_passes, 1};
  const auto keys = must(crypto::derive_password_keys(password(), name("alice"), account.password.salt, {}),
                         "password keys");
  crypto::AccountKeys own{must(crypto::IdentityKeyPair::fresh(random), "identity"), SecretBytes{32}};
  must(random.fill(own.archive_key.expose_for_writing()), "archive key");
  account.login_secret = copy_of(keys.login_secret.expose());
  account.wrapped_keys =
      must(crypto::wrap_account_keys(own, keys.wrapping_key, name("alice"), random), "wrap");
  account.identity_key = copy_of(own.identity.public_key().view());
  const auto archive_keys =
      must(archive::ArchiveKeys::derive(own.archive_key, name("alice")), "archive keys");
  account.archive.page = 256;
  for (std::uint64_t number = 0; number < archived; ++number) {
    const client::archiving::Said said{Instant{1'795'000'000'000}, sentence(number), {}, {}};
    const archive::Record record{name(number % 3 == 0 ? "bob" : "carol"), name("alice"),
                                 must(MessageId::fresh(random), "id"), client::archiving::serialise(said)};
    account.archive.entries.push_back(
        must(archive::seal_entry(archive_keys, account.archive.head(), record, random), "seal"));
  }
  return account;
}

/// One device that logs in, and a relay that answers at once.
class Newcomer {
 public:
  Newcomer(store::ClientStore& store, RandomSource& random, testing::RelayAccount account)
      : engine_{store, random} {
    relay_.accounts["alice"] = std::move(account);
    must(engine_.start(now_), "start");
  }

  void log_in() {
    enter(client::LogIn{name("alice"), password().clone(), "bench"});
    while (!engine_.account()) advance();
  }
  void restore() {
    while (!restored_) advance();
  }
  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  void enter(client::Input input) {
    must(engine_.handle(std::move(input), now_), "input");
    while (auto effect = engine_.poll()) carry_out(*effect);
  }
  void carry_out(client::Effect& effect) {
    if (std::holds_alternative<client::OpenLink>(effect)) {
      link_ = relay_.connect();
      enter(client::LinkUp{});
    } else if (const auto* frame = std::get_if<client::SendFrame>(&effect)) {
      relay_.receive(link_, frame->bytes, now_);
    } else if (const auto* notify = std::get_if<client::Notify>(&effect)) {
      if (const auto* checked = std::get_if<client::RestoreChecked>(&notify->event)) {
        restored_ = true;
        refused_ = checked->refused;
      }
    }
  }
  void advance() {
    now_ = now_ + Duration{100};
    enter(client::TimerFired{});
    while (auto said = relay_.poll()) {
      if (said->second) enter(client::FrameReceived{*std::move(said->second)});
    }
  }

  Instant now_{1'795'478'400'000};
  testing::FakeRelay relay_;
  client::Engine engine_;
  testing::LinkNumber link_ = 0;
  bool restored_ = false;
  std::uint64_t refused_ = 0;
};

std::unique_ptr<store::SqlcipherStore> open(const std::filesystem::path& file) {
  store::SqlcipherOptions options;
  options.path = file.string();
  return must(store::SqlcipherStore::open(options, SecretBytes::copied_from(Bytes(32, 7))), "database");
}

void measure_restore(Report& report, const std::filesystem::path& file, RandomSource& random) {
  const auto store = open(file);
  Newcomer newcomer{*store, random, account_with_archive(random)};
  newcomer.log_in();
  const auto begin = Clock::now();
  newcomer.restore();
  const auto took = seconds_since(begin);
  if (newcomer.refused() > 0) throw std::runtime_error{"entries were refused"};
  report.figure("restore_100000_messages_seconds", took,
                "a new login: opened, checked, in the database and the index, SQLCipher");
  report.figure("restore_messages_per_second", static_cast<double>(archived) / took, "");
}

store::Message message_of(std::uint64_t number, RandomSource& random) {
  return {{},
          must(MessageId::fresh(random), "id"),
          name(number % 3 == 0 ? "bob" : "carol"),
          name("alice"),
          store::MessageKind::text,
          store::MessageState::accepted,
          Instant{1'795'000'000'000},
          Instant{1'795'000'000'000},
          sentence(number)};
}

void fill(store::ClientStore& store, RandomSource& random) {
  for (std::uint64_t number = 0; number < searched;) {
    must(store.begin(), "begin");
    for (std::uint64_t i = 0; i < in_one_transaction; ++i, ++number)
      must(store.append_message(message_of(number, random)), "append");
    must(store.commit(), "commit");
  }
}

/// As a program's start does it, up to the first screen.
void measure_opening(Report& report, const std::filesystem::path& file) {
  const auto begin = Clock::now();
  const auto store = open(file);
  report.figure("open_with_1000000_messages_ms", 1'000 * seconds_since(begin),
                "that no page is older than the others, messages excepted");
  const auto looked = Clock::now();
  must(store->conversations(), "conversations");
  must(store->page(name("bob"), std::nullopt, 50), "page");
  report.figure("first_page_of_1000000_messages_ms", 1'000 * seconds_since(looked),
                "the list, and the newest 50 of one, checked");
}

/// Median and longest of many searches, each for another text that stands there once.
void measure_search(Report& report, const std::filesystem::path& file, RandomSource& random) {
  fill(*open(file), random);
  measure_opening(report, file);
  const auto store = open(file);
  std::vector<double> took;
  for (int i = 0; i < searches; ++i) {
    const auto wanted = "message " + std::to_string(7'919ULL * static_cast<unsigned>(i) + 100'003) + " of";
    const auto begin = Clock::now();
    const auto hits = must(store->search(wanted, 50), "search");
    took.push_back(1'000 * seconds_since(begin));
    if (hits.size() != 1) throw std::runtime_error{"the search did not find its message"};
  }
  std::sort(took.begin(), took.end());
  report.figure("search_in_1000000_messages_median_ms", took[took.size() / 2],
                "a part of a sentence that is there once");
  report.figure("search_in_1000000_messages_longest_ms", took.back(), "of 50");
  const auto begin = Clock::now();
  must(store->search("tomatoes", 50), "search");
  report.figure("search_of_a_word_in_every_message_ms", 1'000 * seconds_since(begin), "the newest 50");
}

void run(Report& report) {
  const auto random = must(crypto::system_random(), "randomness");
  const auto folder =
      std::filesystem::temp_directory_path() / ("sotto-history-bench-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  measure_restore(report, folder / "restored.db", *random);
  measure_search(report, folder / "searched.db", *random);
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) { return sotto::load::run_bench(argc, argv, run); }
