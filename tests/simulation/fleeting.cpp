// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleeting.hpp"

#include <algorithm>

#include "disk_search.hpp"
#include "screen.hpp"

namespace sotto::simulation {
namespace {

/// For a timer, a step that fails and what a crash leaves of the clock that was written down.
constexpr Duration grace{60'000};
/// A program that has only just started has this long to do what was due meanwhile.
constexpr Duration start_up{10'000};
/// Nobody waits in the end for what lasts longer.
constexpr Duration soon{10 * 60'000};

/// No two texts begin alike.
bool has_on_disk(Device& device, const std::string& text) {
  return holds(device.disk(), text.substr(0, text.find(' ') + 1));
}

bool has_on_disk(Device& device, const Said& said) {
  return has_on_disk(device, said.text) ||
         std::any_of(said.edits.begin(), said.edits.end(),
                     [&](const auto& edit) { return has_on_disk(device, edit); });
}

}  // namespace

void Fleeting::begin(const Device& device, const Said& said) {
  if (said.lasting.for_good()) return;
  const auto user = *Username::parse(device.user());
  begun_.insert({user, said.text});
  const Where where{device.label(), said.text};
  if (gone_.count(where) == 0)
    endings_.try_emplace(where, Ending{&said, device.now() + said.lasting.duration()});
}

bool Fleeting::has_begun(const Username& user, const Said& said) const {
  return begun_.count({user, said.text}) > 0;
}

std::optional<std::string> Fleeting::find_overdue(const std::vector<Device*>& devices) {
  for (auto* device : devices) {
    if (!device->is_running() || device->now() - device->running_since() < start_up) continue;
    for (auto at = endings_.begin(); at != endings_.end();) {
      const auto& [label, text] = at->first;
      if (label != device->label() || device->now() < at->second.end + grace + device->hidden_time()) {
        ++at;
        continue;
      }
      if (has_on_disk(*device, *at->second.said))
        return label + " still has " + quoted(text) + " after its time";
      gone_.insert(at->first);
      at = endings_.erase(at);
    }
  }
  return std::nullopt;
}

bool Fleeting::is_over() const {
  return std::none_of(endings_.begin(), endings_.end(),
                      [](const auto& one) { return one.second.said->lasting.duration() <= soon; });
}

}  // namespace sotto::simulation
