// SPDX-License-Identifier: GPL-3.0-or-later
#include "checker.hpp"

#include <algorithm>

#include "overloaded.hpp"
#include "screen.hpp"

namespace sotto::simulation {
namespace {

using store::MessageKind;
using store::MessageState;

}  // namespace

Checker::Checker(const Plan& plan, Mailbox mailbox)
    : plan_{plan},
      mailbox_{std::move(mailbox)},
      off_record_{[this](const Username& user, const MessageId& message) {
        return is_in_a_mailbox_of(user, message);
      }} {}

void Checker::violated(std::string what) {
  if (!violation_) violation_ = std::move(what);
}

void Checker::judge(Wrong wrong) {
  if (wrong) violated(*std::move(wrong));
}

bool Checker::is_in_a_mailbox_of(const Username& user, const MessageId& message) const {
  const auto& places = history_.places();
  return std::any_of(places.begin(), places.end(), [&](const Place& place) {
    return place.address.user == user && mailbox_(place.address, message);
  });
}

// --- What people do

void Checker::says(const Device& author, const Username& to, const std::string& text, Lasting lasting) {
  const auto& said = history_.say(author.label(), to, text, lasting);
  if (is_open(said)) ++open_;
}

void Checker::did_not_say(const std::string& text) {
  const auto* said = history_.find(text);
  if (said->id) violated(quoted(text) + " was refused and is in the history all the same");
  if (is_open(*said)) --open_;
  history_.take_back(text);
}

void Checker::was_taken_back(Said& said) {
  const bool was_open = is_open(said);
  said.taken_back = true;
  recount(said, was_open);
}

void Checker::was_read(const Device& device, const ConversationId& conversation) {
  for (const auto& [text, said] : history_.all()) {
    const bool there = ConversationId{said.from} == conversation && said.shown.count(device.label()) > 0;
    if (there && history_.place(device.label()).address.user == said.to) fleeting_.begin(device, said);
  }
}

void Checker::look_around(const std::vector<Device*>& devices) {
  judge(fleeting_.find_overdue(devices));
  judge(off_record_.look(devices));
}

/// What lasts for a while may be over before its copies have left, or before it is asked for again.
bool Checker::has_to_arrive(const Said& said) const {
  if (said.lasting.for_good()) return !said.missing.empty();
  return !plan_.may_have_gaps() &&
         std::any_of(said.missing.begin(), said.missing.end(),
                     [&](const auto& label) { return history_.place(label).address.user == said.to; });
}

/// A stranger is told nothing.
bool Checker::is_open(const Said& said) const {
  if (said.taken_back || said.forgotten) return false;
  const auto end = history_.ignores(said.to, said.from) ? MessageState::accepted : MessageState::delivered;
  const bool is_told = said.lasting.for_good() && !said.receipt_lost;
  return has_to_arrive(said) || (is_told && said.state != end);
}

void Checker::recount(const Said& said, bool was_open) {
  if (was_open && !is_open(said)) --open_;
}

// --- What devices show

void Checker::on_committed(const Device& device, const std::vector<Change>& changes) {
  for (const auto& change : changes) {
    std::visit([&](const auto& one) { on(device, one); }, change);
  }
}

void Checker::on(const Device& device, const Appended& change) {
  const auto& message = change.message;
  auto* said = history_.find(message.id);
  if (message.kind == MessageKind::deleted) {
    if (said == nullptr || !said->taken_back)
      return violated(device.label() + " shows as taken back what nobody took back");
    said->missing.erase(device.label());
    return;
  }
  if (message.kind != MessageKind::text) {
    // It goes with an event, which is judged there.
    if (said != nullptr) said->asked_again.insert(device.label());
    return;
  }
  if (said == nullptr) said = history_.find(message.body);
  if (said == nullptr || !said->has_been(message.body))
    return violated(device.label() + " shows what nobody sent: " + quoted(message.body));
  if (change.restored) check_restored(device, *said);
  if (said->author == device.label()) return on_own(device, *said, message);
  on_shown(device, *said, message);
}

void Checker::check_restored(const Device& device, const Said& said) {
  const auto& here = history_.place(device.label()).address.user;
  if (!said.lasting.for_good())
    violated(quoted(said.text) + " lasts for a while and came out of the archive");
  if (!(said.from == here) && !history_.has_answered(here, said.from))
    violated(quoted(said.text) + " is a request and came out of the archive");
}

void Checker::on_own(const Device& device, Said& said, const store::Message& message) {
  // What an old copy of the database had lost comes back out of the archive.
  const bool lost = restored_.count(device.label()) > 0 && said.shown.count(device.label()) == 0;
  if (said.id && lost) {
    said.shown.insert(device.label());
    return;
  }
  if (said.id) return violated(device.label() + " shows its own " + quoted(said.text) + " twice");
  if (!(message.conversation == said.to)) violated(quoted(said.text) + " is in another conversation");
  history_.name(said, message.id);
  said.shown.insert(device.label());
}

void Checker::on_shown(const Device& device, Said& said, const store::Message& message) {
  const auto& here = history_.place(device.label()).address.user;
  const auto& conversation = here == said.from ? said.to : said.from;
  if (!(message.sender == said.from) || !(message.conversation == conversation) || message.id != said.id) {
    violated(device.label() + " shows " + quoted(said.text) + " as somebody else's, or somewhere else");
  }
  if (!said.shown.insert(device.label()).second) {
    return violated(device.label() + " shows " + quoted(said.text) + " twice");
  }
  check_order(device, said);
  ++shown_;
  const bool was_open = is_open(said);
  said.missing.erase(device.label());
  recount(said, was_open);
  if (here == said.from) fleeting_.begin(device, said);
}

void Checker::check_order(const Device& device, const Said& said) {
  auto& newest = newest_[{device.label(), said.author, said.to}];
  const bool is_copy = history_.place(device.label()).address.user == said.from;
  // A device that came late gets what was said before out of the archive, newest first.
  const bool late = history_.place(device.label()).late;
  // What came later may be in the archive before this one is out of the mailbox, which is its only way.
  const bool archived = said.lasting.for_good();
  const bool promised = !is_copy && !said.refused && !plan_.may_have_gaps() && !late && archived;
  if (promised && said.ordinal < newest) {
    violated(device.label() + " shows " + quoted(said.text) + " after a later message of the same device");
  }
  newest = std::max(newest, said.ordinal);
}

void Checker::on(const Device& device, const StateSet& change) {
  auto* said = history_.find(change.message);
  if (said == nullptr || said->author != device.label()) return;
  const bool was_open = is_open(*said);
  said->state = change.state;
  if (change.state != MessageState::waiting) fleeting_.begin(device, *said);
  if (change.state == MessageState::failed) violated(quoted(said->text) + " failed for good");
  // Taken back before it left, it is nothing that the relay could answer for.
  const bool unanswered = said->accepted_for.count(said->to) == 0 && !said->taken_back;
  if (change.state == MessageState::accepted && unanswered) {
    violated(quoted(said->text) + " is shown as accepted without the relay's word");
  }
  const auto is_recipients = [&](const std::string& label) {
    return history_.place(label).address.user == said->to;
  };
  if (change.state == MessageState::delivered && plan_.restored_databases == 0 &&
      std::none_of(said->shown.begin(), said->shown.end(), is_recipients)) {
    violated(quoted(said->text) + " is said to be delivered and was shown nowhere");
  }
  recount(*said, was_open);
}

void Checker::on(const Device& device, const Erased& change) {
  const auto* said = history_.find(change.message);
  if (said == nullptr || said->shown.count(device.label()) == 0 || said->taken_back) return;
  if (fleeting_.has_begun(history_.place(device.label()).address.user, *said)) return;
  violated(device.label() + " erased " + quoted(said->text));
}

void Checker::on_event(Device& device, const client::Event& event) {
  const auto never = [&](const char* what) {
    if (!plan_.may_have_gaps()) violated(device.label() + ": " + what);
  };
  std::visit(
      Overloaded{[&](const client::OffRecordArrived& arrived) {
                   judge(off_record_.on_arrived(device, arrived.conversation));
                 },
                 [&](const client::MessageUndecryptable& event_) {
                   never(("a message could not be decrypted: " + std::string{name_of(event_.code)}).c_str());
                 },
                 [&](const client::SessionReset&) { never("a session began anew"); },
                 [&](const client::IdentityChanged&) { violated(device.label() + ": an identity changed"); },
                 [&](const client::DeviceRefused&) { violated(device.label() + ": a device was refused"); },
                 [&](const client::DeviceListRefused& refused) {
                   violated(device.label() +
                            ": a list of devices was refused: " + std::string{name_of(refused.code)});
                 },
                 [&](const client::DeviceCopied& copied) {
                   violated(device.label() + " takes a device of " + std::string{copied.user.text()} +
                            " for a copy");
                 },
                 [&](const client::ArchiveRefused& refused) {
                   if (restored_.empty() && !plan_.restored_relay)
                     violated(device.label() +
                              ": the archive was refused: " + std::string{name_of(refused.code)});
                 },
                 [&](const client::LoggedOut&) { violated(device.label() + " was logged out"); },
                 [&](const client::Displaced&) { violated(device.label() + " was displaced by nobody"); },
                 [](const auto&) {}},
      event);
}

// --- What the relay is told, and keeps

void Checker::on_frame_sent(const Device& device, ByteView frame) {
  judge(wiretap_.on_sent(history_.place(device.label()).address, frame));
}

void Checker::on_relay_heard(ByteView bytes) { judge(Wiretap::on_heard(bytes)); }

/// From now on only the mailboxes, or the devices, have it.
void Checker::on_relay_answers(const wire::SubmitReply& reply) {
  auto* said = history_.find(reply.message);
  if (said == nullptr) return;
  if (reply.outcome != wire::SubmitOutcome::accepted) {
    said->refused = true;
    return;
  }
  said->accepted_for.insert(reply.recipient);
  check_accepted(*said);
}

void Checker::check_accepted(const Said& said) {
  // After a relay has handed out prekeys twice a message may be taken and read only when it is sent once
  // more.
  if (relay_restored_) return;
  for (const auto& label : said.missing) {
    const auto& address = history_.place(label).address;
    const bool own_copy = address.user == said.from;
    const bool asks = said.asked_again.count(label) > 0 || (own_copy && plan_.may_have_gaps());
    const bool forgot = restored_.count(label) + restored_.count(said.author) > 0;
    if (said.accepted_for.count(address.user) == 0 || asks || forgot || mailbox_(address, *said.id)) continue;
    violated(quoted(said.text) + " is accepted, and neither " + label + " nor its mailbox has it");
  }
}

void Checker::on_relay_committed() {
  for (const auto& [text, said] : history_.all()) {
    if (!said.missing.empty()) check_accepted(said);
  }
}

// --- In the end

void Checker::on_restored(Device& device) {
  restored_.insert(device.label());
  for (auto& [text, said] : history_.all()) {
    if (!said.id || said.missing.count(device.label()) > 0) continue;
    const auto& here = history_.place(device.label()).address.user;
    const auto found = device.disk().find_message(here == said.from ? said.to : said.from, *said.id);
    // It may be from when there was only the notice that it is missing.
    const bool is_there = *found && (*found)->kind != MessageKind::message_missing;
    if (!is_there) said.shown.erase(device.label());
  }
}

void Checker::on_relay_restored() {
  relay_restored_ = true;
  for (auto& [text, said] : history_.all()) {
    const bool was_open = is_open(said);
    // What the relay has never taken it can't have lost, but perhaps devices have taken it, and their
    // receipts.
    said.receipt_lost = true;
    said.forgotten = said.state != MessageState::waiting || !said.accepted_for.empty();
    recount(said, was_open);
  }
}

/// A device that went back to a backup may have forgotten a text before the relay took it, and that one never
/// comes.
std::uint64_t Checker::lost_in(const ConversationId& with, const Device& reader) const {
  const auto& texts = history_.all();
  const auto is_lost = [&](const auto& entry) {
    const Said& said = entry.second;
    return with == said.from && restored_.count(said.author) > 0 && said.shown.count(reader.label()) == 0;
  };
  return static_cast<std::uint64_t>(std::count_if(texts.begin(), texts.end(), is_lost));
}

/// A relay that was put back has lost what it had taken.
void Checker::check_nothing_is_called_missing(const Device& device, const Screen& screen) {
  if (relay_restored_) return;
  std::map<ConversationId, std::uint64_t> told;
  for (const auto& [id, message] : screen.messages) {
    const bool counts = message.kind == MessageKind::message_missing && !message.body.empty();
    if (counts) told[message.conversation] += std::stoull(message.body);
  }
  for (const auto& [with, count] : told) {
    if (count > lost_in(with, device))
      violated(device.label() + " says that " + std::to_string(count) + " texts are missing");
  }
}

void Checker::look_at_screen(Device& device) {
  const auto screen = screen_of(device);
  check_nothing_is_called_missing(device, screen);
  if (screen.twice) violated(device.label() + " has " + quoted(*screen.twice) + " twice on its screen");
  // An old copy may have a gap where the text had come since: what was committed is no longer what there is.
  if (restored_.count(device.label()) > 0) return;
  for (const auto& [text, said] : history_.all()) {
    const bool committed = said.shown.count(device.label()) > 0;
    const auto there = said.id ? screen.messages.find(*said.id) : screen.messages.end();
    const bool on_screen = there != screen.messages.end() && there->second.kind == MessageKind::text;
    if (committed != on_screen && !said.taken_back && said.lasting.for_good()) {
      violated(device.label() +
               (committed ? " committed and does not show " : " shows and has not committed ") +
               quoted(text));
    }
  }
}

std::string Checker::what_is_missing() const {
  std::string missing;
  for (const auto& [text, said] : history_.all()) {
    if (!is_open(said)) continue;
    missing += " " + quoted(text);
    for (const auto& label : said.missing) missing += " not on " + label;
    if (said.lasting.for_good() && said.state != MessageState::delivered) {
      missing += " in state " + std::to_string(static_cast<int>(said.state)) + " at " + said.author;
    }
    missing += ";";
  }
  return missing;
}

}  // namespace sotto::simulation
