// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.hpp"

#include <memory>

#include "target.hpp"

namespace sotto::fuzz::samples {
namespace {

const MessageId message{{1, 2, 3}};
const GroupId group{{4, 5, 6}};
const wire::BlobId blob{{8}};
constexpr Instant noon{1'795'521'600'000};

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
  calls.emplace_back(wire::OwnerLinkingRequest{linking, wire::LookAtLinking{}});
  calls.emplace_back(wire::OwnerLinkingRequest{linking, wire::GrantLinking{Bytes(1'176, 5)}});
  calls.emplace_back(wire::OwnerLinkingRequest{linking, wire::EndLinking{}});
  calls.emplace_back(wire::NewcomerLinkingRequest{linking, secret(32), wire::OfferLinking{Bytes(1'309, 5)}});
  calls.emplace_back(wire::NewcomerLinkingRequest{linking, secret(32), wire::LookAtLinking{}});
  calls.emplace_back(wire::NewcomerLinkingRequest{linking, secret(32), wire::TakeLinkingGrant{}});
  calls.emplace_back(wire::NewcomerLinkingRequest{linking, secret(32), wire::EndLinking{}});
  calls.emplace_back(wire::DirectorySearchRequest{"bo", 20});
  calls.emplace_back(wire::ProfileRequest{user("bob")});
  calls.emplace_back(wire::UpdateProfileRequest{"Alice", "about", true});
  return calls;
}

std::vector<wire::Call> group_calls() {
  std::vector<wire::Call> calls;
  calls.emplace_back(wire::AppendGroupEntryRequest{Bytes(200, 1)});
  calls.emplace_back(wire::FetchGroupLogRequest{group, 3});
  calls.emplace_back(wire::ListGroupsRequest{});
  calls.emplace_back(wire::FindGroupsRequest{"chess", std::nullopt, 20});
  calls.emplace_back(wire::FindGroupsRequest{"", group, 1});
  calls.emplace_back(wire::AddPostRequest{Bytes(200, 2)});
  calls.emplace_back(wire::FetchPostsRequest{group, 0, wire::PageDirection::older});
  calls.emplace_back(wire::FetchPostsRequest{group, 7, wire::PageDirection::newer});
  return calls;
}

std::vector<wire::Call> blob_and_archive_calls() {
  std::vector<wire::Call> calls;
  calls.emplace_back(wire::CreateBlobRequest{100'000});
  calls.emplace_back(wire::PutBlobPartRequest{blob, 1, Bytes(300, 3)});
  calls.emplace_back(wire::BlobProgressRequest{blob});
  calls.emplace_back(wire::FetchBlobPartRequest{blob, 2});
  calls.emplace_back(wire::DeleteBlobRequest{blob});
  calls.emplace_back(wire::AppendToArchiveRequest{{Bytes(200, 4), Bytes(150, 5)}});
  calls.emplace_back(wire::ArchiveHeadRequest{});
  calls.emplace_back(wire::FetchArchiveRequest{9});
  calls.emplace_back(wire::ShredArchivedRequest{{{{1}, {2}}, {{3}, {4}}}});
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

wire::GroupFacts facts() { return {group, 1, "Chess club", 3, 2, 4, 9, {7}, noon}; }

wire::PostPage posts() { return {group, 8, {{8, Bytes(200, 2)}, {7, {}}}}; }

std::vector<wire::Reply> group_replies() {
  std::vector<wire::Reply> all;
  all.emplace_back(facts());
  all.emplace_back(wire::GroupLogPage{group, 3, {Bytes(200, 1), Bytes(180, 2)}, 5});
  all.emplace_back(wire::GroupList{
      {{group, wire::GroupStanding::member, 5}, {GroupId{{9}}, wire::GroupStanding::waiting, 1}}});
  all.emplace_back(wire::GroupsFound{{facts()}});
  all.emplace_back(wire::PostAdded{group, 8});
  all.emplace_back(posts());
  return all;
}

std::vector<wire::Reply> blob_and_archive_replies() {
  std::vector<wire::Reply> all;
  all.emplace_back(wire::BlobProgress{blob, 100'000, 2});
  all.emplace_back(wire::BlobPart{blob, 2, Bytes(300, 3)});
  all.emplace_back(wire::ArchiveHead{9, {7}});
  all.emplace_back(wire::ArchivePage{{9, {7}}, {Bytes(200, 4), Bytes(150, 5)}});
  return all;
}

/// With a number that tells one list's calls from another's.
template <class Frame, class Parts>
void add(std::vector<wire::Frame>& frames, std::uint64_t id, Parts parts) {
  for (auto& part : parts) frames.emplace_back(Frame{CallId{id}, std::move(part)});
}

void add_calls(std::vector<wire::Frame>& frames) {
  add<wire::CallRequest>(frames, 1, entry_calls());
  add<wire::CallRequest>(frames, 2, other_calls());
  add<wire::CallReply>(frames, 3, replies());
  add<wire::CallRequest>(frames, 4, group_calls());
  add<wire::CallReply>(frames, 5, group_replies());
  add<wire::CallRequest>(frames, 6, blob_and_archive_calls());
  add<wire::CallReply>(frames, 7, blob_and_archive_replies());
}

wire::Attachment attachment() {
  return {blob,          std::make_shared<const SecretBytes>(secret(wire::attachment_key_size)),
          100'000,       {9},
          "holiday.png", "image/png"};
}

std::vector<wire::Said> everything_said() {
  return {wire::Text{"hello"},
          wire::Text{"hello @bob", message, Lasting{60}, {}, {{6, 4, user("bob")}}},
          wire::Text{"", {}, {}, attachment(), {}},
          wire::Edit{message, Revision{1}, "@bob, hello", {{0, 4, user("bob")}}},
          wire::Deletion{message},
          wire::Reaction{message, Revision{2}, "\U0001F44D"},
          wire::Reaction{message, Revision{3}, ""},
          wire::DurationSetting{Revision{1}, Lasting{3'600}}};
}

/// What is no word of a person.
std::vector<wire::ContentBody> other_bodies() {
  return {wire::DeliveryReceipt{{message}},
          wire::ResendRequest{{message}},
          wire::ReadReceipt{{message}},
          wire::Typing{},
          wire::OffRecordText{"between us"},
          wire::OffRecordReceipt{message},
          wire::SenderKeyDistribution{group, Bytes(80, 3)},
          wire::SenderKeyRequest{group},
          wire::ArchiveRoot{7, {}, true},
          wire::OwnState{user("carol"), wire::ReadMark{message}},
          wire::OwnState{group, wire::Draft{Revision{1}, "dear all"}},
          wire::OwnState{user("carol"), wire::Draft{Revision{2}, ""}}};
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
  all.emplace_back(wire::Welcome{user("alice"), DeviceId{1}, noon, true, 90, 3, 60});
  all.emplace_back(wire::Goodbye{wire::GoodbyeReason::rate_limited, Duration{900}});
  all.emplace_back(wire::Submit{message, user("bob"), {envelope()}, wire::Keeping::live_only});
  all.emplace_back(wire::SubmitReply{
      message, user("bob"), wire::SubmitOutcome::devices_changed, {DeviceId{2}}, {DeviceId{3}}, Duration{5}});
  all.emplace_back(
      wire::Deliver{{{DeliveryId{1}, message, {user("alice"), DeviceId{1}}, noon, envelope()}}, 2});
  all.emplace_back(wire::Acknowledge{{DeliveryId{1}, DeliveryId{2}}, {DeliveryId{3}}});
  all.emplace_back(wire::PrekeysLow{19});
  all.emplace_back(wire::SubmitToGroup{message, group, Bytes(90, 6), wire::Keeping::live_only});
  all.emplace_back(wire::GroupSubmitted{message, group, wire::SubmitOutcome::rate_limited, Duration{5}});
  all.emplace_back(wire::GroupChanged{group, 6});
  all.emplace_back(posts());
  add_calls(all);
  return all;
}

std::vector<wire::Content> contents() {
  std::vector<wire::ContentBody> bodies = other_bodies();
  for (auto& said : everything_said()) {
    bodies.emplace_back(wire::SentCopy{user("carol"), message, said, noon});
    bodies.push_back(std::visit([](auto& one) { return wire::ContentBody{std::move(one)}; }, said));
  }
  std::vector<wire::Content> all;
  for (const auto& body : bodies) {
    all.push_back({wire::protocol_version,
                   wire::suite_hybrid,
                   {user("alice"), DeviceId{1}},
                   {user("bob"), DeviceId{2}},
                   message,
                   7,
                   noon,
                   body,
                   3});
  }
  return all;
}

std::vector<wire::GroupContent> group_contents() {
  std::vector<wire::GroupContent> all;
  for (const auto& said : everything_said())
    all.push_back({{user("alice"), DeviceId{1}}, {group, 2, 5, {7}}, message, 7, noon, said});
  return all;
}

}  // namespace sotto::fuzz::samples
