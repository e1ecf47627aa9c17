// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "../../support/negative_control.hpp"
#include "defences.hpp"
#include "group_attacks.hpp"
#include "post_attacks.hpp"

using namespace sotto;
namespace attacks = sotto::testing::group_attacks;
namespace posts = sotto::testing::post_attacks;

/// Each attack on groups fails, and is seen to succeed when its defence is off.
class TestGroupDefencesOff : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
};

namespace {

using Control = testing::NegativeControl<client::Defences>;

const std::vector<Control>& controls() {
  static const std::vector<Control> all{
      {"B1 a member's name under another identity", &client::Defences::group_identity,
       attacks::key_goes_to_another_identity},
      {"B1 invented group", &client::Defences::group_identity, attacks::invented_group_appears},
      {"B1 newcomer under another's name", &client::Defences::group_identity,
       attacks::newcomer_under_anothers_name_is_approved},
      {"B2 hidden removal", &client::Defences::stale_epoch_stops, attacks::hidden_removal_is_used},
      {"B4 removed member speaks on", &client::Defences::members_only, attacks::removed_member_is_read},
      {"B4 removed member posts on", &client::Defences::posts_while_member, posts::removed_member_posts_on},
      {"B7 split view", &client::Defences::forks_stop, attacks::split_view_is_used},
      {"B8 removed member reads on", &client::Defences::key_per_epoch, attacks::removed_member_reads},
      {"B9 newcomer reads the past", &client::Defences::key_per_epoch, attacks::newcomer_reads_the_past},
      {"B14 stolen phone reads on", &client::Defences::removals_told, attacks::stolen_phone_reads_on},
      {"A11 old copy speaks in a group", &client::Defences::state_epoch,
       attacks::old_copy_uses_its_sender_key},
      {"B10 message under another id", &client::Defences::group_context, attacks::moved_message_is_shown},
      {"B10 message of another group", &client::Defences::group_context,
       attacks::message_moves_to_another_group},
      {"B1 relay invents a post", &client::Defences::posts_signed, posts::invented_post_is_shown},
      {"B1 relay changes a post", &client::Defences::posts_signed, posts::changed_post_is_shown},
      {"B1 relay takes a post back", &client::Defences::posts_signed, posts::post_is_taken_back_by_the_relay},
      {"B5 something encrypted in an open group", &client::Defences::kinds_apart,
       posts::open_group_gets_a_ciphertext},
      {"B10 post of another group", &client::Defences::posts_in_place, posts::post_moves_to_another_group},
      {"B12 answer in front of its question", &client::Defences::posts_in_place, posts::posts_change_places},
  };
  return all;
}

}  // namespace

void TestGroupDefencesOff::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  testing::add_rows(controls());
}

void TestGroupDefencesOff::each_attack_fails_with_its_defence_and_succeeds_without() {
  testing::verify_row(controls(), client::defences());
}

QTEST_GUILESS_MAIN(TestGroupDefencesOff)
#include "test_group_defences_off.moc"
