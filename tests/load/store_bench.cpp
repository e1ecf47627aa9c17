// SPDX-License-Identifier: GPL-3.0-or-later
// The client's database: what a commit costs as a message makes it, synced to disk, and how long a large file
// takes to open.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "report.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;
using store::SqlcipherStore;
using store::Table;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t warm_up = 500;
constexpr std::uint32_t measured = 3'000;
constexpr std::uint32_t records = 20'000;
constexpr int openings = 9;

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(result.error().code)}};
  return *std::move(result);
}
void must(const Status& status, const char* what) {
  if (!status) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(status.error().code)}};
}

std::unique_ptr<SqlcipherStore> open(const std::filesystem::path& file) {
  store::SqlcipherOptions options;
  options.path = file.string();
  return must(SqlcipherStore::open(options, SecretBytes::copied_from(Bytes(32, 7))), "database");
}

/// Of 16 bytes, spread like the ids of real messages.
MessageId id_of(std::uint32_t number) {
  MessageId id;
  std::uint64_t mixed = (number + 1) * 0x9E3779B97F4A7C15ULL;
  for (std::uint8_t& byte : id.bytes) {
    mixed ^= mixed >> 29;
    mixed *= 0xBF58476D1CE4E5B9ULL;
    byte = static_cast<std::uint8_t>(mixed >> 56);
  }
  return id;
}

store::Message message_of(std::uint32_t number) {
  const auto with = *Username::parse(number % 3 == 0 ? "bob" : "carol");
  return {{},
          id_of(number),
          with,
          with,
          store::MessageKind::text,
          store::MessageState::received,
          Instant{1'795'000'000'000},
          Instant{1'795'000'000'000},
          "message " + std::to_string(number) + " of a long talk about tomatoes and trains"};
}

/// What the engine writes when it takes in one message: the session, that it was seen, counters, the message.
void take_in(SqlcipherStore& store, std::uint32_t number) {
  const Bytes session(1'800, static_cast<std::uint8_t>(number));
  const MessageId seen = id_of(number);
  must(store.begin(), "begin");
  must(store.put(Table::session, bytes_of(number % 3 == 0 ? "bob" : "carol"), session), "session");
  must(store.put(Table::seen, seen.view(), Bytes{1}), "seen");
  must(store.put(Table::counter, bytes_of("bob"), Bytes(16, static_cast<std::uint8_t>(number))), "counter");
  must(store.append_message(message_of(number)), "message");
  must(store.commit(), "commit");
}

double milliseconds_of(Clock::duration took) {
  return std::chrono::duration<double, std::milli>(took).count();
}

double median(std::vector<double> took) {
  std::sort(took.begin(), took.end());
  return took[took.size() / 2];
}

void measure_commits(Report& report, const std::filesystem::path& file) {
  const auto store = open(file);
  std::vector<double> took;
  for (std::uint32_t number = 0; number < warm_up + measured; ++number) {
    const auto begin = Clock::now();
    take_in(*store, number);
    if (number >= warm_up) took.push_back(milliseconds_of(Clock::now() - begin));
  }
  report.figure("commit_of_a_message_median_ms", median(took), "session, counters, text and index, synced");
  double sum = 0;
  for (const double each : took) sum += each;
  report.figure("commit_of_a_message_mean_ms", sum / measured, "");
}

void measure_opening(Report& report, const std::filesystem::path& file) {
  {
    const auto store = open(file);
    must(store->begin(), "begin");
    for (std::uint32_t number = 0; number < records; ++number)
      must(store->put(Table::sent, id_of(number).view(), Bytes(200, 1)), "record");
    must(store->commit(), "commit");
  }
  std::vector<double> took;
  for (int i = 0; i < openings; ++i) {
    const auto begin = Clock::now();
    open(file);
    took.push_back(milliseconds_of(Clock::now() - begin));
  }
  report.figure("open_with_20000_records_median_ms", median(took), "the rows of all records are added up");
}

void run(Report& report) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("sotto-store-bench-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  measure_commits(report, folder / "store.db");
  measure_opening(report, folder / "store.db");
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) { return sotto::load::run_bench(argc, argv, run); }
