// SPDX-License-Identifier: GPL-3.0-or-later
// What has a sentence for each of a closed set: errors, states, screens.
import type { EntryStep, LinkState, MessageState } from "../../state/model";
import type { ErrorCode } from "../../state/error_code";
import type { FieldProblem } from "../../state/entry_form";
import type { PasswordStrength } from "../../state/password";
import type { Screen } from "../../state/route";

export const errors: Record<ErrorCode, string> = {
  malformed: "That isn't in a form that Sotto understands. Please check what you typed.",
  too_large: "That is too long to be sent.",
  unsupported_version: "The other side speaks a newer version of Sotto. Please reload the page to get the newest one.",
  unsupported_suite: "The other side uses an encryption that this version doesn't know. Please reload the page.",
  invalid_key: "A key that came from the relay is damaged, so it wasn't used.",
  low_order_key: "A key that came from the relay is unsafe, so it wasn't used.",
  invalid_signature: "A signature didn't match, so what it was under wasn't used.",
  no_session: "There is no encrypted session with this person yet.",
  unknown_prekey: "A message was made for a key that this device no longer has.",
  untrusted_identity: "This person's key has changed. Compare the safety number as it is now before you accept it.",
  duplicate_message: "This message came a second time and was left out.",
  replayed_prekey_message: "An old message was sent again by somebody and was left out.",
  undecryptable: "A message couldn't be decrypted.",
  too_far_ahead: "Too many messages are missing in between.",
  identity_mismatch: "A message claims to be from somebody else than its key says. It was left out.",
  context_mismatch: "A message was made for another conversation. It was left out.",
  throttled: "Too many unreadable messages came from this person. Sotto takes a short break from them.",
  stale_state: "The group has changed meanwhile. Please look again.",
  forked_log: "The relay tells different people different things about this group. Nothing is sent to it.",
  not_permitted: "You may not do that in this group.",
  not_approved: "Not enough members have approved this yet.",
  wrong_password: "That name and password don't belong together.",
  weak_parameters: "The relay asked for a weaker protection of your password than Sotto allows. Nothing was sent.",
  random_failed: "This browser gave no random numbers, and without them there is no encryption.",
  crypto_failed: "The encryption failed in this browser. Please reload the page.",
  store_unavailable: "Your messages on this device can't be read or written just now. Please try again.",
  store_corrupt: "The messages kept on this device are damaged.",
  wrong_store_key: "The messages kept on this device can't be unlocked.",
  not_found: "That isn't there any more.",
  already_exists: "That exists already.",
  not_logged_in: "Please log in first.",
  already_logged_in: "Somebody is logged in here already. Log out first.",
  invalid_state: "That isn't possible just now.",
  refused: "The relay refused this.",
  captcha_failed: "The proof that you're not a machine didn't reach the relay in time. Please try again.",
  name_taken: "That name is taken. Please choose another one, or log in if it is yours.",
  unknown_user: "There is nobody with that name here.",
  rate_limited: "That was too often in a short time.",
  mailbox_full: "Their mailbox is full. Your message is kept and will be sent when there is room.",
  offline: "There is no connection to the relay.",
  unauthorised: "The relay doesn't accept this device any more. Please log in again.",
  unsupported: "This browser can't run Sotto. A current Firefox, Chrome, Edge or Safari can.",
  interrupted: "Another tab was closed in the middle of this. Please look whether it was done before trying again.",
};

export const problems: Record<FieldProblem, string> = {
  nameMissing: "Please enter your name.",
  nameMalformed:
    "3 to 32 letters a–z and digits, beginning with a letter. Single dots, dashes and underscores are fine in between.",
  passwordMissing: "Please enter a password.",
  passwordShort: "At least 10 characters, please.",
  codeMissing: "Please enter the code.",
  codeMalformed: "That isn't a code. Please compare it with the other screen.",
  tooLong: "That is too long.",
};

export const strengths: Record<PasswordStrength, string> = {
  empty: "At least 10 characters. A few unrelated words are easy to remember and hard to guess.",
  short: "Too short: at least 10 characters.",
  weak: "Easy to guess. Make it longer or less regular.",
  fair: "Passable. A little longer is much better.",
  good: "Good.",
  strong: "Strong.",
};

export const entrySteps: Record<EntryStep, string> = {
  connecting: "Connecting to the relay",
  captcha: "Proving that you're not a machine",
  deriving: "Turning your password into keys",
  asking: "Asking the relay",
  prekeys: "Making this device's keys",
  publishing: "Publishing the public halves",
};

export const deliveryStates: Record<MessageState, string> = {
  received: "",
  waiting: "Waiting",
  accepted: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not sent",
};

export const links: Record<LinkState, string> = {
  offline: "You're offline. Messages you write are kept and sent when the connection is back.",
  connecting: "Connecting to the relay …",
  online: "Connected",
};

export const titles: Record<Screen, string> = {
  landing: "Sotto",
  register: "Create an account",
  login: "Log in",
  direct: "Messages",
  groups: "Groups",
  about: "About",
  news: "News",
  settings: "Settings",
  lost: "Not found",
};
