// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "client/account_record.hpp"
#include "client/attempt.hpp"
#include "client/groups/key_record.hpp"
#include "evil_relay.hpp"
#include "outcome.hpp"
#include "world.hpp"

namespace sotto::hostile {

/// Somebody's device in the hands of a client that was changed: it has their keys and sessions, and says
/// whatever its owner likes.
class ChangedClient {
 public:
  ChangedClient(testing::Device& device, testing::World& world) : device_{device}, world_{world} {}

  /// A content as an honest client would make it.
  [[nodiscard]] wire::Content content_for(const Address& to, wire::ContentBody body) {
    const auto id = testing::must(MessageId::fresh(random_));
    return {wire::protocol_version, wire::suite_hybrid, device_.address(), to, id, ++number_,
            world_.now(),           std::move(body)};
  }

  /// Seals it in the session with `to`, whatever it says, and has the relay deliver it.
  void send(EvilRelay& relay, const Address& to, const wire::Content& content) {
    client::Memory memory;
    client::OutboxIndex outbox;
    client::Step step{{device_.store(), random_, memory, outbox}, world_.now()};
    client::Attempt attempt{step};
    const auto account = testing::must(client::load_account(device_.store()));
    testing::must(client::set_account(memory, account, random_));
    const crypto::ContentContext context{account->self, to, std::string{crypto::direct_conversation},
                                         content.message};
    const auto sealed = testing::must(step.session().encrypt(attempt, context, content.counter,
                                                             wire::serialise_padded(content), world_.now()));
    testing::must(attempt.merge());
    testing::must(step.commit());
    wire::SealedEnvelope envelope;
    envelope.device = to.device;
    const bool first = sealed.type == crypto::CiphertextType::prekey;
    envelope.type = first ? wire::EnvelopeType::prekey : wire::EnvelopeType::ordinary;
    envelope.ciphertext = sealed.data;
    constexpr std::uint64_t beyond_the_relays = std::uint64_t{1} << 50U;
    const DeliveryId delivery{beyond_the_relays + content.counter % beyond_the_relays};
    relay.inject(to, wire::Deliver{{{delivery, content.message, account->self, world_.now(), envelope}}, 0});
    world_.settle();
  }

  /// The key that this device speaks under in a group, as it was given to the members.
  [[nodiscard]] Bytes group_key(const GroupId& group) {
    client::Memory memory;
    client::OutboxIndex outbox;
    client::Step step{{device_.store(), random_, memory, outbox}, world_.now()};
    return testing::must(client::group_key_records::find(step, group)).value().distribution;
  }

 private:
  testing::Device& device_;
  testing::World& world_;
  static inline std::uint64_t made_ = 0;
  testing::SeededRandom random_{4'711 + ++made_};
  /// Beyond where an honest count can be.
  std::uint64_t number_ = (std::uint64_t{1} << 49U) + (made_ << 10U);
};

}  // namespace sotto::hostile
