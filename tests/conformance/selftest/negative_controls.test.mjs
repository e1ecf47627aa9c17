// SPDX-License-Identifier: GPL-3.0-or-later
// The suite must fail where a driver is wrong: every defect is seen by the case that is meant for it.
// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cases } from '../cases/index.mjs';
import { Driver } from '../lib/driver.mjs';
import { totals } from '../lib/report.mjs';
import { runSuite } from '../lib/suite.mjs';
import { WrongDriver } from './defects.mjs';

const here = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));
const GOOD = `'${process.execPath}' '${here('../peers/libsignal-driver.mjs')}'`;
const SEED = 'self-test';

/** Our own, as this checkout's build leaves it: the only one that speaks the content layer. */
const GOOD_SOTTO = `'${path.resolve(here('../../..'), process.env.SOTTO_BUILD ?? 'build/dev',
  'tests/conformance/driver/sotto-conformance-driver')}'`;

/** Two good drivers, for the two sides of a pairing, that all defects share. */
const good = [new Driver('good', GOOD), new Driver('good', GOOD)];
const goodSotto = [new Driver('good', GOOD_SOTTO), new Driver('good', GOOD_SOTTO)];
after(() => Promise.all([...good, ...goodSotto].map((driver) => driver.stop())));

/** @param {string} defect @returns {import('../lib/suite.mjs').Candidate} */
function wrong(defect) {
  let opened = 0;
  return { name: defect, profile: 'signal', command: '', open: () => new WrongDriver(defect, good[opened++ % 2]) };
}

/** @param {string} defect @returns {import('../lib/suite.mjs').Candidate} */
function wrongSotto(defect) {
  let opened = 0;
  return { name: defect, profile: 'strict', command: '', open: () => new WrongDriver(defect, goodSotto[opened++ % 2]) };
}

/** The same as a program of its own, for defects that end it. @param {string} defect @returns {import('../lib/suite.mjs').Candidate} */
const wrongProgram = (defect) => ({
  name: defect, profile: 'signal', command: `'${process.execPath}' '${here('wrong-driver.mjs')}' ${defect} "${GOOD}"`,
});

/** @param {import('../lib/suite.mjs').Candidate} candidate @param {readonly string[]} names */
async function outcomes(candidate, names) {
  const only = new RegExp(`^(${names.join('|')})$`);
  const results = await runSuite({ candidates: [candidate], seed: SEED, only });
  assert.equal(results.length, names.length, 'every case that is named exists');
  return results;
}

/** Which cases must fail for which defect. @type {Record<string, string[]>} */
const SEEN_BY = {
  'accepts-replays': ['ordinary_message_is_read_once', 'prekey_message_with_one_time_prekey_is_read_once',
    'prekey_message_without_one_time_prekey_is_read_once', 'skipped_keys_open_their_messages_later_and_once',
    'sender_key_message_is_read_once', 'repeated_sender_key_distribution_does_not_turn_back'],
  'forgets-replays-on-restart': ['ordinary_message_is_read_once', 'prekey_message_with_one_time_prekey_is_read_once',
    'prekey_message_without_one_time_prekey_is_read_once', 'sender_key_message_is_read_once'],
  'reads-anything': ['message_of_another_session_is_refused', 'wrapper_with_other_prekey_ids_is_refused',
    'foreign_identity_in_a_wrapper_is_refused', 'rolled_back_state_is_never_read_twice_and_heals',
    'missing_parts_of_a_message_are_refused', 'keyed_message_of_another_version_is_refused',
    'keyed_message_with_a_bad_ciphertext_is_refused', 'bad_ciphertext_in_a_conversation_changes_nothing',
    'truncated_messages_are_refused', 'mutated_prekey_messages_are_refused', 'random_bytes_are_refused', 'jump_beyond_the_cap_is_refused', 'other_versions_are_refused'],
  'reads-any-group-message': ['later_member_reads_nothing_earlier', 'damaged_sender_key_message_is_refused',
    'sender_key_belongs_to_its_sender_and_group'],
  'ignores-the-last-byte-of-the-mac': ['flipped_bits_in_an_ordinary_message_are_refused'],
  'ignores-a-byte-of-the-inner-mac': ['flipped_bits_in_a_prekey_message_are_refused'],
  'ignores-the-version': ['other_versions_are_refused'],
  'guesses-the-type': ['message_of_the_wrong_type_is_refused'],
  'changes-state-on-a-bad-message': ['flipped_bits_in_an_ordinary_message_are_refused', 'truncated_messages_are_refused',
    'forged_counter_leaves_the_session_small', 'bad_ciphertext_in_a_conversation_changes_nothing'],
  'has-one-code-for-all': ['one_time_prekey_is_used_once', 'message_for_an_unknown_signed_prekey_is_refused',
    'nothing_is_encrypted_or_read_without_a_session', 'changed_identity_is_refused_on_receipt'],
  'swaps-the-safety-number': ['safety_numbers_are_equal_version_0_iterations_1024',
    'safety_numbers_are_equal_version_0_iterations_5200', 'safety_numbers_are_equal_version_1_iterations_1024',
    'safety_numbers_are_equal_version_1_iterations_5200'],
  'invents-its-own-safety-number': ['safety_numbers_are_equal_version_1_iterations_5200'],
  'ignores-names-in-safety-numbers': ['safety_number_changes_with_each_input', 'safety_numbers_are_equal_version_1_iterations_1024'],
  'shows-its-code-the-wrong-way-round': ['scannable_safety_numbers_mirror_each_other'],
  'forgets-everything-on-restart': ['restart_of_both_after_every_step', 'restart_of_the_initiator_at_each_point',
    'restart_of_the_responder_at_each_point', 'restart_keeps_identity_and_trust', 'sender_key_messages_out_of_order'],
  'keeps-used-prekeys': ['x3dh_with_one_time_prekey_consumes_it'],
  'gives-one-prekey-again': ['prekeys_are_fresh_in_each_bundle'],
  'folds-names': ['names_are_opaque_text'],
  'trusts-everybody': ['changed_identity_is_refused_in_a_bundle', 'restart_keeps_identity_and_trust'],
  'trusts-every-sender': ['changed_identity_is_refused_on_receipt', 'untrusted_session_neither_sends_nor_receives'],
  'sends-to-everybody': ['untrusted_session_neither_sends_nor_receives'],
  'takes-any-bundle': ['bundle_with_a_bad_signature_is_refused', 'refused_bundle_does_not_poison_a_name', 'bad_points_as_identity_key'],
  'takes-any-key': ['bundle_with_a_malformed_key_is_refused'],
  'takes-any-record': ['broken_session_record_is_refused'],
  'finds-every-signature-valid': ['signature_over_something_else_is_invalid'],
  'signs-something-else': ['signature_is_valid_elsewhere'],
  'signs-once-per-message': ['signature_is_salted'],
  'loses-a-message-when-the-store-fails': ['store_failure_while_reading_a_prekey_message', 'store_failure_while_reading_an_ordinary_message',
    'store_failure_while_reading_a_prekey_message_without_one_time_prekey'],
  'never-fails-its-store': ['store_failure_while_reading_an_ordinary_message', 'store_failure_while_encrypting',
    'store_failure_while_processing_a_bundle', 'store_failure_while_making_a_bundle', 'store_failure_while_reading_a_group_message',
    'store_failure_while_writing_to_a_group', 'store_failure_while_taking_a_sender_key'],
  'reads-in-order-only': ['out_of_order_within_a_chain', 'delays_over_several_ratchet_rounds'],
  'reads-short-chains-only': ['one_chain_of_200_each_way'],
  'waits-for-lost-messages': ['lost_messages_do_no_harm', 'jump_within_the_cap_is_followed', 'message_made_by_the_specification_is_read'],
  'drops-crossing-sessions': ['simultaneous_initiation_converges'],
  'forgets-replaced-sessions': ['new_session_still_reads_what_was_under_way'],
  'ignores-devices': ['many_devices_and_peers_do_not_mix'],
  'loses-empty-messages': ['ping_pong_of_100_from_0_bytes_to_64_kib'],
  'cuts-long-messages': ['ping_pong_of_100_from_0_bytes_to_64_kib', 'sender_key_messages_are_read'],
  'calls-every-message-ordinary': ['x3dh_messages_have_their_types', 'prekey_messages_repeat_until_a_reply'],
  'forgets-its-registration-id': ['message_is_made_by_the_specification'],
  'trusts-what-it-refused': ['forged_first_message_does_not_poison_a_name', 'refused_first_message_keeps_the_one_time_prekey'],
  'gives-old-sessions': ['session_record_moves_between_implementations', 'unanswered_session_record_moves',
    'skipped_keys_move_with_their_session_record'],
  'keeps-its-session': ['rolled_back_receiver_reads_no_further_than_before', 'session_record_moves_between_implementations',
    'session_record_moves_before_its_chain_is_used'],
  'mixes-its-clients': ['clients_of_one_process_are_apart'],
  'mixes-its-groups': ['sender_key_belongs_to_its_sender_and_group'],
  'needs-a-who': ['who_defaults_to_c'],
  'signs-for-nobody': ['client_without_identity_is_refused'],
  'takes-malformed-fields': ['malformed_fields_are_errors_and_change_nothing'],
  'exports-half-an-identity': ['exported_identity_is_complete'],
  'refuses-odd-names': ['names_may_be_any_text'],
  'refuses-long-lines': ['long_line_is_answered'],
  'forgets-the-id': ['id_comes_back_as_it_was', 'answers_come_in_order'],
  'calls-unknown-commands-malformed': ['unknown_command_is_unsupported'],
  'writes-upper-case': ['x3dh_without_one_time_prekey', 'ping_pong_of_100_from_0_bytes_to_64_kib'],
};

/** Which cases of the content layer must fail for which defect. @type {Record<string, string[]>} */
const SEEN_IN_SOTTO_BY = {
  'sotto-reads-anything': ['sotto_content_opens_in_its_context_only', 'sotto_message_without_the_content_layer_is_refused',
    'sotto_damaged_message_changes_nothing', 'sotto_messages_may_be_lost_late_or_repeated'],
  'sotto-takes-any-bundle': ['sotto_bundle_of_another_suite_is_refused', 'sotto_bundle_with_a_bad_kem_prekey_is_refused'],
  'sotto-forgets-on-restart': ['sotto_restart_at_every_step'],
  'sotto-does-not-pad': ['sotto_messages_are_padded'],
  'sotto-miscounts': ['sotto_conversation_is_read_both_ways'],
  'sotto-has-no-suite': ['sotto_bundle_has_all_parts'],
  'sotto-never-fails-its-store': ['sotto_store_failure_loses_nothing'],
  'sotto-keeps-its-session': ['sotto_session_record_moves_to_another_client', 'sotto_rolled_back_state_is_never_read_twice_and_heals'],
  'sotto-takes-any-record': ['sotto_broken_session_record_is_refused'],
  'sotto-shows-signals-digits': ['sotto_safety_numbers_are_equal'],
  'sotto-shows-its-code-the-wrong-way-round': ['sotto_safety_codes_mirror_each_other'],
  'sotto-ignores-names-in-safety-numbers': ['sotto_safety_number_changes_with_each_input', 'sotto_safety_numbers_are_equal'],
  'sotto-group-takes-any-log': ['sotto_group_logs_that_do_not_hold_are_refused', 'sotto_group_entries_that_do_not_hold_are_refused',
    'sotto_group_history_only_grows'],
  'sotto-group-miscounts-epochs': ['sotto_group_logs_amount_to_their_states', 'sotto_group_entries_made_by_hand_hold'],
  'sotto-group-signs-under-another-label': ['sotto_group_entries_are_made_by_the_specification'],
  'sotto-group-signs-in-vain': ['sotto_group_entry_is_not_signed_in_vain'],
  'sotto-group-forgets-on-restart': ['sotto_group_messages_are_read_by_all_members', 'sotto_group_logs_amount_to_their_states',
    'sotto_group_history_only_grows', 'sotto_group_message_is_read_once'],
  'sotto-group-reads-anything': ['sotto_group_content_opens_in_its_context_only', 'sotto_group_message_moved_to_another_group_is_refused',
    'sotto_group_message_is_read_once', 'sotto_group_damaged_message_changes_nothing', 'sotto_group_removed_member_is_out',
    'sotto_group_newcomer_reads_nothing_earlier', 'sotto_group_member_under_another_identity_is_refused',
    'sotto_group_open_group_has_no_messages'],
  'sotto-group-writes-anyway': ['sotto_group_removed_member_is_out', 'sotto_group_newcomer_reads_nothing_earlier',
    'sotto_group_key_ends_with_its_500th_message', 'sotto_group_newer_history_stops_writing', 'sotto_group_fork_is_noticed_with_one_message',
    'sotto_group_open_group_has_no_messages'],
  'sotto-group-sees-no-other-history': ['sotto_group_newer_history_stops_writing', 'sotto_group_fork_is_noticed_with_one_message'],
  'sotto-group-misses-nothing': ['sotto_group_lost_messages_are_counted'],
  'sotto-group-miscounts': ['sotto_group_messages_are_read_by_all_members'],
  'sotto-group-does-not-pad': ['sotto_group_messages_are_padded'],
  'sotto-group-says-something-else': ['sotto_group_message_is_made_by_the_specification', 'sotto_group_messages_are_read_by_all_members'],
  'sotto-group-loses-texts': ['sotto_group_message_made_by_hand_is_read', 'sotto_group_messages_are_read_by_all_members'],
  'sotto-group-never-fails-its-store': ['sotto_group_store_failure_loses_nothing'],
};

/** @type {Record<string, string[]>} */
const SEEN_IN_A_PROGRAM_BY = {
  'dies-of-bad-json': ['bad_json_is_an_error_and_no_exit'],
  'dies-of-a-broken-record': ['mutated_session_records_end_nothing'],
  'dies-of-an-empty-signature': ['bundle_with_a_bad_signature_is_refused'],
  'answers-no-json': ['hello_introduces_the_implementation', 'x3dh_without_one_time_prekey'],
};

/** @param {Record<string, string[]>} seenBy @param {(defect: string) => import('../lib/suite.mjs').Candidate} make */
function testDefects(seenBy, make) {
  for (const [defect, names] of Object.entries(seenBy)) {
    test(`a_driver_that_${defect.replaceAll('-', '_')}_is_found`, async () => {
      for (const result of await outcomes(make(defect), names)) {
        assert.equal(result.outcome, 'failed', `${result.case} must see "${defect}"`);
      }
    });
  }
}

testDefects(SEEN_BY, wrong);
testDefects(SEEN_IN_SOTTO_BY, wrongSotto);
testDefects(SEEN_IN_A_PROGRAM_BY, wrongProgram);

test('the_good_driver_passes_through_the_proxy_whatever_the_defects_are_tried_on', async () => {
  for (const result of await outcomes(wrong('none'), [...new Set(Object.values(SEEN_BY).flat())])) {
    assert.equal(result.outcome, 'passed', `${result.case}: ${result.message}`);
  }
  for (const result of await outcomes(wrongSotto('none'), [...new Set(Object.values(SEEN_IN_SOTTO_BY).flat())])) {
    assert.equal(result.outcome, 'passed', `${result.case}: ${result.message}`);
  }
  for (const result of await outcomes(wrongProgram('none'), [...new Set(Object.values(SEEN_IN_A_PROGRAM_BY).flat())])) {
    assert.equal(result.outcome, 'passed', `${result.case}: ${result.message}`);
  }
});

test('what_is_not_offered_is_never_passed', async () => {
  const results = await runSuite({ candidates: [wrong('offers-nothing')], seed: SEED });
  const { passed, failed, notOffered } = totals(results);
  assert.ok(notOffered > 50, `${notOffered} not offered`);
  for (const result of results.filter((one) => one.outcome === 'passed')) {
    assert.match(result.case, /^(hello_|bad_json|unknown_command|id_comes|answers_come|client_without)/, 'only the protocol itself passes');
  }
  assert.ok(passed <= 6 && failed === 0, `${passed} passed, ${failed} failed`);
});

/** Signal's own library, held against the strict profile, is the defect that these are meant for. */
const SEEN_WHERE_LAX = ['many_failures_of_a_peer_are_throttled', 'oldest_of_many_skipped_keys_are_forgotten', 'replaced_sessions_are_forgotten',
  'low_order_points_as_signed_prekey', 'low_order_points_as_one_time_prekey',
  'low_order_points_in_disguise_as_signed_prekey', 'low_order_points_in_disguise_as_one_time_prekey',
  'non_canonical_points_as_signed_prekey', 'non_canonical_points_as_one_time_prekey', 'malleable_signature_is_invalid',
  'prekey_message_is_not_read_again_after_its_session_was_forgotten', 'prekey_message_with_a_base_key_of_mixed_order_is_refused',
  'gap_of_2001_fails_clean_and_a_fresh_session_heals', 'low_order_points_in_a_genuine_message',
  'non_canonical_points_in_a_genuine_message', 'jump_beyond_the_cap_is_refused',
  'signature_under_a_low_order_key_is_invalid', 'low_order_identity_with_a_constant_signature'];

test('a_lax_implementation_fails_the_strict_profile', async () => {
  for (const result of await outcomes({ ...wrong('none'), profile: 'strict' }, SEEN_WHERE_LAX)) {
    assert.equal(result.outcome, 'failed', `${result.case} must see an implementation that is less strict than declared`);
  }
});

test('every_case_has_been_seen_to_fail', () => {
  const seen = new Set([...Object.values(SEEN_BY), ...Object.values(SEEN_IN_SOTTO_BY), ...Object.values(SEEN_IN_A_PROGRAM_BY), SEEN_WHERE_LAX].flat());
  assert.deepEqual(cases.map(({ name }) => name).filter((name) => !seen.has(name)), []);
});

test('an_implementation_stricter_than_declared_fails_too', async () => {
  for (const result of await outcomes(wrong('refuses-odd-keys'), ['low_order_points_as_one_time_prekey'])) {
    assert.equal(result.outcome, 'failed', 'a profile that no longer tells the truth is noticed');
  }
});

test('a_program_that_is_missing_fails', async () => {
  const missing = { name: 'missing', profile: 'strict', command: "'/nonexistent/driver'" };
  for (const result of await outcomes(missing, ['hello_introduces_the_implementation', 'x3dh_without_one_time_prekey'])) {
    assert.equal(result.outcome, 'failed');
  }
});
