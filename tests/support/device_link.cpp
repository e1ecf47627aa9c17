// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link.hpp"

#include "registration.hpp"

namespace sotto::testing {

using web_socket::Opcode;

RegisteredDevice register_device(std::uint16_t port, RandomSource& random) {
  DeviceLink link{std::make_unique<TcpChannel>(port)};
  auto identity = must(crypto::IdentityKeyPair::fresh(random), "identity");
  const auto name = random_username(random);
  const auto challenge =
      link.call<wire::CaptchaChallenge>(wire::CaptchaRequest{wire::CaptchaPurpose::register_account});
  const auto grant = link.call<wire::SessionGrant>(registration_of(name, challenge, identity, random));
  link.send(wire::Authenticate{grant.token.clone()});
  static_cast<void>(link.expect<wire::Welcome>());
  const Address address{name, grant.device};
  static_cast<void>(link.call<wire::KeysPublished>(first_keys_of(address, identity, random)));
  return {address, copy_of(grant.token.expose())};
}

DeviceLink::DeviceLink(std::uint16_t port, const RegisteredDevice& device, TcpChannel::Buffer buffer)
    : DeviceLink{std::make_unique<TcpChannel>(port, buffer)} {
  send(wire::Authenticate{SecretBytes::copied_from(device.token)});
  welcome_ = expect<wire::Welcome>();
}

std::optional<wire::Frame> DeviceLink::receive(std::chrono::milliseconds wait) {
  while (const auto frame = stream_.receive(wait)) {
    if (frame->opcode == Opcode::ping) {
      stream_.send(web_socket::client_frame(Opcode::pong, frame->payload));
    } else if (frame->opcode == Opcode::close) {
      close_code_ = close_code_of(*frame);
      return std::nullopt;
    } else if (frame->opcode == Opcode::binary) {
      return must(wire::parse_frame(frame->payload), "frame");
    }
  }
  return std::nullopt;
}

void DeviceLink::submit(const Address& to, const MessageId& message, ByteView ciphertext,
                        wire::Keeping keeping) {
  wire::SealedEnvelope envelope;
  envelope.device = to.device;
  envelope.ciphertext = copy_of(ciphertext);
  wire::Submit submit{message, to.user, {}, keeping};
  submit.envelopes.push_back(std::move(envelope));
  send(submit);
}

void DeviceLink::acknowledge(const wire::Deliver& deliver) {
  wire::Acknowledge acknowledge;
  for (const auto& delivery : deliver.deliveries) acknowledge.deliveries.push_back(delivery.delivery);
  send(acknowledge);
}

std::uint16_t DeviceLink::receive_close_code() {
  if (close_code_ == 0) close_code_ = stream_.receive_close_code();
  return close_code_;
}

}  // namespace sotto::testing
