// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// What is said about the codes of the engine and the controllers, in the reader's language.
QtObject {
    /// A name for the middle of a sentence: letters and marks that run from right to left don't turn round what follows.
    function named(name: string): string {
        return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name;
    }

    function error(code: string): string {
        switch (code) {
        case "malformed":
            return qsTr("That isn't in a form that Sotto understands. Please check what you typed.");
        case "too_large":
            return qsTr("That is too long to be sent.");
        case "unsupported_version":
            return qsTr("The other side speaks a newer version of Sotto. Please install the newest one.");
        case "unsupported_suite":
            return qsTr("The other side uses an encryption that this version doesn't know. Please install the newest one.");
        case "invalid_key":
            return qsTr("A key that came from the relay is damaged, so it wasn't used.");
        case "low_order_key":
            return qsTr("A key that came from the relay is unsafe, so it wasn't used.");
        case "invalid_signature":
            return qsTr("A signature didn't match, so what it was under wasn't used.");
        case "no_session":
            return qsTr("There is no encrypted session with this person yet.");
        case "unknown_prekey":
            return qsTr("A message was made for a key that this device no longer has.");
        case "untrusted_identity":
            return qsTr("This person's key has changed. Compare the safety number as it is now before you accept it.");
        case "duplicate_message":
            return qsTr("This message came a second time and was left out.");
        case "replayed_prekey_message":
            return qsTr("An old message was sent again by somebody and was left out.");
        case "undecryptable":
            return qsTr("A message couldn't be decrypted.");
        case "too_far_ahead":
            return qsTr("Too many messages are missing in between.");
        case "identity_mismatch":
            return qsTr("A message claims to be from somebody else than its key says. It was left out.");
        case "context_mismatch":
            return qsTr("A message was made for another conversation. It was left out.");
        case "throttled":
            return qsTr("Too many unreadable messages came from this person. Sotto takes a short break from them.");
        case "stale_state":
            return qsTr("The group has changed meanwhile. Please look again.");
        case "forked_log":
            return qsTr("The relay tells different people different things about this group. Nothing is sent to it.");
        case "not_permitted":
            return qsTr("You may not do that in this group.");
        case "not_approved":
            return qsTr("Not enough members have approved this yet.");
        case "wrong_password":
            return qsTr("That name and password don't belong together.");
        case "weak_parameters":
            return qsTr("The relay asked for a weaker protection of your password than Sotto allows. Nothing was sent.");
        case "random_failed":
            return qsTr("This computer gave no random numbers, and without them there is no encryption.");
        case "crypto_failed":
            return qsTr("The encryption failed on this computer. Please start Sotto again.");
        case "store_unavailable":
            return qsTr("Your messages on this device can't be read or written just now. Please try again.");
        case "store_corrupt":
            return qsTr("The messages kept on this device are damaged.");
        case "wrong_store_key":
            return qsTr("The messages kept on this device can't be unlocked.");
        case "not_found":
            return qsTr("That isn't there any more.");
        case "already_exists":
            return qsTr("That exists already.");
        case "not_logged_in":
            return qsTr("Please log in first.");
        case "already_logged_in":
            return qsTr("Somebody is logged in here already. Log out first.");
        case "invalid_state":
            return qsTr("That isn't possible just now.");
        case "refused":
            return qsTr("The relay refused this.");
        case "captcha_failed":
            return qsTr("The proof that you're not a machine didn't reach the relay in time. Please try again.");
        case "name_taken":
            return qsTr("That name is taken. Please choose another one, or log in if it is yours.");
        case "unknown_user":
            return qsTr("There is nobody with that name here.");
        case "rate_limited":
            return qsTr("That was too often in a short time.");
        case "mailbox_full":
            return qsTr("Their mailbox is full. Your message is kept and will be sent when there is room.");
        case "offline":
            return qsTr("There is no connection to the relay.");
        case "unauthorised":
            return qsTr("The relay doesn't accept this device any more. Please log in again.");
        case "unsupported":
            return qsTr("This version of Sotto can't do that.");
        case "interrupted":
            return qsTr("Sotto was closed in the middle of this. Please look whether it was done before trying again.");
        default:
            return qsTr("Something went wrong.");
        }
    }

    function failure(code: string, retryAfterSeconds: int): string {
        return retryAfterSeconds > 0 ? `${error(code)} ${retryIn(retryAfterSeconds)}` : error(code);
    }

    function retryIn(seconds: int): string {
        return qsTr("Please try again in %n second(s).", "", seconds);
    }

    function unread(count: int): string {
        return qsTr("%n unread", "", count);
    }

    /// In the largest unit that needs no fraction: "4 weeks", "90 minutes".
    function duration(seconds: int): string {
        if (seconds % 604800 === 0)
            return qsTr("%n week(s)", "", seconds / 604800);
        if (seconds % 86400 === 0)
            return qsTr("%n day(s)", "", seconds / 86400);
        if (seconds % 3600 === 0)
            return qsTr("%n hour(s)", "", seconds / 3600);
        if (seconds % 60 === 0)
            return qsTr("%n minute(s)", "", seconds / 60);
        return qsTr("%n second(s)", "", seconds);
    }

    /// How long new messages of a conversation last; 0: for good.
    function lasting(seconds: int): string {
        return seconds === 0 ? qsTr("New messages stay") : qsTr("New messages disappear after %1").arg(duration(seconds));
    }

    /// What is wrong with a field of a form; nothing for "".
    function problem(code: string): string {
        switch (code) {
        case "nameMissing":
            return qsTr("Please enter your name.");
        case "nameMalformed":
            return qsTr("3 to 32 letters a–z and digits, beginning with a letter. Single dots, dashes and underscores are fine in between.");
        case "passwordMissing":
            return qsTr("Please enter a password.");
        case "passwordShort":
            return qsTr("At least 10 characters, please.");
        case "codeMissing":
            return qsTr("Please enter the code.");
        case "codeMalformed":
            return qsTr("That isn't a code. Please compare it with the other screen.");
        case "tooLong":
            return qsTr("That is too long.");
        case "relayMissing":
            return qsTr("Please enter the address of a relay.");
        case "relayMalformed":
            return qsTr("That isn't the address of a relay. It looks like chat.example.org.");
        default:
            return "";
        }
    }

    function strength(code: string): string {
        switch (code) {
        case "short":
            return qsTr("Too short: at least 10 characters.");
        case "weak":
            return qsTr("Easy to guess. Make it longer or less regular.");
        case "fair":
            return qsTr("Passable. A little longer is much better.");
        case "good":
            return qsTr("Good.");
        case "strong":
            return qsTr("Strong.");
        default:
            return qsTr("At least 10 characters. A few unrelated words are easy to remember and hard to guess.");
        }
    }

    function entryStep(code: string): string {
        switch (code) {
        case "connecting":
            return qsTr("Connecting to the relay");
        case "solving_captcha":
            return qsTr("Proving that you're not a machine");
        case "deriving_keys":
            return qsTr("Turning your password into keys");
        case "asking_relay":
            return qsTr("Asking the relay");
        case "making_prekeys":
            return qsTr("Making this device's keys");
        case "publishing":
            return qsTr("Publishing the public halves");
        default:
            return "";
        }
    }

    function deliveryState(code: string): string {
        switch (code) {
        case "waiting":
            return qsTr("Waiting");
        case "accepted":
            return qsTr("Sent");
        case "delivered":
            return qsTr("Delivered");
        case "read":
            return qsTr("Read");
        case "failed":
            return qsTr("Not sent");
        default:
            return "";
        }
    }

    function offRecordState(code: string): string {
        switch (code) {
        case "sending":
            return qsTr("Sending");
        case "delivered":
            return qsTr("Delivered");
        case "not_delivered":
            return qsTr("Not delivered");
        case "unconfirmed":
            return qsTr("Not confirmed: it may have arrived or not");
        default:
            return "";
        }
    }

    function fileSize(bytes: var): string {
        return Qt.locale().formattedDataSize(bytes, bytes >= 1000 && bytes < 10000000 ? 1 : 0, Locale.DataSizeSIFormat);
    }

    /// A message in a few words: a file without any is known by its name.
    function line(body: string, file: var): string {
        return body === "" ? file?.name ?? "" : body;
    }

    /// Where a file that came along with a message is, or what is wrong with it.
    function fileStatus(file: var): string {
        const percent = Math.floor(100 * Math.min(1, (file.done ?? 0) / Math.max(1, file.size ?? 1)));
        switch (file.phase) {
        case "reading":
            return qsTr("Encrypting, %1% of %2").arg(percent).arg(fileSize(file.size));
        case "uploading":
            return qsTr("Sending, %1% of %2").arg(percent).arg(fileSize(file.size));
        case "downloading":
            return qsTr("Downloading, %1% of %2").arg(percent).arg(fileSize(file.size));
        case "refused":
            return fileNotSent(file.problem);
        case "unread":
            return qsTr("It couldn't be read to its end. Delete it, and attach it again.");
        case "unavailable":
            return fileNotHere(file.problem);
        default:
            return fileSize(file.size ?? 0);
        }
    }

    function fileNotSent(problem: string): string {
        switch (problem) {
        case "too_large":
            return qsTr("The relay doesn't take it: it is too large, or your space there is full.");
        case "no_room":
            return qsTr("The relay has no room left just now.");
        default:
            return qsTr("It couldn't be sent.");
        }
    }

    function fileNotHere(problem: string): string {
        switch (problem) {
        case "gone":
            return qsTr("The relay doesn't have it any more.");
        case "damaged":
            return qsTr("It arrived damaged, so nothing of it was kept.");
        default:
            return qsTr("It couldn't be downloaded.");
        }
    }

    /// What can be done with it; "" for nothing.
    function fileDeed(file: var): string {
        switch (file.phase) {
        case "offered":
            return file.picture ? qsTr("Show") : qsTr("Download");
        case "unavailable":
            return qsTr("Try again");
        case "here":
            return qsTr("Save");
        case "reading":
        case "uploading":
        case "downloading":
            return qsTr("Cancel");
        default:
            return "";
        }
    }

    /// The same for those who hear it, with the file's name: there may be more than one of these buttons.
    function fileDeedOf(file: var): string {
        const name = named(file.name ?? "");
        switch (file.phase) {
        case "offered":
            return (file.picture ? qsTr("Show %1") : qsTr("Download %1")).arg(name);
        case "unavailable":
            return qsTr("Try again: %1").arg(name);
        case "here":
            return qsTr("Save %1").arg(name);
        case "reading":
        case "uploading":
        case "downloading":
            return qsTr("Cancel: %1").arg(name);
        default:
            return "";
        }
    }

    /// Why a file can't be sent at all.
    function fileRefusal(code: string, name: string): string {
        return code === "too_large" ? qsTr("%1 is too large to be sent. A file may have up to 100 MB.").arg(named(name)) : qsTr("%1 can't be read.").arg(named(name));
    }

    function screenTitle(screen: string): string {
        switch (screen) {
        case "landing":
            return qsTr("Start");
        case "register":
            return qsTr("Create an account");
        case "login":
            return qsTr("Log in");
        case "link":
            return qsTr("Link this computer");
        case "direct":
            return qsTr("Messages");
        case "groups":
            return qsTr("Groups");
        case "about":
            return qsTr("About");
        case "news":
            return qsTr("News");
        case "settings":
            return qsTr("Settings");
        default:
            return "";
        }
    }

    /// Why a device wasn't linked, for the side "owner" or "newcomer".
    function linkingFailure(code: string, side: string): string {
        switch (code) {
        case "not_found":
            return side === "owner"
                ? qsTr("The ten minutes are over, or the new device has given up. Nothing was handed over.")
                : qsTr("This code isn't good, or not any more. Ask the other device for a new one.");
        case "stale_state":
            return qsTr("This code was used already. If that wasn't you, choose “It's different” on the other device and show a new code.");
        case "undecryptable":
        case "identity_mismatch":
        case "context_mismatch":
        case "invalid_key":
        case "low_order_key":
            return qsTr("Something was changed on its way between the two devices, so nothing was handed over.");
        default:
            return error(code);
        }
    }

    /// The kinds of notices that nothing went wrong with. A new one looks like a failure until it is named here.
    readonly property var harmless: ["session_reset", "profile_saved", "file_saved", "logged_out", "device_revoked"]

    function tellsOfFailure(kind: string): bool {
        return !harmless.includes(kind);
    }

    /// A notice that came from the engine: `about` names a person, a file or an error.
    function notice(kind: string, about: string, retryAfterSeconds: int): string {
        switch (kind) {
        case "session_reset":
            return qsTr("The encrypted session with %1 was begun anew, because a message couldn't be read. Nothing for you to do.").arg(named(about));
        case "device_refused":
            return qsTr("The relay names a device of %1 that %1 hasn't signed. Nothing is encrypted for it, and your messages wait.").arg(named(about));
        case "device_copied":
            return qsTr("Two are writing as one device of %1: somebody may be using a copy of it. %1 should remove that device and add it anew.").arg(named(about));
        case "state_restored":
            return qsTr("The data of this device is an older copy that was put back, so newer messages may be missing here. The encrypted sessions begin anew.");
        case "edit_failed":
            return qsTr("Your edit didn't reach %1, who still sees the message as it was. It may be too long, or the relay refused it.").arg(named(about));
        case "deletion_failed":
            return qsTr("Your deletion didn't reach %1, who still sees the message.").arg(named(about));
        case "reaction_failed":
            return qsTr("Your reaction didn't reach %1.").arg(named(about));
        case "duration_failed":
            return qsTr("%1 wasn't told how long messages last from now on. Your own last so long all the same.").arg(named(about));
        case "archive_refused":
            return qsTr("The relay's copy of your history isn't the one your devices know: something was left out or changed. Nothing is taken from it or added to it for now.");
        case "archive_full":
            return qsTr("The relay keeps no more of your history: new messages won't be on devices that you add later.");
        case "history_foreign":
            return qsTr("Your earlier messages are here. Some entries were left out, %1 in all: none of your devices has made them.").arg(about);
        case "device_list_refused":
            return qsTr("The relay shows an old or unsigned list of %1's devices. It isn't used; new devices wait until the relay shows the right one.").arg(named(about));
        case "undecryptable":
            return error("undecryptable");
        case "logged_out":
            return qsTr("You're logged out. Everything of the account was erased from this computer.");
        case "device_revoked":
            return qsTr("This device was removed from your account. Everything of it was erased from this computer.");
        case "profile_saved":
            return qsTr("Your profile is saved.");
        case "file_saved":
            return qsTr("%1 is saved.").arg(named(about));
        case "file_not_saved":
            return qsTr("%1 couldn't be saved. Perhaps nothing may be written in that folder, or the disk is full.").arg(named(about));
        default:
            return failure(about, retryAfterSeconds);
        }
    }

    function role(code: string): string {
        switch (code) {
        case "member":
            return qsTr("Member");
        case "admin":
            return qsTr("Admin");
        case "owner":
            return qsTr("Owner");
        default:
            return "";
        }
    }

    /// What the log of a group has written into its conversation: a word, and whom or what it is about. Other languages bend
    /// a verb differently for the reader than for anybody else.
    function groupChange(who: string, body: string): string {
        const end = body.indexOf(" ");
        const deed = end < 0 ? body : body.slice(0, end);
        const about = end < 0 ? "" : body.slice(end + 1);
        return who === Names.you ? ownChange(deed, about) : anothersChange(named(who), deed, about);
    }

    function ownChange(deed: string, about: string): string {
        const whom = Names.of(about);
        switch (deed) {
        case "created":
            return qsTr("You created the group.");
        case "joined":
            return qsTr("You came in.");
        case "left":
            return qsTr("You left.");
        case "removed":
            return qsTr("You removed %1.").arg(named(whom));
        case "role":
            return whom === Names.you ? qsTr("You changed your role.") : qsTr("You changed the role of %1.").arg(named(whom));
        case "picture":
            return about === "none" ? qsTr("You removed the picture of the group.") : qsTr("You changed the picture of the group.");
        case "renamed":
            return qsTr("You named the group “%1”.").arg(named(about));
        case "policy":
            return qsTr("You set that %n approval(s) let somebody in.", "", Number(about));
        default:
            return qsTr("You changed the group.");
        }
    }

    function anothersChange(who: string, deed: string, about: string): string {
        const whom = Names.of(about);
        switch (deed) {
        case "created":
            return qsTr("%1 created the group.").arg(who);
        case "joined":
            return qsTr("%1 came in.").arg(who);
        case "left":
            return qsTr("%1 left.").arg(who);
        case "removed":
            return whom === Names.you ? qsTr("%1 removed you.").arg(who) : qsTr("%1 removed %2.").arg(who).arg(named(whom));
        case "role":
            return whom === Names.you ? qsTr("%1 changed your role.").arg(who) : qsTr("%1 changed the role of %2.").arg(who).arg(named(whom));
        case "picture":
            return about === "none" ? qsTr("%1 removed the picture of the group.").arg(who) : qsTr("%1 changed the picture of the group.").arg(who);
        case "renamed":
            return qsTr("%1 named the group “%2”.").arg(who).arg(named(about));
        case "policy":
            return qsTr("%1 set that %n approval(s) let somebody in.", "", Number(about)).arg(who);
        default:
            return qsTr("%1 changed the group.").arg(who);
        }
    }
}
