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
      device_lists{foundation},
      linkings{foundation, accounts},
      reachable{foundation},
      delivery{foundation, reachable, std::move(background)},
      groups{foundation},
      posts{foundation, groups},
      blobs{foundation},
      archive{foundation},
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

template <class News>
void Relay::tell(const std::vector<Username>& users, const News& news) {
  for (const auto& name : users) {
    const auto devices = reachable.of(name);
    if (!devices.ok()) continue;  // a hint: they look when they connect
    for (const auto device : **devices) delivery.notify({name, device}, news);
  }
}

void Relay::add_post(const Username& user, const Bytes& post, Answer<wire::PostAdded> answer) {
  posts.add(user, post, [this, answer = std::move(answer)](Outcome<Posts::Added> outcome) {
    auto* added = std::get_if<Posts::Added>(&outcome);
    if (added == nullptr) return answer(std::get<wire::CallFailure>(outcome));
    tell(added->members, added->news);
    answer(added->place);
  });
}

void Relay::append_to_group(const Username& user, Bytes entry, Answer<wire::GroupFacts> answer) {
  groups.append(user, std::move(entry),
                [this, answer = std::move(answer)](Outcome<Groups::Appended> outcome) {
                  auto* appended = std::get_if<Groups::Appended>(&outcome);
                  if (appended == nullptr) return answer(std::get<wire::CallFailure>(outcome));
                  const wire::GroupChanged changed{appended->facts.group, appended->facts.head_sequence + 1};
                  tell(appended->concerned, changed);
                  answer(std::move(appended->facts));
                });
}

void Relay::delete_account(const Principal& who, const SecretBytes& login_secret, Answer<wire::Done> answer) {
  accounts.delete_account(who, login_secret, [this, answer = std::move(answer)](Outcome<wire::Done> outcome) {
    const bool deleted = std::holds_alternative<wire::Done>(outcome);
    answer(std::move(outcome));
    if (deleted) blobs.sweep();
  });
}

Duration Relay::take_for_network(Buckets& buckets, const std::string& network) {
  return network.empty() ? Duration{0} : take(buckets, network);
}

}  // namespace sotto::relay
