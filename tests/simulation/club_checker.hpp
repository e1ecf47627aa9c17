// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "device.hpp"
#include "plan.hpp"
#include "sotto/group/membership.hpp"
#include "sotto/wire/group.hpp"
#include "wiretap.hpp"

namespace sotto::simulation {

/// What a world with a group promises, checked at every commit and every frame of every device:
///  - what is shown was said, by whom it says and in the group, and is shown once on a device;
///  - it is shown to those only who were members, as its author's device knew when it sent it: a newcomer is
///    not shown what was said before, nor one who has left or was taken out what was said since, even if the
///    relay hands them all of it;
///  - nobody finds two histories of the group, nor one that does not hold;
///  - no message key, and no sender key, makes two ciphertexts, and no frame tells what people wrote.
/// Once the faults have stopped, nothing has failed at somebody who has stayed, and what they have said is
/// shown on every device of those who were members then and still are (but see Look).
class ClubChecker final : public DeviceObserver {
 public:
  enum class Look : std::uint8_t {
    meanwhile,
    /// Where sessions get lost, and with them the key that was on its way in one, a message may wait for
    /// ever: its author's device has made another key before it was asked for that one.
    last,
  };
  explicit ClubChecker(const Plan& plan) : plan_{plan} {}

  /// The device outlives this.
  void add_device(Device& device, const Address& address);
  /// `epoch`: as the author's device knows the group.
  void says(const Device& author, std::uint64_t epoch, const std::string& text);
  void did_not_say(const std::string& text);
  /// The device is back at an old copy of its database.
  void on_restored(Device& device);
  /// The relay is back at a backup: what was said before may be lost.
  void on_relay_restored();
  /// The relay took something new before it had got back what it lacked, and a device has told its user.
  [[nodiscard]] bool is_forked() const { return forked_; }

  void on_committed(const Device& device, const std::vector<Change>& changes) override;
  void on_frame_sent(const Device& device, ByteView frame) override;
  void on_event(Device& device, const client::Event& event) override;
  /// Also what lies on its disk.
  void on_relay_heard(ByteView bytes);

  /// What somebody who has stayed said in vain; "" when there is nothing like that. Who leaves, or is taken
  /// out, may not be read any more by those who were away.
  [[nodiscard]] std::string find_missing(const group::Membership& state, Look look) const;
  [[nodiscard]] const std::optional<std::string>& violation() const { return violation_; }
  void violated(std::string what);
  [[nodiscard]] std::uint64_t shown() const { return shown_; }

 private:
  struct Remark {
    std::string author;  ///< the label of a device
    Username from;
    std::uint64_t said_in = 0;             ///< epoch
    std::optional<std::uint64_t> sent_in;  ///< the epoch of the first try
    std::set<Username> readers;            ///< members at a try, as the author's device knew
    std::optional<MessageId> id;           ///< once its author's device has committed it
    bool failed = false;
    bool forgotten = false;       ///< by the relay
    std::set<std::string> shown;  ///< labels
  };
  struct Place {
    Device& device;
    Address address;
  };

  [[nodiscard]] const Username& user_of(const Device& device) const;
  void on(const Device& device, const Appended& change);
  void on(const Device& device, const StateSet& change);
  void on(const Device&, const Erased&) {}
  void on_own(const Device& device, Remark& remark, const store::Message& message);
  void check_reader(const Device& device, const std::string& text, const Remark& remark);
  void note_readers(Device& author, const wire::SubmitToGroup& submit);
  [[nodiscard]] Remark* find(const MessageId& id);
  [[nodiscard]] std::string find_missing(const std::string& text, const Remark& remark,
                                         const group::Membership& state, Look look) const;

  const Plan& plan_;
  std::map<std::string, Place> places_;    ///< by label
  std::map<std::string, Remark> remarks_;  ///< by text: no two are alike
  std::map<MessageId, std::string> by_id_;
  std::set<Username> were_members_;  ///< at any time, as somebody knew
  Wiretap wiretap_;
  std::optional<std::string> violation_;
  std::uint64_t shown_ = 0;
  bool relay_restored_ = false;
  bool forked_ = false;
};

}  // namespace sotto::simulation
