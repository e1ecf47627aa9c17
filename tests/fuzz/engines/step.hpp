// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace sotto::fuzz::engines {

/// The people of the machine, by their place in `names`. Alice has made a group and bob is in it.
enum Person : std::uint8_t { alice, bob, carol };
inline constexpr const char* names[] = {"alice", "bob", "carol"};
inline constexpr std::size_t people = 3;

/// What one byte of a program chooses. The first byte behind it says who, the second how often, or whom.
enum class Step : std::uint8_t {
  // People.
  write,
  write_to_the_group,
  ask_to_join,
  approve,
  leave,
  remove,
  make_an_admin,
  rename_the_group,
  // Time, and what devices go through.
  exchange,
  let_time_pass,
  crash,
  fail_the_store,
  go_offline,
  keep_a_copy,
  put_the_copy_back,
  begin_anew,
  // The relay.
  drop_deliveries,
  drop_submissions,
  drop_answers,
  drop_replies,
  drop_news_of_the_group,
  deliver_again,
  deliver_to_the_sender,
  deliver_under_another_id,
  deliver_changed,
  swap_ciphertexts,
  make_up_an_answer,
  kill_the_relay,
  forget_the_keys,
  count
};

[[nodiscard]] const char* name_of(Step step);

}  // namespace sotto::fuzz::engines
