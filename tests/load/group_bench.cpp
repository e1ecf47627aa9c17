// SPDX-License-Identifier: GPL-3.0-or-later
// A secure group of 100: what it costs that everybody gets a key, and then a message. All engines in one
// process, over stores in memory, with the relay's double between them.
#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "rate.hpp"
#include "report.hpp"
#include "world.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;

constexpr std::size_t members = 100;
constexpr std::size_t message_size = 200;

void require(const Status& status, const char* what) {
  if (!status) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(status.error().code)}};
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Club {
 public:
  Club() {
    founder_ = &join_world(0);
    require(founder_->handle(client::CreateGroup{"Club", 1, group::Role::member}), "create");
    world_.settle();
    group_ = founder_->events<client::GroupCreated>().back().group;
    for (std::size_t number = 1; number < members; ++number) let_in(join_world(number));
  }

  void say(const std::string& text) {
    require(founder_->handle(client::SendText{group_, text}), "send");
    world_.exchange();
    ++said_;
  }

  /// Whether everybody but the author has every message.
  [[nodiscard]] bool everything_arrived() {
    for (auto* reader : readers_) {
      const auto view = reader->engine().conversation(group_);
      if (!view || !*view || (*view)->unread != said_) return false;
    }
    return readers_.size() == members - 1;
  }

 private:
  testing::Device& join_world(std::size_t number) {
    return world_.ready_user("member" + std::to_string(number));
  }
  void let_in(testing::Device& newcomer) {
    require(newcomer.handle(client::RequestToJoin{group_}), "request");
    world_.settle();
    require(founder_->handle(client::ChangeGroup{group_, client::ApproveNewcomer{newcomer.address().user}}),
            "approve");
    world_.settle();
    readers_.push_back(&newcomer);
  }

  testing::World world_;
  testing::Device* founder_ = nullptr;
  std::vector<testing::Device*> readers_;
  GroupId group_;
  std::uint64_t said_ = 0;
};

int run(Report& report) {
  std::fprintf(stderr, "making %zu accounts …\n", members);
  Club club;
  const std::string text(message_size, 'x');
  const auto begin = std::chrono::steady_clock::now();
  club.say(text);
  report.figure("group_of_100_first_message_ms", 1'000 * seconds_since(begin),
                "with a session and a sender key for each of 99 others");
  constexpr std::uint64_t others = members - 1;
  const double rate = per_second([&] {
    club.say(text);
    return others;
  });
  if (!club.everything_arrived()) throw std::runtime_error{"not every message arrived"};
  report.figure("group_of_100_read_messages_per_second", rate,
                "encrypted once, opened and committed by 99, another key after 500");
  return report.finish() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Report report{argc, argv};
  try {
    return run(report);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "the bench could not run: %s\n", problem.what());
    return 1;
  }
}
