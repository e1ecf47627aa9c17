// SPDX-License-Identifier: GPL-3.0-or-later
#include "programs.hpp"

#include <initializer_list>

#include "step.hpp"

namespace sotto::fuzz::engines {
namespace {

Bytes step(Step what, Person who, std::uint8_t times = 0, const Bytes& more = {}) {
  Bytes out{static_cast<std::uint8_t>(what), who, times};
  append(out, more);
  return out;
}

/// Of a step that names somebody: see Machine::Order::whom.
std::uint8_t whom(Person who, Person other) { return (who + 1) % people == other ? 0 : 1; }
Bytes towards(Step what, Person who, Person other) { return step(what, who, whom(who, other)); }

Bytes write(Person who, Person other) { return towards(Step::write, who, other); }
Bytes tell(Person who) { return step(Step::write_to_the_group, who); }
Bytes exchange() { return step(Step::exchange, alice); }
Bytes wait(std::uint16_t seconds = 600) {
  return step(Step::let_time_pass, alice, 0,
              {static_cast<std::uint8_t>(seconds >> 8U), static_cast<std::uint8_t>(seconds)});
}
constexpr std::uint16_t an_hour = 3'600;
constexpr std::uint8_t away = 0;
constexpr std::uint8_t back = 1;

Bytes all_of(std::initializer_list<Bytes> steps) {
  Bytes out;
  for (const auto& one : steps) append(out, one);
  return out;
}

Bytes carol_joins() {
  return all_of({step(Step::ask_to_join, carol), wait(), towards(Step::approve, alice, carol), wait()});
}

std::vector<Program> about_two() {
  return {
      {"two talk", all_of({write(alice, bob), exchange(), write(bob, alice), exchange()})},
      // Off and on again: what was dropped lies in the mailbox.
      {"what was dropped comes later",
       all_of({step(Step::drop_deliveries, alice), write(alice, bob), write(bob, alice), wait(an_hour),
               step(Step::go_offline, bob, away), step(Step::go_offline, bob, back), wait(an_hour)})},
      {"the relay repeats and changes",
       all_of({write(alice, bob), exchange(), step(Step::deliver_again, bob, 0, {0}),
               step(Step::deliver_changed, bob, 0, {0, 0, 20, 3}), step(Step::crash, bob), wait(an_hour)})},
      // What bob can't read he asks for again, in a new session.
      {"a session begins anew",
       all_of({write(alice, bob), exchange(), write(bob, alice), exchange(), step(Step::drop_deliveries, bob),
               write(alice, bob), exchange(), step(Step::deliver_changed, bob, 0, {2, 0, 60, 3}),
               wait(an_hour), write(alice, bob), write(bob, alice), wait(an_hour)})},
      {"the relay confuses",
       all_of({write(alice, bob), exchange(), write(bob, alice), exchange(),
               step(Step::deliver_to_the_sender, bob, 0, {0}),
               step(Step::deliver_under_another_id, bob, 0, {0, 3}),
               step(Step::swap_ciphertexts, bob, 0, {0, 1}), step(Step::forget_the_keys, bob),
               write(carol, bob), step(Step::make_up_an_answer, carol, 0, {0, 0}), wait(an_hour)})},
      {"the relay is not there",
       all_of({write(alice, bob), step(Step::kill_the_relay, alice, away), wait(), write(alice, bob),
               step(Step::kill_the_relay, alice, back), step(Step::drop_submissions, alice),
               step(Step::drop_answers, alice, 1), step(Step::fail_the_store, bob, 5), wait(an_hour)})}};
}

std::vector<Program> about_the_group() {
  const auto carol_is_removed = all_of({towards(Step::remove, alice, carol), wait()});
  return {
      {"carol joins and is told", all_of({carol_joins(), tell(alice), wait(), tell(carol), wait()})},
      {"carol joins and is sent the past",
       all_of({tell(bob), wait(), carol_joins(), tell(bob), wait(), step(Step::deliver_again, carol, 0, {0}),
               step(Step::deliver_again, carol, 0, {1}), wait()})},
      {"carol leaves",
       all_of({carol_joins(), tell(alice), wait(), step(Step::leave, carol), wait(), tell(alice), wait()})},
      {"carol is removed",
       all_of({carol_joins(), tell(alice), wait(), carol_is_removed, tell(alice), tell(alice), wait()})},
      {"carol is removed and comes again", all_of({carol_joins(), tell(bob), wait(), carol_is_removed,
                                                   tell(bob), wait(), carol_joins(), tell(bob), wait()})},
      {"bob is not told of the removal",
       all_of({carol_joins(), tell(bob), wait(), step(Step::drop_news_of_the_group, alice, 7),
               carol_is_removed, tell(bob), wait(), tell(alice), wait(an_hour)})},
      {"replies to calls are lost",
       all_of({towards(Step::make_an_admin, alice, bob), wait(), step(Step::drop_replies, alice, 3),
               step(Step::rename_the_group, alice, 1), step(Step::rename_the_group, bob, 2), wait(an_hour),
               tell(bob), wait()})},
      {"a message of the group under another id",
       all_of({tell(alice), wait(), step(Step::drop_deliveries, bob, 0), tell(alice), exchange(),
               // The newest: two letters with the key, or none, came before it.
               step(Step::deliver_under_another_id, bob, 0, {3, 0}), wait()})}};
}

std::vector<Program> about_old_and_new_devices() {
  return {
      {"an old copy goes on",
       all_of({write(alice, bob), wait(), tell(alice), wait(), step(Step::keep_a_copy, alice),
               write(alice, bob), tell(alice), wait(), step(Step::put_the_copy_back, alice),
               write(alice, bob), tell(alice), wait(an_hour), write(bob, alice), tell(bob), wait(an_hour)})},
      {"a copy from before the removal",
       all_of({carol_joins(), tell(bob), wait(), step(Step::keep_a_copy, bob),
               towards(Step::remove, alice, carol), wait(), tell(bob), wait(),
               step(Step::put_the_copy_back, bob), tell(bob), wait(an_hour)})},
      {"a device is lost", all_of({tell(alice), wait(), step(Step::begin_anew, bob), wait()})},
      {"a new device",
       all_of({write(alice, bob), wait(), write(bob, alice), tell(alice), wait(), step(Step::begin_anew, bob),
               wait(), tell(alice), write(alice, bob), wait(an_hour), tell(bob), wait()})}};
}

std::vector<Program> all_programs() {
  auto all = about_two();
  for (auto* more : {about_the_group, about_old_and_new_devices}) {
    for (auto& program : more()) all.push_back(std::move(program));
  }
  return all;
}

}  // namespace

const std::vector<Program>& programs() {
  static const auto all = all_programs();
  return all;
}

}  // namespace sotto::fuzz::engines
