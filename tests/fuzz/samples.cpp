// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.hpp"

#include "target.hpp"

namespace sotto::fuzz::samples {
namespace {

const MessageId message{{1, 2, 3}};

wire::SealedEnvelope envelope() {
  return {wire::protocol_version, wire::suite_hybrid, DeviceId{1}, wire::EnvelopeType::prekey,
          Bytes(40, 0x33)};
}

wire::CaptchaSolution solution() {
  return {"SHA-256", std::string(64, 'a'), "salt", std::string(64, 'b'), 7};
}

wire::PasswordParameters password() { return {Bytes(16, 1), 65'536, 3, 1}; }

SecretBytes secret(std::size_t size) { return SecretBytes::copied_from(ByteView{Bytes(size, 9)}); }

wire::SessionGrant grant() { return {secret(wire::token_size), DeviceId{4}}; }

wire::SignedDeviceList device_list() { return {Bytes(40, 1), Bytes(64, 2)}; }

std::vector<wire::Call> entry_calls() {
  std::vector<wire::Call> calls;
  calls.emplace_back(wire::CaptchaRequest{wire::CaptchaPurpose::log_in});
  calls.emplace_back(wire::RegisterRequest{user("alice"), solution(), password(), secret(32), Bytes(100, 2),
                                           Bytes(33, 5), Bytes(64, 6), Bytes(40, 7), "Alice", true, "inv"});
  calls.emplace_back(wire::LoginParametersRequest{user("alice")});
  calls.emplace_back(wire::LoginRequest{user("alice"), solution(), secret(32)});
  calls.emplace_back(wire::LogoutRequest{device_list()});
  calls.emplace_back(wire::DeleteAccountRequest{secret(32)});
  return calls;
}

wire::KemPrekey kem_prekey(std::uint32_t id) {
  return {PrekeyId{id}, Bytes(wire::kem_public_key_size, 4), Bytes(64, 5)};
}

std::vector<wire::Call> other_calls() {
  std::vector<wire::Call> calls;
  calls.emplace_back(wire::PublishKeysRequest{RegistrationId{7},
                                              Bytes(64, 1),
                                              wire::SignedPrekey{PrekeyId{9}, Bytes(33, 2), Bytes(64, 3)},
                                              {{PrekeyId{10}, Bytes(33, 4), Bytes(64, 5)}},
                                              Bytes(40, 6),
                                              wire::suite_hybrid,
                                              kem_prekey(11),
                                              {kem_prekey(12)}});
  calls.emplace_back(wire::FetchBundlesRequest{user("bob"), {DeviceId{1}, DeviceId{2}}});
  calls.emplace_back(wire::DeviceListRequest{});
  calls.emplace_back(wire::RevokeDeviceRequest{DeviceId{3}, device_list()});
  calls.emplace_back(wire::PublishDeviceListRequest{device_list()});
  const wire::LinkingId linking{{1, 2, 3}};
  calls.emplace_back(wire::OpenLinkingRequest{linking, Bytes(32, 4)});
  calls.emplace_back(wire::JoinLinkingRequest{linking});
  calls.emplace_back(wire::OwnerLinkingRequest{linking, wire::RevealLinking{Bytes(93, 5)}});
  calls.emplace_back(wire::NewcomerLinkingRequest{linking, secret(32), wire::OfferLinking{Bytes(1'309, 5)}});
  calls.emplace_back(wire::DirectorySearchRequest{"bo", 20});
  calls.emplace_back(wire::ProfileRequest{user("bob")});
  calls.emplace_back(wire::UpdateProfileRequest{"Alice", "about", true});
  return calls;
}

std::vector<wire::Reply> replies() {
  std::vector<wire::Reply> all;
  all.emplace_back(wire::CallFailure{wire::CallFailureCode::rate_limited, Duration{500}});
  all.emplace_back(wire::CaptchaChallenge{"SHA-256", std::string(64, 'a'), "salt", std::string(64, 'b'), 50});
  all.emplace_back(grant());
  all.emplace_back(wire::LoginParameters{password()});
  all.emplace_back(wire::LoginGrant{grant(), Bytes(100, 2), Bytes(33, 5)});
  all.emplace_back(wire::LinkingJoined{secret(32), Bytes(32, 4)});
  all.emplace_back(wire::OwnerLinking{Bytes(1'309, 5), true});
  all.emplace_back(
      wire::NewcomerLinking{Bytes(93, 5), wire::LinkingGrant{secret(32), DeviceId{5}, Bytes(1'176, 5)}});
  all.emplace_back(wire::Done{});
  all.emplace_back(wire::KeysPublished{100});
  all.emplace_back(wire::Bundles{user("bob"),
                                 Bytes(33, 5),
                                 {{DeviceId{1},
                                   RegistrationId{7},
                                   Bytes(64, 1),
                                   {PrekeyId{9}, Bytes(33, 2), Bytes(64, 3)},
                                   wire::OneTimePrekey{PrekeyId{10}, Bytes(33, 4), Bytes(64, 5)},
                                   wire::suite_hybrid,
                                   wire::KemPrekeyKind::one_time,
                                   kem_prekey(12)}},
                                 device_list()});
  all.emplace_back(wire::DeviceList{{{DeviceId{1}, Bytes(40, 1), 20'000, 20'001, true}}, device_list()});
  all.emplace_back(wire::Profiles{{{user("bob"), "Bob", "about", Bytes(33, 5), true}}});
  return all;
}

void add_calls(std::vector<wire::Frame>& frames) {
  for (auto& call : entry_calls()) frames.emplace_back(wire::CallRequest{CallId{1}, std::move(call)});
  for (auto& call : other_calls()) frames.emplace_back(wire::CallRequest{CallId{2}, std::move(call)});
  for (auto& reply : replies()) frames.emplace_back(wire::CallReply{CallId{3}, std::move(reply)});
}

}  // namespace

Username user(std::string_view name) {
  const auto parsed = Username::parse(name);
  require(parsed.ok(), "a sample name is a name");
  return *parsed;
}

std::vector<wire::Frame> frames() {
  std::vector<wire::Frame> all;
  all.emplace_back(wire::Authenticate{secret(wire::token_size)});
  all.emplace_back(wire::Welcome{user("alice"), DeviceId{1}, Instant{1'795'521'600'000}, true, 90, 3, 60});
  all.emplace_back(wire::Goodbye{wire::GoodbyeReason::rate_limited, Duration{900}});
  all.emplace_back(wire::Submit{message, user("bob"), {envelope()}, wire::Keeping::live_only});
  all.emplace_back(wire::SubmitReply{
      message, user("bob"), wire::SubmitOutcome::devices_changed, {DeviceId{2}}, {DeviceId{3}}, Duration{5}});
  all.emplace_back(wire::Deliver{
      {{DeliveryId{1}, message, {user("alice"), DeviceId{1}}, Instant{1'795'521'600'000}, envelope()}}, 2});
  all.emplace_back(wire::Acknowledge{{DeliveryId{1}, DeliveryId{2}}});
  all.emplace_back(wire::PrekeysLow{19});
  add_calls(all);
  return all;
}

std::vector<wire::Content> contents() {
  const wire::ContentBody bodies[] = {
      wire::Text{"hello"},
      wire::Text{"hello @bob", {}, {}, {}, {{6, 4, user("bob")}}},
      wire::DeliveryReceipt{{message}},
      wire::SentCopy{user("carol"), message, wire::Text{"copied"}, Instant{1'795'521'600'000}},
      wire::ResendRequest{{message}},
      wire::ReadReceipt{{message}},
      wire::Typing{},
      wire::OffRecordText{"between us"},
      wire::OffRecordReceipt{message},
      wire::ArchiveRoot{7, {}, true},
      wire::OwnState{user("carol"), wire::ReadMark{message}},
      wire::OwnState{user("carol"), wire::Draft{Revision{1}, "dear carol"}}};
  std::vector<wire::Content> all;
  for (const auto& body : bodies) {
    all.push_back({wire::protocol_version,
                   wire::suite_hybrid,
                   {user("alice"), DeviceId{1}},
                   {user("bob"), DeviceId{2}},
                   message,
                   7,
                   Instant{1'795'521'600'000},
                   body,
                   3});
  }
  return all;
}

}  // namespace sotto::fuzz::samples
