// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/delivery.hpp"

#include <algorithm>

namespace sotto::relay {
namespace {

using wire::SubmitOutcome;

SubmitOutcome outcome_of(const Status& status, const store::PostResult& result) {
  if (!status.ok()) return SubmitOutcome::unavailable;
  switch (result.outcome) {
    case store::Posted::mailbox_full:
      return SubmitOutcome::mailbox_full;
    case store::Posted::no_such_device:
      return SubmitOutcome::devices_changed;
    case store::Posted::stored:
    case store::Posted::already_there:
      break;
  }
  return SubmitOutcome::accepted;
}

/// Compares whom a submission is for with whom it should be for. Empty lists: it is right.
struct Difference {
  std::vector<DeviceId> missing;
  std::vector<DeviceId> extra;
  [[nodiscard]] bool any() const { return !missing.empty() || !extra.empty(); }
};

Difference compare(const wire::Submit& submit, const std::vector<DeviceId>& reachable,
                   const Address& sender) {
  const bool to_oneself = submit.recipient == sender.user;
  Difference difference;
  const auto named = [&](DeviceId device) {
    return std::any_of(submit.envelopes.begin(), submit.envelopes.end(),
                       [&](const auto& e) { return e.device == device; });
  };
  for (const auto device : reachable) {
    if (to_oneself && device == sender.device) continue;
    if (!named(device)) difference.missing.push_back(device);
  }
  for (const auto& envelope : submit.envelopes) {
    const bool own = to_oneself && envelope.device == sender.device;
    if (own || !std::binary_search(reachable.begin(), reachable.end(), envelope.device)) {
      difference.extra.push_back(envelope.device);
    }
  }
  return difference;
}

wire::SubmitReply refusal(const wire::Submit& submit, SubmitOutcome outcome) {
  return {submit.message,
          submit.recipient,
          outcome,
          {},
          {},
          Duration{outcome == SubmitOutcome::unavailable ? 2000 : 0}};
}

}  // namespace

struct Delivery::Page {
  Status status;
  std::vector<store::StoredLetter> letters;
  std::uint64_t behind = 0;      ///< letters in the mailbox after this page
  std::uint64_t posted = 0;      ///< Mailbox::posted when the page was asked for
  bool nothing_posting = false;  ///< Mailbox::posting was zero then
};

Delivery::Delivery(Foundation& foundation, ReachableDevices& devices, Background background)
    : base_{foundation},
      devices_{devices},
      background_{std::move(background)},
      mailboxes_{16, foundation.hash} {}

// --- Links
// --------------------------------------------------------------------------------------------------------

Delivery::MailboxPtr Delivery::find_mailbox(const Address& device) const {
  const auto found = mailboxes_.find(device);
  return found == mailboxes_.end() ? nullptr : found->second;
}

Delivery::Mailbox& Delivery::mailbox_of(const Address& device, MailboxPtr& holder) {
  auto& slot = mailboxes_[device];
  if (!slot) slot = std::make_shared<Mailbox>(device);
  holder = slot;
  return *slot;
}

void Delivery::let_go_if_idle(const MailboxPtr& mailbox) {
  if (mailbox->link || mailbox->posting > 0) return;
  const auto found = mailboxes_.find(mailbox->address);
  if (found != mailboxes_.end() && found->second == mailbox) mailboxes_.erase(found);
}

void Delivery::attach(const Address& device, const std::shared_ptr<Link>& link, wire::Welcome welcome) {
  const std::lock_guard lock{mutex_};
  MailboxPtr holder;
  auto& mailbox = mailbox_of(device, holder);
  if (mailbox.link) {
    mailbox.link->close({wire::GoodbyeReason::displaced, Duration{0}});
    base_.metrics.links_displaced += 1;
    take_link_away(holder);
  }
  mailbox.link = link;
  mailbox.link_number = ++links_;
  mailbox.last_delivery = 0;
  mailbox.draining = true;
  mailbox.reading = false;
  mailbox.drained = {};
  mailbox.drained_bytes = 0;
  attached_ += 1;
  link->send(std::move(welcome));
  drain(holder);
}

void Delivery::detach(const Address& device, const Link* link) {
  const std::lock_guard lock{mutex_};
  const auto mailbox = find_mailbox(device);
  if (!mailbox || mailbox->link.get() != link) return;
  take_link_away(mailbox);
  let_go_if_idle(mailbox);
}

void Delivery::disconnect(const Address& device, wire::GoodbyeReason reason) {
  const std::lock_guard lock{mutex_};
  const auto mailbox = find_mailbox(device);
  if (!mailbox || !mailbox->link) return;
  mailbox->link->close({reason, Duration{0}});
  if (reason == wire::GoodbyeReason::unauthorised) base_.metrics.links_revoked += 1;
  take_link_away(mailbox);
  let_go_if_idle(mailbox);
}

void Delivery::disconnect_all(wire::GoodbyeReason reason) {
  const std::lock_guard lock{mutex_};
  std::vector<MailboxPtr> all;
  for (const auto& [address, mailbox] : mailboxes_) all.push_back(mailbox);
  for (const auto& mailbox : all) {
    if (!mailbox->link) continue;
    mailbox->link->close({reason, Duration{0}});
    take_link_away(mailbox);
    let_go_if_idle(mailbox);
  }
}

void Delivery::notify(const Address& device, wire::Frame frame) {
  const std::lock_guard lock{mutex_};
  const auto mailbox = find_mailbox(device);
  if (mailbox && mailbox->link) mailbox->link->send(std::move(frame));
}

/// What the link did not acknowledge goes to the mailbox, in the order in which it was sent.
void Delivery::take_link_away(const MailboxPtr& mailbox) {
  std::map<DeliveryId, InFlight> left;
  left.swap(mailbox->in_flight);
  mailbox->left = 0;
  mailbox->link = nullptr;
  mailbox->draining = false;
  attached_ -= 1;
  for (auto& [id, envelope] : left) {
    if (!envelope.letter) continue;  // it has a place in the mailbox, or one is being made
    if (envelope.submission->keeping() == wire::Keeping::live_only) {
      complete(envelope.submission, SubmitOutcome::not_delivered, mailbox->address);
    } else {
      post(mailbox, std::move(envelope.letter), envelope.submission, 0, {});
    }
  }
}

std::size_t Delivery::attached() const {
  const std::lock_guard lock{mutex_};
  return attached_;
}

// --- Sending
// ------------------------------------------------------------------------------------------------------

void Delivery::submit(const Address& sender, const std::shared_ptr<Link>& from, wire::Submit submit) {
  base_.metrics.submissions += 1;
  const auto reachable = devices_.of(submit.recipient);
  if (!reachable.ok()) return from->send(refusal(submit, SubmitOutcome::unavailable));
  if ((*reachable)->empty()) return from->send(refusal(submit, SubmitOutcome::unknown_user));
  if (auto difference = compare(submit, **reachable, sender); difference.any()) {
    base_.metrics.submissions_devices_changed += 1;
    auto reply = refusal(submit, SubmitOutcome::devices_changed);
    reply.missing = std::move(difference.missing);
    reply.extra = std::move(difference.extra);
    return from->send(std::move(reply));
  }
  auto submission = std::make_shared<DirectSubmission>(from, submit);
  const Instant now = base_.clock.now();
  const std::lock_guard lock{mutex_};
  for (auto& envelope : submit.envelopes) {
    const Address recipient{submit.recipient, envelope.device};
    MailboxPtr mailbox;
    mailbox_of(recipient, mailbox);
    route(mailbox,
          std::make_shared<store::Letter>(store::Letter{sender, submit.message, now, std::move(envelope)}),
          submission);
    let_go_if_idle(mailbox);
  }
}

Result<std::set<Address>> Delivery::devices_of(const std::vector<Username>& members, const Address& sender) {
  std::set<Address> all;
  for (const auto& member : members) {
    SOTTO_ASSIGN(const auto reachable, devices_.of(member));
    for (const auto device : *reachable) all.insert({member, device});
  }
  all.erase(sender);
  return all;
}

void Delivery::submit_to_group(const Address& sender, const std::shared_ptr<Link>& from,
                               wire::SubmitToGroup submit, const std::vector<Username>& members) {
  base_.metrics.submissions += 1;
  const auto devices = devices_of(members, sender);
  if (!devices.ok())
    return from->send(
        wire::GroupSubmitted{submit.message, submit.group, SubmitOutcome::unavailable, Duration{2'000}});
  if (devices->empty()) {
    count(SubmitOutcome::accepted);
    return from->send(
        wire::GroupSubmitted{submit.message, submit.group, SubmitOutcome::accepted, Duration{0}});
  }
  auto submission = std::make_shared<GroupSubmission>(from, submit, *devices);
  wire::SealedEnvelope envelope;
  envelope.type = wire::EnvelopeType::sender_key;
  envelope.ciphertext = wire::with_group(submit.group, submit.ciphertext);
  const Instant now = base_.clock.now();
  const std::lock_guard lock{mutex_};
  for (const auto& device : *devices) {
    MailboxPtr mailbox;
    mailbox_of(device, mailbox);
    envelope.device = device.device;
    route(mailbox, std::make_shared<store::Letter>(store::Letter{sender, submit.message, now, envelope}),
          submission);
    let_go_if_idle(mailbox);
  }
}

void Delivery::route(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission) {
  const bool live_only = submission->keeping() == wire::Keeping::live_only;
  // While the mailbox drains only what can never be in it may pass.
  if (mailbox->link && (!mailbox->draining || live_only))
    return send_live(mailbox, std::move(letter), submission);
  if (live_only) return complete(submission, SubmitOutcome::not_delivered, mailbox->address);
  post(mailbox, std::move(letter), submission, 0, {});
}

void Delivery::send_live(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission) {
  const DeliveryId id{++mailbox->last_delivery};
  mailbox->link->deliver(id, letter, 0);
  mailbox->in_flight.emplace_hint(mailbox->in_flight.end(), id,
                                  InFlight{std::move(letter), submission, {}, 0});
  deadlines_.push_back({base_.clock.now() + live_acknowledgement, mailbox, mailbox->link_number, id});
}

void Delivery::tick() {
  const Instant now = base_.clock.now();
  const std::lock_guard lock{mutex_};
  for (; !deadlines_.empty() && deadlines_.front().at <= now; deadlines_.pop_front()) {
    const auto& due = deadlines_.front();
    const auto mailbox = due.mailbox.lock();
    if (mailbox && mailbox->link_number == due.link_number) give_up_live(mailbox, due.delivery);
  }
}

void Delivery::give_up_live(const MailboxPtr& mailbox, DeliveryId delivery) {
  const auto found = mailbox->in_flight.find(delivery);
  if (found == mailbox->in_flight.end() || !found->second.letter) return;
  auto& envelope = found->second;
  if (envelope.submission->keeping() == wire::Keeping::live_only) {
    return complete(take_out(*mailbox, found).submission, SubmitOutcome::not_delivered, mailbox->address);
  }
  post(mailbox, std::exchange(envelope.letter, nullptr), envelope.submission, mailbox->link_number, delivery);
}

Delivery::InFlight Delivery::take_out(Mailbox& mailbox, Place envelope) {
  InFlight taken = std::move(envelope->second);
  mailbox.in_flight.erase(envelope);
  mailbox.drained_bytes -= taken.drained;
  mailbox.left -= taken.left ? 1 : 0;
  return taken;
}

void Delivery::leave(const MailboxPtr& mailbox, DeliveryId delivery) {
  give_up_live(mailbox, delivery);
  const auto found = mailbox->in_flight.find(delivery);
  if (found == mailbox->in_flight.end() || std::exchange(found->second.left, true)) return;
  mailbox->left += 1;
  mailbox->drained_bytes -= std::exchange(found->second.drained, 0);
}

/// The store is called under the lock: the order of the calls is the order of the letters.
void Delivery::post(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission,
                    std::uint64_t link_number, DeliveryId delivery) {
  mailbox->posting += 1;
  mailbox->posted += 1;
  auto result = std::make_shared<store::PostResult>();
  auto work = [recipient = mailbox->address.user, letter, result,
               quota = base_.policy.mailbox](store::Transaction& transaction) -> Status {
    SOTTO_ASSIGN(*result, transaction.post(recipient, *letter, quota));
    return {};
  };
  base_.store.update(std::move(work), [=, this](const Status& status) {
    background_([=, this] { on_posted(mailbox, submission, link_number, delivery, status, *result); });
  });
}

void Delivery::on_posted(const MailboxPtr& mailbox, const SubmissionPtr& submission,
                         std::uint64_t link_number, DeliveryId delivery, const Status& status,
                         const store::PostResult& result) {
  const auto outcome = outcome_of(status, result);
  std::vector<store::LetterId> already_acknowledged;
  {
    const std::lock_guard lock{mutex_};
    mailbox->posting -= 1;
    if (outcome == SubmitOutcome::accepted) base_.metrics.letters_stored += 1;
    const bool sent_before = delivery.value != 0 && mailbox->link && mailbox->link_number == link_number;
    const auto found = sent_before ? mailbox->in_flight.find(delivery) : mailbox->in_flight.end();
    if (found != mailbox->in_flight.end()) {
      found->second.submission = nullptr;
      found->second.stored = result.id;
      if (outcome != SubmitOutcome::accepted) take_out(*mailbox, found);
      complete(submission, outcome, mailbox->address);
    } else if (sent_before) {
      // Acknowledged while it was being written: the sender knows, the letter isn't needed.
      if (result.id.value != 0) already_acknowledged.push_back(result.id);
    } else {
      complete(submission, outcome, mailbox->address);
    }
    if (mailbox->link && mailbox->draining) drain(mailbox);
    let_go_if_idle(mailbox);
  }
  remove_letters(mailbox->address, std::move(already_acknowledged));
}

void Delivery::complete(const SubmissionPtr& submission, SubmitOutcome outcome, const Address& device) {
  const auto whole = submission->done(outcome, device);
  if (!whole) return;
  count(*whole);
  submission->answer();
}

void Delivery::count(SubmitOutcome outcome) {
  auto& metrics = base_.metrics;
  switch (outcome) {
    case SubmitOutcome::accepted:
      metrics.submissions_accepted += 1;
      break;
    case SubmitOutcome::devices_changed:
      metrics.submissions_devices_changed += 1;
      break;
    case SubmitOutcome::mailbox_full:
      metrics.submissions_mailbox_full += 1;
      break;
    case SubmitOutcome::not_delivered:
      metrics.submissions_not_delivered += 1;
      break;
    case SubmitOutcome::unavailable:
      metrics.submissions_unavailable += 1;
      break;
    default:
      break;
  }
}

// --- Acknowledging
// ------------------------------------------------------------------------------------------------

void Delivery::acknowledge(const Address& device, const Link* link, const wire::Acknowledge& named) {
  std::vector<store::LetterId> finished;
  {
    const std::lock_guard lock{mutex_};
    const auto mailbox = find_mailbox(device);
    if (!mailbox || mailbox->link.get() != link) return;
    for (const auto delivery : named.left) leave(mailbox, delivery);
    for (const auto delivery : named.deliveries) {
      const auto found = mailbox->in_flight.find(delivery);
      if (found == mailbox->in_flight.end()) continue;
      const InFlight envelope = take_out(*mailbox, found);
      if (envelope.stored.value != 0) finished.push_back(envelope.stored);
      if (!envelope.submission) continue;
      if (envelope.letter) base_.metrics.delivered_live += 1;
      complete(envelope.submission, SubmitOutcome::accepted, device);
    }
    if (mailbox->draining) drain(mailbox);
  }
  base_.metrics.letters_drained += static_cast<std::int64_t>(finished.size());
  remove_letters(device, std::move(finished));
}

/// Nobody waits for it: a letter that comes back after a crash is a repetition, and the client knows those by
/// their id.
void Delivery::remove_letters(const Address& device, std::vector<store::LetterId> letters) {
  if (letters.empty()) return;
  base_.store.update(
      [device, letters = std::move(letters)](store::Transaction& transaction) {
        return transaction.remove_letters(device, letters);
      },
      [](const Status&) {});
}

// --- Draining
// -----------------------------------------------------------------------------------------------------

void Delivery::drain(const MailboxPtr& mailbox) {
  if (mailbox->reading || mailbox->in_flight.size() - mailbox->left > drain_page / 2) return;
  if (mailbox->drained_bytes > drain_bytes / 2) return;
  mailbox->reading = true;
  background_([this, mailbox, link_number = mailbox->link_number, after = mailbox->drained] {
    read_page(mailbox, link_number, after);
  });
}

void Delivery::read_page(const MailboxPtr& mailbox, std::uint64_t link_number, store::LetterId after) {
  Page page;
  {
    const std::lock_guard lock{mutex_};
    page.posted = mailbox->posted;
    page.nothing_posting = mailbox->posting == 0;
  }
  page.status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(page.letters, snapshot.letters(mailbox->address, after, drain_page));
    SOTTO_ASSIGN(const auto size, snapshot.mailbox_size(mailbox->address));
    page.behind = size.letters > page.letters.size() ? size.letters - page.letters.size() : 0;
    return {};
  });
  on_page(mailbox, link_number, page);
}

/// One letter always may, however large it is.
bool Delivery::may_drain(const Mailbox& mailbox, std::size_t size) {
  return mailbox.drained_bytes == 0 || mailbox.drained_bytes + size <= drain_bytes;
}

void Delivery::on_page(const MailboxPtr& mailbox, std::uint64_t link_number, const Page& page) {
  const std::lock_guard lock{mutex_};
  if (!mailbox->link || mailbox->link_number != link_number) return;
  mailbox->reading = false;
  if (!page.status.ok()) return mailbox->link->close({wire::GoodbyeReason::shutting_down, Duration{1000}});
  // Letters sent before and not acknowledged yet are still counted as being in the mailbox.
  auto remaining = page.behind > mailbox->in_flight.size() ? page.behind - mailbox->in_flight.size() : 0;
  remaining += page.letters.size();
  for (const auto& letter : page.letters) {
    const std::size_t size = letter.letter.envelope.ciphertext.size();
    if (!may_drain(*mailbox, size)) return;  // the rest is read again when this has been acknowledged
    const DeliveryId id{++mailbox->last_delivery};
    mailbox->link->deliver(id, std::make_shared<store::Letter>(letter.letter), --remaining);
    mailbox->in_flight.emplace_hint(mailbox->in_flight.end(), id,
                                    InFlight{nullptr, nullptr, letter.id, size});
    mailbox->drained = letter.id;
    mailbox->drained_bytes += size;
  }
  if (page.letters.size() == drain_page) return drain(mailbox);
  // The end, if nothing was on its way when we looked and nothing came since. Otherwise look again: at once
  // for what has been committed meanwhile, or when the commit is reported.
  if (page.nothing_posting && mailbox->posted == page.posted) {
    mailbox->draining = false;
  } else if (mailbox->posting == 0) {
    drain(mailbox);
  }
}

}  // namespace sotto::relay
