// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "evil_relay.hpp"
#include "group_scene.hpp"
#include "sotto/group/membership_log.hpp"

namespace sotto::hostile {

/// A group of real engines, and the real relay core in an attacker's hands.
struct Club {
  EvilRelay evil;
  testing::GroupScene scene{evil};

  /// What the relay says besides the truth; each lie may change or drop a frame.
  void lie(EvilRelay::Hook one) {
    lies_.push_back(std::move(one));
    evil.says = [this](const std::optional<Address>& to, wire::Frame& frame) {
      return std::all_of(lies_.begin(), lies_.end(), [&](const auto& tell) { return tell(to, frame); });
    };
  }
  void tell_the_truth() {
    lies_.clear();
    evil.says = nullptr;
  }
  /// Nobody hears that a log has grown.
  void hush_changes() {
    lie([](const std::optional<Address>&, wire::Frame& frame) {
      return !std::holds_alternative<wire::GroupChanged>(frame);
    });
  }
  /// A device is shown the log as it is now, whatever comes.
  void freeze_log_of(testing::Device& device) {
    lie([who = device.address(), size = log().size()](const std::optional<Address>& to, wire::Frame& frame) {
      auto* page = log_page_in(frame);
      if (page == nullptr || to != who) return true;
      page->size = std::min<std::uint64_t>(page->size, size);
      while (!page->entries.empty() && page->first + page->entries.size() > size) page->entries.pop_back();
      return true;
    });
  }
  /// Everybody is shown the log with more behind it, and told that there is more.
  void show_longer_log(std::vector<Bytes> more) {
    const std::uint64_t size = log().size();
    const auto all = size + more.size();
    lie([group = scene.group, size, all, more = std::move(more)](const std::optional<Address>&,
                                                                 wire::Frame& frame) {
      auto* page = log_page_in(frame);
      if (page == nullptr || !(page->group == group)) return true;
      for (auto place = page->first + page->entries.size(); place >= size && place < all; ++place)
        page->entries.push_back(more[static_cast<std::size_t>(place - size)]);
      page->size = all;
      return true;
    });
    for (auto* device : {&scene.alice, &scene.bob, &scene.carol})
      evil.inject(device->address(), wire::GroupChanged{scene.group, all});
    scene.world.settle();
  }
  /// A hook for what arrives of groups at a device.
  template <class Tamper>
  void tamper_with_letters_to(testing::Device& device, Tamper tamper) {
    lie([who = device.address(), tamper](const std::optional<Address>& to, wire::Frame& frame) {
      auto* deliver = std::get_if<wire::Deliver>(&frame);
      if (deliver == nullptr || to != who) return true;
      for (auto& delivery : deliver->deliveries) {
        if (delivery.envelope.type == wire::EnvelopeType::sender_key) tamper(delivery);
      }
      return true;
    });
  }
  /// Of what goes to a device, some is lost: that of which `is_lost` says so.
  void lose_letters_to(testing::Device& device, std::function<bool()> is_lost) {
    lie([this, who = device.address(), is_lost = std::move(is_lost)](const std::optional<Address>& to,
                                                                     wire::Frame& frame) {
      const auto* deliver = std::get_if<wire::Deliver>(&frame);
      if (deliver == nullptr || to != who || !is_lost()) return true;
      evil.lose(who, *deliver);
      return false;
    });
  }
  /// Whatever is said to the group goes to somebody else as well.
  void leak_to(testing::Device& device) {
    evil.hears = [this, to = device.address()](const std::optional<Address>& from, wire::Frame& frame) {
      const auto* said = std::get_if<wire::SubmitToGroup>(&frame);
      if (said != nullptr && from && !(*from == to)) evil.hand_on(*from, *said, to);
      return true;
    };
  }

  /// The log as the relay's core keeps it.
  [[nodiscard]] std::vector<Bytes> log() {
    constexpr std::size_t all = 10'000;
    std::vector<Bytes> entries;
    testing::GroupScene::check(evil.store().read([&](const relay::store::Snapshot& snapshot) -> Status {
      SOTTO_ASSIGN(entries, snapshot.group_entries(scene.group, 0, all, all * 1'000));
      return {};
    }));
    return entries;
  }
  [[nodiscard]] group::Membership state() {
    return group::MembershipLog::replay(scene.group, log(), group::Checked::signatures)->state();
  }
  /// An account that belongs to the attacker.
  void open_account(const std::string& name, ByteView identity_key) {
    testing::RelayAccount account;
    account.identity_key = copy_of(identity_key);
    evil.adopt(name, account);
  }
  /// What the relay's core says to an entry.
  wire::Reply append(const std::string& author, const group::Entry& entry) {
    wire::Reply said;
    const auto keep = [&](const relay::Outcome<wire::GroupFacts>& outcome) {
      std::visit([&](const auto& one) { said = one; }, outcome);
    };
    evil.bench().relay.append_to_group(testing::name(author), entry.bytes(), keep);
    evil.bench().settle();
    return said;
  }

 private:
  static wire::GroupLogPage* log_page_in(wire::Frame& frame) {
    auto* reply = std::get_if<wire::CallReply>(&frame);
    return reply == nullptr ? nullptr : std::get_if<wire::GroupLogPage>(&reply->reply);
  }

  std::vector<EvilRelay::Hook> lies_;
};

}  // namespace sotto::hostile
