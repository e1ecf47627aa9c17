// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_relay.hpp"

#include <algorithm>

#include "sotto/crypto/device_list.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::testing {
namespace {

wire::CallFailure failure(wire::CallFailureCode code) { return {code, Duration{0}}; }

std::set<DeviceId> published_devices(const RelayAccount& account, const std::optional<DeviceId>& except) {
  std::set<DeviceId> devices;
  for (const auto& [id, device] : account.devices) {
    if (device.keys && except != id) devices.insert(id);
  }
  return devices;
}

std::vector<DeviceId> difference(const std::set<DeviceId>& a, const std::set<DeviceId>& b) {
  std::vector<DeviceId> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

wire::CaptchaChallenge challenge_of(std::uint64_t max_number) {
  const std::string salt = "c0ffee?purpose=test";
  const auto hash = crypto::sha256(bytes_of(salt + std::to_string(max_number)));
  return {"SHA-256", to_hex(hash), salt, std::string(64, '0'), max_number};
}

}  // namespace

LinkNumber FakeRelay::connect() {
  ++connections;
  sessions_[++last_link_];
  return last_link_;
}

void FakeRelay::disconnect(LinkNumber link) { sessions_.erase(link); }

void FakeRelay::disconnect_all() {
  while (!sessions_.empty()) close(sessions_.begin()->first);
}

void FakeRelay::close(LinkNumber link) {
  sessions_.erase(link);
  said_.emplace_back(link, std::nullopt);
}

std::optional<std::pair<LinkNumber, std::optional<Bytes>>> FakeRelay::poll() {
  if (said_.empty()) return std::nullopt;
  auto next = std::move(said_.front());
  said_.pop_front();
  return next;
}

void FakeRelay::say(LinkNumber link, const wire::Frame& frame) {
  if (says && !says(frame)) return;
  said_.emplace_back(link, wire::serialise(frame));
}

void FakeRelay::inject(const Address& device, const wire::Frame& frame) {
  if (const auto link = find_link(device)) said_.emplace_back(*link, wire::serialise(frame));
}

std::optional<LinkNumber> FakeRelay::find_link(const Address& device) const {
  for (const auto& [link, session] : sessions_) {
    if (session.who == device) return link;
  }
  return std::nullopt;
}

void FakeRelay::receive(LinkNumber link, const Bytes& bytes, Instant now) {
  if (sessions_.count(link) == 0) return;
  auto frame = wire::parse_frame(bytes);
  if (!frame) return close(link);
  if (hears && !hears(*frame)) return;
  on_frame(link, *std::move(frame), now);
}

void FakeRelay::on_frame(LinkNumber link, wire::Frame frame, Instant now) {
  if (auto* call = std::get_if<wire::CallRequest>(&frame)) {
    auto reply = answer(link, std::move(call->call));
    say(link, wire::CallReply{call->id, std::move(reply)});
  } else if (const auto* authenticate = std::get_if<wire::Authenticate>(&frame)) {
    on_authenticate(link, *authenticate, now);
  } else if (const auto* submit = std::get_if<wire::Submit>(&frame)) {
    on_submit(link, *submit);
  } else if (const auto* to_group = std::get_if<wire::SubmitToGroup>(&frame)) {
    on_submit_to_group(link, *to_group);
  } else if (const auto* acknowledge = std::get_if<wire::Acknowledge>(&frame)) {
    on_acknowledge(link, *acknowledge);
  }
}

void FakeRelay::on_authenticate(LinkNumber link, const wire::Authenticate& authenticate, Instant now) {
  for (auto& [name, account] : accounts) {
    for (auto& [id, device] : account.devices) {
      if (!equal(device.token, authenticate.token.expose())) continue;
      const Address who{*Username::parse(name), id};
      if (const auto older = find_link(who)) close(*older);
      sessions_[link].who = who;
      const auto& list = account.device_list;
      say(link, wire::Welcome{who.user, id, now, device.keys.has_value(),
                              static_cast<std::uint32_t>(device.one_time.size()), device.mailbox.size(), 0,
                              static_cast<std::uint32_t>(device.kem.size()),
                              list ? copy_of(crypto::sha256(list->list)) : Bytes{}});
      deliver_mailbox(who);
      return;
    }
  }
  say(link, wire::Goodbye{wire::GoodbyeReason::unauthorised, Duration{0}});
  close(link);
}

void FakeRelay::deliver_mailbox(const Address& who) {
  const auto link = find_link(who);
  if (!link) return;
  for (const auto& mail : std::deque<Mail>{device(who).mailbox}) deliver(*link, who, mail);
}

void FakeRelay::deliver(LinkNumber link, const Address&, const Mail& mail) {
  auto& session = sessions_.at(link);
  wire::Delivery delivery{DeliveryId{++session.last_delivery}, mail.message, mail.sender, Instant{},
                          mail.envelope};
  session.delivered[delivery.delivery] = mail.message;
  session.from.insert_or_assign(delivery.delivery, mail.sender);
  if (tamper_delivery) tamper_delivery(delivery);
  say(link, wire::Deliver{{delivery}, 0});
}

void FakeRelay::put_into_mailbox(const Address& to, Mail mail) {
  auto& mailbox = device(to).mailbox;
  const auto same = [&](const Mail& other) {
    return other.message == mail.message && other.sender == mail.sender;
  };
  if (std::any_of(mailbox.begin(), mailbox.end(), same)) return;
  mailbox.push_back(mail);
  if (const auto link = find_link(to)) deliver(*link, to, mail);
}

void FakeRelay::on_acknowledge(LinkNumber link, const wire::Acknowledge& acknowledge) {
  auto& session = sessions_.at(link);
  if (!session.who) return;
  auto& mailbox = device(*session.who).mailbox;
  for (const auto id : acknowledge.deliveries) {
    const auto delivered = session.delivered.find(id);
    if (delivered == session.delivered.end()) continue;
    const auto& sender = session.from.at(id);
    mailbox.erase(std::remove_if(mailbox.begin(), mailbox.end(),
                                 [&](const Mail& mail) {
                                   return mail.message == delivered->second && mail.sender == sender;
                                 }),
                  mailbox.end());
  }
}

void FakeRelay::on_submit(LinkNumber link, const wire::Submit& submit) {
  const auto who = sessions_.at(link).who;
  if (!who) return close(link);
  submissions.emplace_back(*who, submit);
  auto judged = judge ? judge(*who, submit) : std::nullopt;
  say(link, judged ? *judged : accept(*who, submit));
}

void FakeRelay::on_submit_to_group(LinkNumber link, const wire::SubmitToGroup& submit) {
  const auto who = sessions_.at(link).who;
  if (!who) return close(link);
  group_submissions.emplace_back(*who, submit);
  auto members = groups.members(submit.group);
  const bool allowed = members.count(who->user) > 0;
  if (tamper_recipients) tamper_recipients(submit.group, members);
  const auto outcome = allowed ? wire::SubmitOutcome::accepted : wire::SubmitOutcome::unknown_user;
  if (allowed) {
    for (const auto& member : members) {
      for (const auto device : published_devices(accounts.at(member.text()), std::nullopt)) {
        if (Address{member, device} == *who) continue;
        wire::SealedEnvelope envelope;
        envelope.device = device;
        envelope.type = wire::EnvelopeType::sender_key;
        envelope.ciphertext = wire::with_group(submit.group, submit.ciphertext);
        put_into_mailbox({member, device}, {submit.message, *who, envelope});
      }
    }
  }
  say(link, wire::GroupSubmitted{submit.message, submit.group, outcome, Duration{0}});
}

void FakeRelay::tell(const std::set<Username>& users, const GroupId& group) {
  for (const auto& user : users) {
    for (const auto& [id, device] : accounts.at(user.text()).devices) {
      if (const auto link = find_link({user, id}))
        say(*link, wire::GroupChanged{group, groups.logs.at(group).entries.size()});
    }
  }
}

std::optional<wire::Reply> FakeRelay::answer_about_groups(const Address& who, wire::Call& call) {
  if (const auto* request = std::get_if<wire::AppendGroupEntryRequest>(&call)) {
    std::set<Username> concerned;
    GroupId changed;
    auto reply = groups.append(who.user, request->entry, concerned, changed);
    tell(concerned, changed);
    return reply;
  }
  if (const auto* request = std::get_if<wire::FetchGroupLogRequest>(&call)) {
    auto reply = groups.log_for(who.user, *request, Instant{0});
    if (auto* page = std::get_if<wire::GroupLogPage>(&reply); page != nullptr && tamper_group_log)
      tamper_group_log(who, *page);
    return reply;
  }
  if (std::holds_alternative<wire::ListGroupsRequest>(call)) return groups.list_for(who.user);
  if (const auto* request = std::get_if<wire::FindGroupsRequest>(&call)) return groups.find(*request);
  return std::nullopt;
}

void FakeRelay::tell_of_post(const wire::PostPage& news) {
  for (const auto& user : groups.members(news.group)) {
    for (const auto& [id, device] : accounts.at(user.text()).devices) {
      auto page = news;
      if (tamper_posts) tamper_posts({user, id}, page);
      if (const auto link = find_link({user, id})) say(*link, page);
    }
  }
}

std::optional<wire::Reply> FakeRelay::answer_about_posts(const Address& who, wire::Call& call) {
  if (const auto* request = std::get_if<wire::AddPostRequest>(&call)) {
    wire::PostPage news;
    auto reply = groups.add_post(who.user, request->post, news);
    if (!news.places.empty()) tell_of_post(news);
    return reply;
  }
  if (const auto* request = std::get_if<wire::FetchPostsRequest>(&call)) {
    auto reply = groups.posts_for(*request);
    if (auto* page = std::get_if<wire::PostPage>(&reply); page != nullptr && tamper_posts)
      tamper_posts(who, *page);
    return reply;
  }
  return std::nullopt;
}

wire::SubmitReply FakeRelay::accept(const Address& sender, const wire::Submit& submit) {
  wire::SubmitReply reply{submit.message, submit.recipient, wire::SubmitOutcome::accepted, {}, {},
                          Duration{0}};
  const auto account = accounts.find(submit.recipient.text());
  if (account == accounts.end()) {
    reply.outcome = wire::SubmitOutcome::unknown_user;
    return reply;
  }
  const bool own = submit.recipient == sender.user;
  const auto devices = published_devices(account->second, own ? std::optional{sender.device} : std::nullopt);
  std::set<DeviceId> addressed;
  for (const auto& envelope : submit.envelopes) addressed.insert(envelope.device);
  if (devices != addressed) {
    reply.outcome = wire::SubmitOutcome::devices_changed;
    reply.missing = difference(devices, addressed);
    reply.extra = difference(addressed, devices);
    return reply;
  }
  if (submit.keeping == wire::Keeping::live_only) {
    if (!deliver_live(sender, submit)) reply.outcome = wire::SubmitOutcome::not_delivered;
    return reply;
  }
  for (const auto& envelope : submit.envelopes) {
    put_into_mailbox({submit.recipient, envelope.device}, {submit.message, sender, envelope});
  }
  return reply;
}

bool FakeRelay::deliver_live(const Address& sender, const wire::Submit& submit) {
  bool delivered = false;
  for (const auto& envelope : submit.envelopes) {
    const Address to{submit.recipient, envelope.device};
    const auto link = find_link(to);
    if (link) deliver(*link, to, {submit.message, sender, envelope});
    delivered = delivered || link.has_value();
  }
  return delivered;
}

wire::Reply FakeRelay::answer(LinkNumber link, wire::Call call) {
  const auto& who = sessions_.at(link).who;
  if (!who) return answer_anonymous(call);
  if (auto judged = judge_call ? judge_call(*who, call) : std::nullopt) return *std::move(judged);
  if (auto answer = answer_about_blobs(who->user, call)) return *std::move(answer);
  if (auto answer = answer_about_posts(*who, call)) return *std::move(answer);
  return answer_known(*who, call);
}

wire::Reply FakeRelay::answer_anonymous(wire::Call& call) {
  const auto add = [this](const Username& user) { return add_device(accounts.at(user.text())); };
  if (auto reply = linkings.answer_newcomer(call, add)) return *std::move(reply);
  if (std::holds_alternative<wire::CaptchaRequest>(call)) return challenge_of(captcha_max);
  if (auto* request = std::get_if<wire::RegisterRequest>(&call)) return on_register(*request);
  if (auto* request = std::get_if<wire::LoginRequest>(&call)) return on_login(*request);
  if (const auto* request = std::get_if<wire::LoginParametersRequest>(&call)) {
    const auto account = accounts.find(request->username.text());
    wire::LoginParameters parameters{account == accounts.end()
                                         ? wire::PasswordParameters{Bytes(16, 7), 65536, 3, 1}
                                         : account->second.password};
    if (tamper_parameters) tamper_parameters(parameters);
    return parameters;
  }
  return failure(wire::CallFailureCode::unauthorised);
}

wire::SessionGrant FakeRelay::add_device(RelayAccount& account) {
  account.last_device = std::max(account.last_device, last_device) + 1;
  const DeviceId id{account.last_device};
  // Accounts that were made in different worlds meet in one: their tokens must differ.
  const auto token = crypto::sha256(bytes_of(to_hex(account.identity_key) + std::to_string(id.value)));
  account.devices[id].token = copy_of(token);
  return {SecretBytes::copied_from(ByteView{token}), id};
}

wire::Reply FakeRelay::on_register(wire::RegisterRequest& request) {
  const auto& name = request.username.text();
  if (accounts.count(name) > 0) return failure(wire::CallFailureCode::name_taken);
  if (request.captcha.number != captcha_max) return failure(wire::CallFailureCode::captcha_failed);
  auto& account = accounts[name];
  account.password = request.password;
  account.login_secret = copy_of(request.login_secret.expose());
  account.wrapped_keys = request.wrapped_keys;
  account.identity_key = request.identity_key;
  account.display_name = request.display_name;
  account.listed = request.listed;
  return add_device(account);
}

wire::Reply FakeRelay::on_login(wire::LoginRequest& request) {
  const auto account = accounts.find(request.username.text());
  if (account == accounts.end()) return failure(wire::CallFailureCode::unauthorised);
  if (!equal(account->second.login_secret, request.login_secret.expose())) {
    return failure(wire::CallFailureCode::unauthorised);
  }
  wire::LoginGrant grant{add_device(account->second), account->second.wrapped_keys,
                         account->second.identity_key};
  if (tamper_grant) tamper_grant(grant);
  return grant;
}

wire::Reply FakeRelay::on_device_list(const Address& who) {
  const auto& account = accounts.at(who.user.text());
  wire::DeviceList list;
  for (const auto& [id, device] : account.devices) {
    list.devices.push_back({id, device.sealed_name, 20'000, 20'001, id == who.device});
  }
  list.signed_list = account.device_list;
  if (tamper_device_list) tamper_device_list(list);
  return list;
}

bool FakeRelay::take_list(const Username& owner, const std::optional<wire::SignedDeviceList>& list) {
  if (!list) return true;
  auto& kept = accounts.at(owner.text()).device_list;
  if (kept == list) return true;
  const auto next = crypto::parse_device_list(owner, list->list);
  const auto version = kept ? crypto::parse_device_list(owner, kept->list)->version : 0;
  if (!next || next->version <= version) return false;
  kept = list;
  return true;
}

wire::Reply FakeRelay::on_revoke(const Address& who, const wire::RevokeDeviceRequest& request) {
  auto& devices = accounts.at(who.user.text()).devices;
  if (devices.count(request.device) == 0) return failure(wire::CallFailureCode::not_found);
  if (!take_list(who.user, request.device_list)) return failure(wire::CallFailureCode::conflict);
  devices.erase(request.device);
  if (const auto link = find_link({who.user, request.device})) {
    say(*link, wire::Goodbye{wire::GoodbyeReason::unauthorised, Duration{0}});
    close(*link);
  }
  return wire::Done{};
}

wire::Reply FakeRelay::on_publish(const Address& who, const wire::PublishKeysRequest& request) {
  publications.push_back(request);
  auto& mine = device(who);
  const auto signed_prekey = request.signed_prekey ? request.signed_prekey : mine.keys->signed_prekey;
  const auto last_resort = request.kem_last_resort ? request.kem_last_resort : mine.keys->kem_last_resort;
  mine.keys = request;
  mine.keys->signed_prekey = signed_prekey;
  mine.keys->kem_last_resort = last_resort;
  if (!request.sealed_device_name.empty()) mine.sealed_name = request.sealed_device_name;
  for (const auto& key : request.one_time_prekeys) mine.one_time.push_back(key);
  for (const auto& key : request.kem_prekeys) mine.kem.push_back(key);
  return wire::KeysPublished{static_cast<std::uint32_t>(mine.one_time.size()),
                             static_cast<std::uint32_t>(mine.kem.size())};
}

wire::Reply FakeRelay::on_fetch(const Address&, const wire::FetchBundlesRequest& request) {
  ++(request.list_only ? list_fetches : bundle_fetches)[request.username.text()];
  const auto account = accounts.find(request.username.text());
  if (account == accounts.end()) return failure(wire::CallFailureCode::unknown_user);
  wire::Bundles bundles{request.username, account->second.identity_key, {}, account->second.device_list};
  for (auto& [id, device] : account->second.devices) {
    const auto& wanted = request.devices;
    const bool asked = wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
    if (!device.keys || !asked || request.list_only) continue;
    std::optional<wire::OneTimePrekey> one_time;
    if (!device.one_time.empty()) {
      one_time = device.one_time.front();
      device.one_time.pop_front();
    }
    auto kind = wire::KemPrekeyKind::last_resort;
    auto kem = *device.keys->kem_last_resort;
    if (!device.kem.empty()) {
      kind = wire::KemPrekeyKind::one_time;
      kem = device.kem.front();
      device.kem.pop_front();
    }
    bundles.devices.push_back({id, device.keys->registration, device.keys->device_signature,
                               *device.keys->signed_prekey, one_time, device.keys->suite, kind, kem});
  }
  if (tamper_bundles) tamper_bundles(bundles);
  return bundles;
}

wire::Reply FakeRelay::on_put(const Username& who, wire::PutBlobPartRequest& request) {
  const auto found = blobs.find(request.blob);
  if (found == blobs.end() || !(found->second.owner == who)) return failure(wire::CallFailureCode::not_found);
  auto& blob = found->second;
  if (request.data.size() != wire::bytes_of_blob_part(blob.size, request.part))
    return failure(wire::CallFailureCode::malformed);
  if (request.part > blob.parts.size()) return failure(wire::CallFailureCode::conflict);
  if (request.part == blob.parts.size()) blob.parts.push_back(std::move(request.data));
  return wire::BlobProgress{request.blob, blob.size, blob.parts.size()};
}

std::optional<wire::Reply> FakeRelay::answer_about_blobs(const Username& who, wire::Call& call) {
  const auto not_found = [] { return wire::Reply{failure(wire::CallFailureCode::not_found)}; };
  if (const auto* request = std::get_if<wire::CreateBlobRequest>(&call)) {
    wire::BlobId id;
    id.bytes.fill(++last_blob_);
    blobs.emplace(id, RelayBlob{who, request->size, {}});
    return wire::BlobProgress{id, request->size, 0};
  }
  if (auto* request = std::get_if<wire::PutBlobPartRequest>(&call)) return on_put(who, *request);
  if (const auto* request = std::get_if<wire::BlobProgressRequest>(&call)) {
    const auto found = blobs.find(request->blob);
    if (found == blobs.end() || !(found->second.owner == who)) return not_found();
    return wire::BlobProgress{request->blob, found->second.size, found->second.parts.size()};
  }
  if (const auto* request = std::get_if<wire::FetchBlobPartRequest>(&call)) {
    const auto found = blobs.find(request->blob);
    if (found == blobs.end() || found->second.parts.size() <= request->part) return not_found();
    return wire::BlobPart{request->blob, request->part, found->second.parts[request->part]};
  }
  if (const auto* request = std::get_if<wire::DeleteBlobRequest>(&call)) {
    const auto found = blobs.find(request->blob);
    if (found == blobs.end() || !(found->second.owner == who)) return not_found();
    blobs.erase(found);
    return wire::Done{};
  }
  return std::nullopt;
}

wire::Reply FakeRelay::answer_known(const Address& who, wire::Call& call) {
  if (auto reply = answer_about_groups(who, call)) return *std::move(reply);
  if (auto reply = linkings.answer_owner(who, call)) return *std::move(reply);
  auto& account = accounts.at(who.user.text());
  if (const auto* request = std::get_if<wire::PublishKeysRequest>(&call)) return on_publish(who, *request);
  if (const auto* request = std::get_if<wire::FetchBundlesRequest>(&call)) return on_fetch(who, *request);
  if (const auto* request = std::get_if<wire::LogoutRequest>(&call)) {
    static_cast<void>(take_list(who.user, request->device_list));
    account.devices.erase(who.device);
    return wire::Done{};
  }
  if (std::holds_alternative<wire::DeviceListRequest>(call)) return on_device_list(who);
  if (const auto* request = std::get_if<wire::RevokeDeviceRequest>(&call)) return on_revoke(who, *request);
  if (const auto* request = std::get_if<wire::PublishDeviceListRequest>(&call)) {
    if (take_list(who.user, request->device_list)) return wire::Done{};
    return failure(wire::CallFailureCode::conflict);
  }
  if (std::holds_alternative<wire::ArchiveHeadRequest>(call)) return account.archive.wire_head();
  if (const auto* request = std::get_if<wire::AppendToArchiveRequest>(&call))
    return account.archive.append(*request);
  if (const auto* request = std::get_if<wire::FetchArchiveRequest>(&call))
    return account.archive.fetch(*request);
  if (const auto* request = std::get_if<wire::ShredArchivedRequest>(&call))
    return account.archive.shred(*request);
  if (const auto* request = std::get_if<wire::UpdateProfileRequest>(&call)) {
    account.display_name = request->display_name;
    account.about = request->about;
    account.listed = request->listed;
    return wire::Done{};
  }
  wire::Profiles profiles;
  const auto profile_of = [](const std::string& name, const RelayAccount& found) {
    return wire::Profile{*Username::parse(name), found.display_name, found.about, found.identity_key,
                         found.listed};
  };
  if (const auto* request = std::get_if<wire::ProfileRequest>(&call)) {
    const auto found = accounts.find(request->username.text());
    if (found == accounts.end()) return failure(wire::CallFailureCode::unknown_user);
    profiles.profiles.push_back(profile_of(found->first, found->second));
    return profiles;
  }
  if (const auto* request = std::get_if<wire::DirectorySearchRequest>(&call)) {
    for (const auto& [name, found] : accounts) {
      const bool matches =
          name == request->query || (found.listed && name.find(request->query) != std::string::npos);
      if (matches) profiles.profiles.push_back(profile_of(name, found));
    }
    return profiles;
  }
  return failure(wire::CallFailureCode::refused);
}

}  // namespace sotto::testing
