// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

#include "relay/core.hpp"
#include "relay/link.hpp"
#include "relay/reachable_devices.hpp"
#include "relay/submission.hpp"

namespace sotto::relay {

/// Decides what happens to every envelope. One state machine for each (envelope, device):
///
///   live ──acknowledged within live_acknowledgement──────────────▶ done, nothing was written
///    │ no link, link lost, or too late
///    ▼
///   posting ──commit──▶ stored (done: the sender is told) ──acknowledged──▶ removed
///
/// An off-the-record envelope has no second line: it is not delivered. A device's letters never overtake one
/// another: as long as its mailbox is being drained, what is new goes in behind.
///
/// Sans IO: links, store, clock and background are given. Thread-safe: one lock, held for microseconds, never
/// while the disk works.
class Delivery {
 public:
  Delivery(Foundation& foundation, ReachableDevices& devices, Background background);

  /// The device's session begins: Welcome goes out, an older link is displaced, its mailbox drains.
  void attach(const Address& device, const std::shared_ptr<Link>& link, wire::Welcome welcome);
  /// The link is gone; what it had not acknowledged goes to the mailbox. Nothing, when a newer one has taken
  /// over.
  void detach(const Address& device, const Link* link);
  /// Closes the device's link, if there is one.
  void disconnect(const Address& device, wire::GoodbyeReason reason);
  /// Says goodbye to everybody (shutdown).
  void disconnect_all(wire::GoodbyeReason reason);
  void notify(const Address& device, wire::Frame frame);

  /// The answer goes to `from`, as late as it takes.
  void submit(const Address& sender, const std::shared_ptr<Link>& from, wire::Submit submit);
  /// One ciphertext to all devices of the members but the sending one. A member without devices gets nothing.
  void submit_to_group(const Address& sender, const std::shared_ptr<Link>& from, wire::SubmitToGroup submit,
                       const std::vector<Username>& members);
  void acknowledge(const Address& device, const Link* link, const wire::Acknowledge& named);

  /// Moves on what was not acknowledged in time. To be called about every 25 ms.
  void tick();
  [[nodiscard]] std::size_t attached() const;

 private:
  using LetterPtr = std::shared_ptr<const store::Letter>;
  using SubmissionPtr = std::shared_ptr<Submission>;

  /// An envelope that was sent over a link and not acknowledged yet.
  struct InFlight {
    LetterPtr letter;          ///< null once it is stored
    SubmissionPtr submission;  ///< null once the sender was told
    store::LetterId stored;    ///< its place in the mailbox; 0: none (yet)
    std::size_t drained = 0;   ///< its size, if it came from the mailbox and is waited for
    bool left = false;         ///< not waited for any more: the device takes it on another link
  };

  /// A device that has a link, or letters on their way to its mailbox.
  struct Mailbox {
    explicit Mailbox(Address device) : address{std::move(device)} {}
    const Address address;
    std::shared_ptr<Link> link;
    std::uint64_t link_number = 0;  ///< tells a link from the device's earlier ones
    std::uint64_t last_delivery = 0;
    std::map<DeliveryId, InFlight> in_flight;
    std::size_t left = 0;           ///< of these, that are not waited for
    bool draining = false;          ///< the mailbox may hold letters that this link has not been sent
    bool reading = false;           ///< a page is on its way from the store
    store::LetterId drained;        ///< sent up to here
    std::size_t drained_bytes = 0;  ///< of what was sent from the mailbox and is not acknowledged
    std::size_t posting = 0;        ///< letters whose commit is awaited
    std::uint64_t posted = 0;       ///< letters that were ever given to the store
  };
  using MailboxPtr = std::shared_ptr<Mailbox>;

  struct Deadline {
    Instant at;
    std::weak_ptr<Mailbox> mailbox;
    std::uint64_t link_number;
    DeliveryId delivery;
  };

  // All below: the lock is held.
  Mailbox& mailbox_of(const Address& device, MailboxPtr& holder);
  MailboxPtr find_mailbox(const Address& device) const;
  void let_go_if_idle(const MailboxPtr& mailbox);
  void route(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission);
  void send_live(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission);
  void give_up_live(const MailboxPtr& mailbox, DeliveryId delivery);
  using Place = std::map<DeliveryId, InFlight>::iterator;
  static InFlight take_out(Mailbox& mailbox, Place envelope);
  /// The device doesn't take it now: it stays, and holds up nothing behind it.
  void leave(const MailboxPtr& mailbox, DeliveryId delivery);
  void post(const MailboxPtr& mailbox, LetterPtr letter, const SubmissionPtr& submission,
            std::uint64_t link_number, DeliveryId delivery);
  void take_link_away(const MailboxPtr& mailbox);
  void drain(const MailboxPtr& mailbox);
  [[nodiscard]] static bool may_drain(const Mailbox& mailbox, std::size_t size);
  void complete(const SubmissionPtr& submission, wire::SubmitOutcome outcome, const Address& device);
  [[nodiscard]] Result<std::set<Address>> devices_of(const std::vector<Username>& members,
                                                     const Address& sender);
  void count(wire::SubmitOutcome outcome);

  // These take the lock.
  void on_posted(const MailboxPtr& mailbox, const SubmissionPtr& submission, std::uint64_t link_number,
                 DeliveryId delivery, const Status& status, const store::PostResult& result);
  void read_page(const MailboxPtr& mailbox, std::uint64_t link_number, store::LetterId after);
  struct Page;
  void on_page(const MailboxPtr& mailbox, std::uint64_t link_number, const Page& page);
  void remove_letters(const Address& device, std::vector<store::LetterId> letters);

  Foundation& base_;
  ReachableDevices& devices_;
  const Background background_;
  mutable std::mutex mutex_;
  std::unordered_map<Address, MailboxPtr, SeededHash> mailboxes_;
  std::deque<Deadline> deadlines_;  ///< in order: every deadline is as far away as the others
  std::uint64_t links_ = 0;
  std::size_t attached_ = 0;
};

}  // namespace sotto::relay
