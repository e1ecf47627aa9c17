// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "../../simulation/key_log.hpp"
#include "input.hpp"
#include "ledger.hpp"
#include "step.hpp"
#include "world.hpp"

namespace sotto::fuzz::engines {

/// Three real engines, a group, and a relay that does what the program says. Each property that must hold is
/// a require().
class Machine {
 public:
  Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  /// Carries out one step after another and looks at every screen after each.
  void run(Input& input);
  /// When the attacker has gone, messages arrive again and all members have one list of members, without
  /// anybody's help.
  void end_well();
  [[nodiscard]] bool something_was_shown() const { return shown_; }

  /// What a program can reach: its steps, where they had an effect, and what came of them.
  [[nodiscard]] static std::vector<std::string> landmarks();

 private:
  struct Order {
    Step what;
    std::size_t who;
    int times;
    [[nodiscard]] std::size_t whom() const {
      return (who + 1 + static_cast<std::size_t>(times) % 2) % people;
    }
  };

  void found_the_group();
  /// Whether it had an effect.
  bool carry_out(const Order& order, Input& input);
  bool act(const Order& order);
  bool go_through(const Order& order, Input& input);
  bool begin_anew(std::size_t who);
  bool put_the_copy_back(std::size_t who);
  bool meddle(const Order& order, Input& input);
  bool deliver_falsely(const Order& order, Input& input);
  bool hand_over(testing::Device& device, const wire::Frame& frame);

  /// False as long as there is something left to drop of what this step drops.
  bool passes(Step dropping);
  bool may_say(const wire::Frame& frame);
  bool may_hear(const wire::Frame& frame);
  void deliver_to_outsiders_too(std::set<Username>& recipients);

  bool write(std::size_t who, const ConversationId& to);
  /// Whom this device takes for members; nullopt: its store fails just now.
  std::optional<People> members_at(std::size_t who);
  void release_what_waits_for_newcomers();
  bool waits(std::size_t who, const Written& text);
  bool is_shown(std::size_t who, const ConversationId& in, const std::string& text);
  void expect_from_everybody(std::map<std::string, People>& expected);

  void check();
  void check_screen(std::size_t who, const ConversationId& in);
  void check_log(std::size_t who);
  void check_keys();
  void check_members_agree();
  /// Whether a device that was lost, and taken out, has the key of something that was said since.
  void check_lost_device(std::size_t since);
  void note_new_entries();

  testing::World world_;
  std::vector<testing::Device*> devices_;
  GroupId group_;
  Ledger ledger_;
  std::uint64_t texts_ = 0;
  bool shown_ = false;

  /// How many of a kind the relay still loses. What is lost can be delivered again later, in any order.
  std::map<Step, int> to_drop_;
  std::vector<wire::Delivery> seen_;
  std::map<std::size_t, store::MemoryStore> copies_;
  bool somebody_began_anew_ = false;
  testing::Device* lost_ = nullptr;  ///< by whoever began anew
  bool a_delivery_was_lost_ = false;
  bool news_was_lost_ = false;  ///< of a group, on a link that stays: it comes with the next one

  simulation::KeyLog keys_;
  std::size_t submissions_checked_ = 0;
  std::size_t group_submissions_checked_ = 0;
  std::size_t entries_noted_ = 0;
};

}  // namespace sotto::fuzz::engines
