// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "group_scene.hpp"
#include "stolen_key.hpp"

namespace sotto::testing {

/// bob's phone is stolen, with the keys under which the others speak in the group. He has it taken out, and
/// says nothing.
struct StolenPhone {
  GroupScene& scene;
  Device& phone = scene.world.log_in("bob", "bob phone");
  DeviceId gone = phone.address().device;
  std::vector<Bytes> keys;

  /// `others`: whoever speaks beside alice and carol.
  explicit StolenPhone(GroupScene& group, const std::vector<Device*>& others = {}) : scene{group} {
    std::vector<Device*> speakers{&scene.alice, &scene.carol};
    speakers.insert(speakers.end(), others.begin(), others.end());
    for (auto* speaker : speakers) scene.say_and_settle(*speaker, "the phone asks for the key");
    scene.world.run_for(std::chrono::minutes{2});
    for (auto* speaker : speakers) scene.say_and_settle(*speaker, "with the phone");
    phone.go_offline();
    const auto records = phone.store().scan(store::Table::sender_key, scene.group.view(), 100);
    for (const auto& record : *records) keys.push_back(record.value);
    for (auto* speaker : speakers) scene.say_and_settle(*speaker, "for the thief");
  }

  void revoke() {
    ask_to_revoke();
    scene.world.settle();
  }
  void ask_to_revoke() const { GroupScene::check(scene.bob.handle(client::RevokeDevice{gone})); }

  /// Whether the thief opens the last message to the group.
  [[nodiscard]] bool opens_last(const std::vector<std::pair<Address, wire::SubmitToGroup>>& said) const {
    const auto& last = said.back();
    return std::any_of(keys.begin(), keys.end(),
                       [&](const Bytes& key) { return StolenKey{key}.opens(last.first, last.second); });
  }
  /// Whether the phone itself shows it, when it comes back.
  [[nodiscard]] bool shows(const std::string& text) {
    phone.go_online();
    scene.world.run_for(std::chrono::minutes{5});
    if (!phone.engine().account()) return false;
    const auto texts = scene.texts(phone);
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  }
};

}  // namespace sotto::testing
