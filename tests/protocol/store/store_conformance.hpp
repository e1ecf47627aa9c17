// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "sotto/store/client_store.hpp"

/// What every ClientStore must do. Each implementation's test program derives from it and says how to make an
/// empty one; nothing is skipped for any of them.
class StoreConformance : public QObject {
  Q_OBJECT

 protected:
  virtual std::unique_ptr<sotto::store::ClientStore> make_empty() = 0;

 private slots:
  void init();
  void cleanup();

  void a_change_outside_a_transaction_is_refused();
  void a_second_begin_is_refused_and_the_first_goes_on();
  void a_commit_without_a_transaction_is_refused();
  void a_rollback_without_a_transaction_is_harmless();
  void a_transaction_reads_its_own_changes();
  void a_rollback_undoes_every_kind_of_change();
  void a_store_is_usable_after_a_rollback();
  void an_empty_transaction_commits();

  void a_record_is_found_by_table_and_key();
  void a_put_replaces_the_value();
  void empty_keys_and_values_are_kept();
  void erasing_an_absent_record_is_no_error();
  void a_scan_yields_keys_with_the_prefix_in_byte_order();
  void a_scan_with_a_prefix_of_0xff_ends_at_the_table();
  void a_scan_stops_at_its_limit();
  void a_count_counts_one_table();
  void large_values_are_kept();

  void positions_grow_and_are_never_given_out_again();
  void a_message_keeps_every_field();
  void a_message_id_is_unique_within_its_conversation();
  void a_refused_append_leaves_the_transaction_usable();
  void an_older_history_goes_in_front_in_its_order();
  void an_older_history_in_an_empty_store_leaves_room_behind_it();
  void what_comes_late_goes_where_room_was_left();
  void a_place_that_is_taken_stays_as_it_is();
  void what_is_here_is_not_put_in_front_again();
  void putting_in_front_can_be_rolled_back();
  void the_state_of_an_unknown_message_is_not_found();
  void a_state_is_changed();
  void a_replaced_message_keeps_its_place();
  void a_replaced_text_is_found_by_its_new_words_only();
  void a_message_that_becomes_a_notice_leaves_the_search_and_the_unread();
  void replacing_an_unknown_message_is_not_found();
  void an_erased_message_is_nowhere();
  void erasing_an_absent_message_is_no_error();
  void pages_run_from_new_to_old();
  void pages_run_from_old_to_new();
  void a_page_shows_only_its_conversation();
  void a_page_of_an_unknown_conversation_is_empty();

  void search_finds_substrings_data();
  void search_finds_substrings();
  void search_answers_newest_first_and_stops_at_its_limit();
  void search_ignores_notices();
  void search_does_not_see_what_was_rolled_back();
  void search_finds_text_behind_a_nul();
  void search_takes_a_very_long_query();

  void a_conversation_exists_from_its_opening();
  void opening_twice_is_one_conversation();
  void conversations_are_ordered_by_activity();
  void the_last_message_follows_an_erasure();
  void unread_counts_received_texts_behind_the_mark();
  void unread_mentions_follow_the_mark_and_the_text();
  void unread_follows_erasure_and_state();
  void the_read_mark_never_moves_back();
  void a_read_mark_beyond_the_end_is_taken();
  void marking_an_unknown_conversation_creates_nothing();

  void erasing_everything_leaves_nothing();
  void erasing_everything_can_be_rolled_back();

 private:
  std::unique_ptr<sotto::store::ClientStore> store_;
};
