// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "device.hpp"
#include "wiretap.hpp"

namespace sotto::simulation {

/// What a world with a group promises, checked at every commit and every frame of every device:
///  - what is shown was said, by whom it says and in the group, and is shown once on a device;
///  - a newcomer is not shown what the relay had accepted before they asked to be let in;
///  - who has left is not shown what was said by somebody who knew that;
///  - nothing fails for good at somebody who stays, and nobody finds two histories of the group;
///  - no message key, and no sender key, makes two ciphertexts, and no frame tells what people wrote.
/// Once the faults have stopped, what was said is shown on every device of those who were members then and
/// still are.
class ClubChecker final : public DeviceObserver {
 public:
  void add_device(const Device& device, const Address& address) {
    addresses_.insert_or_assign(device.label(), address);
  }
  /// `readers`: the members, as the author's device knows them.
  void says(const Device& author, const std::set<Username>& readers, const std::string& text);
  void did_not_say(const std::string& text) { remarks_.erase(text); }
  /// For the first time.
  void asks_to_be_let_in(const Username& user);
  void leaves(const Username& user) { left_.insert(user); }

  void on_committed(const Device& device, const std::vector<Change>& changes) override;
  void on_frame_sent(const Device& device, ByteView frame) override;
  void on_event(const Device& device, const client::Event& event) override;
  /// Also what lies on its disk.
  void on_relay_heard(ByteView bytes);

  /// What one of `members` said to another, one of whose devices does not show it; "" when there is nothing
  /// like that. Who leaves may not be read any more by those who were away.
  [[nodiscard]] std::string find_missing(const std::set<Username>& members) const;
  [[nodiscard]] const std::optional<std::string>& violation() const { return violation_; }
  void violated(std::string what);
  [[nodiscard]] std::uint64_t shown() const { return shown_; }

 private:
  struct Remark {
    std::string author;  ///< the label of a device
    Username from;
    std::set<Username> readers;
    std::set<Username> gone;  ///< had left, as the author's device knew
    bool accepted = false;
    std::set<std::string> shown;  ///< labels
  };

  [[nodiscard]] const Username& user_of(const std::string& label) const;
  void on(const Device& device, const Appended& change);
  void on(const Device& device, const StateSet& change);
  void on(const Device&, const Erased&) {}
  void check_reader(const Device& device, const std::string& text, const Remark& remark);
  [[nodiscard]] bool is_due(const Remark& remark, const std::string& label,
                            const std::set<Username>& members) const;

  std::map<std::string, Address> addresses_;  ///< by label
  std::map<std::string, Remark> remarks_;     ///< by text: no two are alike
  std::map<MessageId, std::string> by_id_;
  std::map<Username, std::set<std::string>> before_;  ///< accepted before this user asked to be let in
  std::set<Username> left_;
  Wiretap wiretap_;
  std::optional<std::string> violation_;
  std::uint64_t shown_ = 0;
};

}  // namespace sotto::simulation
