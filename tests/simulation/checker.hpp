// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "device.hpp"
#include "fleeting.hpp"
#include "history.hpp"
#include "off_record_check.hpp"
#include "plan.hpp"
#include "screen.hpp"
#include "wiretap.hpp"

namespace sotto::simulation {

/// What a world promises, checked at every commit of every device and of the relay:
///  - what is shown was sent, by whom and to whom it says, and is shown once on a device;
///  - the messages of one device to one user are shown in their order;
///  - in the end nothing is called missing that has come;
///  - a message that the relay has answered for is, from then on, in the mailbox of every device that has not
///    committed it; only such a message is shown as accepted, and one that is delivered has been shown by a
///    device of the recipient;
///  - nothing comes out of an archive that only lasts for a while, or that a stranger wrote whom nobody has
///  answered;
///  - what lasts for a while goes in its time: see Fleeting; what is off the record is kept nowhere: see
///    OffRecordCheck;
///  - no message key encrypts two plaintexts;
///  - nobody hears of a changed identity or a refused device, nor of a message that could not be decrypted,
///    unless a living connection has lost a frame or a database went back in time; nor of an archive that
///    does not hold;
///  - the relay is never told what people wrote;
///  - a device whose connection is dead opens another, even if nobody tells it (World looks).
class Checker final : public DeviceObserver {
 public:
  /// Whether the message waits, committed, in the device's mailbox.
  using Mailbox = std::function<bool(const Address&, const MessageId&)>;
  Checker(const Plan& plan, Mailbox mailbox);

  void add_device(const Device& device, const Address& address) {
    history_.add_place({device.label(), address});
  }
  void says(const Device& author, const Username& to, const std::string& text, Lasting lasting = {});
  void did_not_say(const std::string& text);
  /// Its author takes it back: nobody has to show it any more.
  void was_taken_back(Said& said);
  /// All that this device shows of a conversation.
  void was_read(const Device& device, const ConversationId& conversation);
  /// Now and then: whether all is gone that should be, and nothing is kept that should not.
  void look_around(const std::vector<Device*>& devices);
  /// The device is back at an old copy of its database: what that does not have is not on its screen any
  /// more.
  void on_restored(Device& device);
  /// What was said until now may be lost.
  void on_relay_restored();

  void on_committed(const Device& device, const std::vector<Change>& changes) override;
  void on_frame_sent(const Device& device, ByteView frame) override;
  void on_event(Device& device, const client::Event& event) override;
  /// Also what lies on its disk.
  void on_relay_heard(ByteView bytes);
  void on_relay_answers(const wire::SubmitReply& reply);
  void on_relay_committed();
  /// Compares the screens with what was committed.
  void look_at_screen(Device& device);

  /// The first broken promise.
  [[nodiscard]] const std::optional<std::string>& violation() const { return violation_; }
  void violated(std::string what);
  /// Whether everything is shown everywhere, and its author knows that it was delivered.
  [[nodiscard]] bool complete() const { return open_ == 0; }
  [[nodiscard]] std::string what_is_missing() const;
  [[nodiscard]] OffRecordCheck& off_record() { return off_record_; }
  [[nodiscard]] const Fleeting& fleeting() const { return fleeting_; }
  [[nodiscard]] History& history() { return history_; }
  [[nodiscard]] const History& history() const { return history_; }
  [[nodiscard]] std::uint64_t shown() const { return shown_; }

 private:
  void on(const Device& device, const Appended& change);
  void on(const Device& device, const StateSet& change);
  void on(const Device& device, const Erased& change);
  void on_own(const Device& device, Said& said, const store::Message& message);
  void on_shown(const Device& device, Said& said, const store::Message& message);
  void check_order(const Device& device, const Said& said);
  [[nodiscard]] std::uint64_t lost_in(const ConversationId& with, const Device& reader) const;
  void check_nothing_is_called_missing(const Device& device, const Screen& screen);
  void check_accepted(const Said& said);
  void check_restored(const Device& device, const Said& said);
  void judge(Wrong wrong);
  [[nodiscard]] bool is_in_a_mailbox_of(const Username& user, const MessageId& message) const;
  [[nodiscard]] bool has_to_arrive(const Said& said) const;
  [[nodiscard]] bool is_open(const Said& said) const;
  void recount(const Said& said, bool was_open);

  const Plan& plan_;
  Mailbox mailbox_;
  History history_;
  Wiretap wiretap_;
  Fleeting fleeting_;
  OffRecordCheck off_record_;
  std::map<std::tuple<std::string, std::string, Username>, std::uint64_t> newest_;
  bool relay_restored_ = false;     ///< it went back to a backup
  std::set<std::string> restored_;  ///< devices that may have lost what they need to read a message
  std::optional<std::string> violation_;
  std::size_t open_ = 0;
  std::uint64_t shown_ = 0;
};

}  // namespace sotto::simulation
