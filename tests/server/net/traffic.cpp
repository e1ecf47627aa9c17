// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic.hpp"

#include <cstdlib>
#include <thread>

namespace sotto::testing {
namespace {

/// Messages on their way at a time: enough for several in one commit.
constexpr std::size_t window = 64;
constexpr std::size_t ciphertext_size = 300;

std::string name_of_message(const MessageId& id) { return to_hex(id.view()); }

}  // namespace

Traffic::Traffic(RelayUnderTest& relay)
    : relay_{relay}, sender_{relay.register_device()}, recipient_{relay.register_device()} {}

void Traffic::submit(DeviceLink& link) {
  link.submit(recipient_.address, relay_.fresh_id(), Bytes(ciphertext_size, 'a'));
}

bool Traffic::take_answer(DeviceLink& link) {
  auto frame = link.receive();
  if (!frame) return false;
  const auto* reply = std::get_if<wire::SubmitReply>(&*frame);
  if (reply != nullptr && reply->outcome == wire::SubmitOutcome::accepted)
    accepted_.insert(name_of_message(reply->message));
  return true;
}

void Traffic::send_until_killed(std::chrono::microseconds time, From from) {
  DeviceLink link{relay_.port(), sender_};
  if (from == From::first_answer) {
    submit(link);
    static_cast<void>(take_answer(link));
  }
  std::thread killer{[&] {
    std::this_thread::sleep_for(time);
    relay_.process.kill();
  }};
  for (std::size_t i = 0; i < window; ++i) submit(link);
  while (take_answer(link)) submit(link);
  killer.join();
}

std::size_t Traffic::send(std::size_t count) {
  const auto before = accepted_.size();
  DeviceLink link{relay_.port(), sender_};
  for (std::size_t i = 0; i < count; ++i) submit(link);
  for (std::size_t i = 0; i < count && take_answer(link);) ++i;
  return accepted_.size() - before;
}

std::set<std::string> Traffic::lost() {
  DeviceLink link{relay_.port(), recipient_};
  for (auto waiting = link.welcome()->mailbox_pending; waiting > 0;) {
    const auto deliver = link.expect<wire::Deliver>();
    for (const auto& delivery : deliver.deliveries) found_.insert(name_of_message(delivery.message));
    link.acknowledge(deliver);
    waiting -= std::min<std::uint64_t>(waiting, deliver.deliveries.size());
  }
  std::set<std::string> lost;
  for (const auto& id : accepted_) {
    if (found_.count(id) == 0) lost.insert(id);
  }
  return lost;
}

std::uint64_t seed_of_this_run() {
  const char* given = std::getenv("SOTTO_TEST_SEED");
  return given == nullptr ? 20261125 : std::strtoull(given, nullptr, 10);
}

std::string replay_hint(std::uint64_t seed, int round, std::size_t lost) {
  return std::to_string(lost) + " accepted messages are lost in round " + std::to_string(round) +
         "; again with SOTTO_TEST_SEED=" + std::to_string(seed);
}

}  // namespace sotto::testing
