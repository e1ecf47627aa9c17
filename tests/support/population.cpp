// SPDX-License-Identifier: GPL-3.0-or-later
#include "population.hpp"

#include <stdexcept>

#include "registration.hpp"

namespace sotto::testing {
namespace {

/// Loopback has 28,000 ports for one source address.
constexpr std::size_t links_for_each_host = 20'000;

/// The identity is the same for all calls of one user: kept here, as the population needs it only while registering.
crypto::IdentityKeyPair& identity_of(std::size_t index, RandomSource& random) {
  static std::vector<std::optional<crypto::IdentityKeyPair>> identities;
  if (identities.size() <= index) identities.resize(index + 1);
  if (!identities[index]) identities[index] = must(crypto::IdentityKeyPair::fresh(random), "identity");
  return *identities[index];
}

}  // namespace

Population::Population(std::uint16_t port, RandomSource& random, Callbacks callbacks)
    : port_{port},
      random_{random},
      callbacks_{std::move(callbacks)},
      swarm_{{[this](auto link) { on_opened(link); },
              [this](auto link, ByteView bytes) { on_frame(link, bytes); }, [](auto, std::uint16_t) {}}} {}

void Population::register_users(std::size_t count, std::size_t window, Keys keys) {
  keys_ = keys;
  const auto first = users_.size();
  const auto target = ready_ + count;
  std::size_t begun = 0;
  while (ready_ < target) {
    while (begun < count && begun - (ready_ + count - target) < window) begin(first + begun++);
    swarm_.run_once(std::chrono::milliseconds{1000});
    if (!failure_.empty()) throw std::runtime_error{failure_};
  }
}

void Population::begin(std::size_t index) {
  users_.push_back({random_username(random_), 0, {}, false});
  const auto host = static_cast<std::uint8_t>(1 + index / links_for_each_host);
  users_[index].link = swarm_.connect(port_, host);
  user_of_link_.push_back(index);
}

void Population::on_opened(Swarm::Link link) {
  ask(user_of_link_[link], wire::CaptchaRequest{wire::CaptchaPurpose::register_account});
}

void Population::on_frame(Swarm::Link link, ByteView bytes) {
  const auto index = user_of_link_[link];
  const auto frame = wire::parse_frame(bytes);
  if (!frame) {
    failure_ = "a frame that cannot be parsed";
  } else if (const auto* submitted = std::get_if<wire::SubmitReply>(&*frame)) {
    callbacks_.submitted(index, *submitted);
  } else if (const auto* deliver = std::get_if<wire::Deliver>(&*frame)) {
    on_deliver(index, *deliver);
  } else if (const auto* reply = std::get_if<wire::CallReply>(&*frame)) {
    on_reply(index, *reply);
  } else if (std::holds_alternative<wire::Welcome>(*frame)) {
    keys_ == Keys::published ? publish_keys(index) : finish(index);
  }
}

void Population::on_reply(std::size_t index, const wire::CallReply& reply) {
  if (const auto* failure = std::get_if<wire::CallFailure>(&reply.reply)) {
    failure_ = "a call was refused with code " + std::to_string(static_cast<unsigned>(failure->code));
  } else if (const auto* challenge = std::get_if<wire::CaptchaChallenge>(&reply.reply)) {
    send_registration(index, *challenge);
  } else if (const auto* grant = std::get_if<wire::SessionGrant>(&reply.reply)) {
    users_[index].device = grant->device;
    swarm_.send(users_[index].link, wire::serialise(wire::Authenticate{grant->token.clone()}));
  } else if (std::holds_alternative<wire::KeysPublished>(reply.reply)) {
    finish(index);
  }
}

void Population::on_deliver(std::size_t index, const wire::Deliver& deliver) {
  wire::Acknowledge acknowledge;
  for (const auto& delivery : deliver.deliveries) {
    callbacks_.delivered(index, delivery);
    acknowledge.deliveries.push_back(delivery.delivery);
  }
  swarm_.send(users_[index].link, wire::serialise(acknowledge));
}

void Population::ask(std::size_t index, wire::Call call) {
  swarm_.send(users_[index].link, wire::serialise(wire::CallRequest{CallId{1}, std::move(call)}));
}

void Population::send_registration(std::size_t index, const wire::CaptchaChallenge& challenge) {
  ask(index, registration_of(users_[index].name, challenge, identity_of(index, random_), random_));
}

void Population::publish_keys(std::size_t index) {
  const auto& user = users_[index];
  ask(index, first_keys_of({user.name, *user.device}, identity_of(index, random_), random_));
}

void Population::finish(std::size_t index) {
  users_[index].ready = true;
  ++ready_;
}

void Population::submit(std::size_t from, std::size_t to, const MessageId& message, ByteView ciphertext) {
  wire::SealedEnvelope envelope;
  envelope.device = *users_[to].device;
  envelope.ciphertext = copy_of(ciphertext);
  wire::Submit submit{message, users_[to].name, {}, wire::Keeping::mailbox};
  submit.envelopes.push_back(std::move(envelope));
  swarm_.send(users_[from].link, wire::serialise(submit));
}

void Population::disconnect(std::size_t user) { swarm_.drop(users_[user].link); }

}  // namespace sotto::testing
