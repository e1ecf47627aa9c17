// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.hpp"

#include "../memory.hpp"

namespace sotto::client::linking {
namespace {

LinkingView view_of(const OwnerLinkingMemory& linking) {
  using Phase = OwnerLinkingPhase;
  LinkingView view{LinkingSide::owner, LinkingStage::connecting, {}, {}, {}};
  if (linking.phase == Phase::waiting) {
    view.stage = LinkingStage::showing_code;
    view.code = linking.opening->code.text();
  }
  if (linking.phase == Phase::comparing || linking.phase == Phase::granting) {
    view.stage = linking.phase == Phase::comparing ? LinkingStage::comparing : LinkingStage::confirmed;
    view.number = crypto::link_number(linking.offer->transcript);
    view.other = linking.offer->device_name;
  }
  return view;
}

LinkingView view_of(const NewcomerLinkingMemory& linking) {
  using Phase = NewcomerLinkingPhase;
  LinkingView view{LinkingSide::newcomer, LinkingStage::connecting, {}, {}, {}};
  if (linking.phase == Phase::comparing || linking.phase == Phase::taking) {
    view.stage = linking.phase == Phase::comparing ? LinkingStage::comparing : LinkingStage::confirmed;
    view.number = crypto::link_number(linking.reveal->transcript);
    view.other = linking.reveal->owner.text();
  }
  return view;
}

}  // namespace

std::optional<LinkingView> view(const Memory& memory) {
  if (memory.linking_owner) return view_of(*memory.linking_owner);
  if (memory.linking_newcomer) return view_of(*memory.linking_newcomer);
  return std::nullopt;
}

}  // namespace sotto::client::linking
