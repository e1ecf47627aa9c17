// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/relay.hpp"

namespace sotto::relay {

Relay::Relay(Foundation& foundation, Background background)
    : base{foundation},
      captcha{foundation.clock, foundation.random, foundation.policy.captcha_max_number},
      accounts{foundation, captcha},
      tokens{foundation},
      directory{foundation},
      keys{foundation},
      reachable{foundation},
      delivery{foundation, reachable, std::move(background)},
      lookups{rates::lookup, foundation.policy.rate_factor, foundation.hash},
      networks{rates::network, foundation.policy.rate_factor, foundation.hash},
      registrations{rates::registration, foundation.policy.rate_factor, foundation.hash} {
  foundation.bus.listen([this](const bus::Hint& hint) {
    if (const auto* changed = std::get_if<bus::DevicesChanged>(&hint)) reachable.forget(changed->account);
    if (const auto* revoked = std::get_if<bus::SessionRevoked>(&hint)) {
      delivery.disconnect(revoked->device, wire::GoodbyeReason::unauthorised);
    }
  });
}

Duration Relay::take(Buckets& buckets, const std::string& key) {
  const auto wait = buckets.take(key, base.clock.now());
  if (wait > Duration{0}) base.metrics.rate_limited += 1;
  return wait;
}

Duration Relay::take_for_network(Buckets& buckets, const std::string& network) {
  return network.empty() ? Duration{0} : take(buckets, network);
}

}  // namespace sotto::relay
