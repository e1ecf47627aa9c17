// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/session.hpp"

#include <algorithm>
#include <type_traits>

#include "sotto/crypto/digest.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

/// What a client may ask before it says who it is.
template <class Call>
constexpr bool open_to_everybody =
    std::is_same_v<Call, wire::CaptchaRequest> || std::is_same_v<Call, wire::RegisterRequest> ||
    std::is_same_v<Call, wire::LoginParametersRequest> || std::is_same_v<Call, wire::LoginRequest> ||
    std::is_same_v<Call, wire::JoinLinkingRequest> || std::is_same_v<Call, wire::NewcomerLinkingRequest>;

Rate scaled(const Rate& rate, double factor) { return {rate.burst * factor, rate.per_second * factor}; }

}  // namespace

Session::Session(Relay& relay, const std::shared_ptr<Link>& link, std::string network)
    : relay_{relay}, link_{link}, network_{std::move(network)} {}

void Session::on_frame(ByteView bytes) {
  if (ended_) return;
  auto frame = wire::parse_frame(bytes);
  if (!frame.ok()) return fail();
  std::visit([this](auto& body) { on(body); }, *frame);
}

void Session::on_closed() {
  ended_ = true;
  if (!device_) return;
  if (const auto link = link_.lock()) relay_.delivery.detach(*device_, link.get());
  relay_.base.metrics.links_authenticated -= 1;
  device_.reset();
}

void Session::goodbye(wire::GoodbyeReason reason) {
  ended_ = true;
  if (const auto link = link_.lock()) link->close({reason, Duration{0}});
}

// --- Who is there
// -------------------------------------------------------------------------------------------------

void Session::on(wire::Authenticate& authenticate) {
  if (who_) return fail();
  auto found = relay_.tokens.authorise(authenticate.token.expose());
  if (!found.ok()) return goodbye(wire::GoodbyeReason::shutting_down);
  // A stream belongs to a device; tokens of other programs are for the REST API.
  if (!*found || !(*found)->device) return goodbye(wire::GoodbyeReason::unauthorised);
  who_ = *std::move(*found);
  device_ = Address{who_->user, *who_->device};
  relay_.base.metrics.links_authenticated += 1;
  auto greeting = welcome();
  if (!greeting.ok()) return goodbye(wire::GoodbyeReason::shutting_down);
  if (const auto link = link_.lock()) relay_.delivery.attach(*device_, link, *std::move(greeting));
}

Result<wire::Welcome> Session::welcome() {
  const Instant now = relay_.base.clock.now();
  wire::Welcome welcome{device_->user, device_->device, now, false, 0, 0, 0};
  bool seen_today = true;
  SOTTO_TRY(relay_.base.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto devices, snapshot.devices(device_->user));
    for (const auto& device : devices) {
      if (device.id != device_->device) continue;
      seen_today = device.last_seen == store::Day::of(now);
      welcome.keys_published = device.keys.has_value();
      if (!device.keys) continue;
      welcome.signed_prekey_age_s = static_cast<std::uint64_t>(
          std::max<std::int64_t>(0, now.milliseconds - device.keys->signed_prekey_at.milliseconds) / 1000);
    }
    SOTTO_ASSIGN(const auto prekeys, snapshot.count_prekeys(*device_));
    SOTTO_ASSIGN(const auto mailbox, snapshot.mailbox_size(*device_));
    welcome.one_time_prekeys = static_cast<std::uint32_t>(prekeys);
    SOTTO_ASSIGN(const auto kem_prekeys, snapshot.count_kem_prekeys(*device_));
    welcome.kem_prekeys = static_cast<std::uint32_t>(kem_prekeys);
    welcome.mailbox_pending = mailbox.letters;
    SOTTO_ASSIGN(const auto list, snapshot.device_list(device_->user));
    if (list) welcome.device_list_hash = copy_of(crypto::sha256(list->list));
    return {};
  }));
  if (!seen_today) note_presence();
  return welcome;
}

void Session::note_presence() {
  relay_.base.store.update(
      [device = *device_, today = store::Day::of(relay_.base.clock.now())](store::Transaction& transaction) {
        return transaction.set_last_seen(device, today);
      },
      [](const Status&) {});
}

// --- Messages
// -----------------------------------------------------------------------------------------------------

Duration Session::hold_submission() {
  const auto wait =
      submissions_.take(scaled(rates::submit, relay_.base.policy.rate_factor), relay_.base.clock.now());
  if (wait > Duration{0}) relay_.base.metrics.rate_limited += 1;
  return wait;
}

void Session::on(wire::Submit& submit) {
  const auto link = link_.lock();
  if (!device_ || !link) return fail();
  if (const auto wait = hold_submission(); wait > Duration{0}) {
    return link->send(
        wire::SubmitReply{submit.message, submit.recipient, wire::SubmitOutcome::rate_limited, {}, {}, wait});
  }
  relay_.delivery.submit(*device_, link, std::move(submit));
}

void Session::on(wire::SubmitToGroup& submit) {
  const auto link = link_.lock();
  if (!device_ || !link) return fail();
  const auto refuse = [&](wire::SubmitOutcome outcome, Duration wait) {
    link->send(wire::GroupSubmitted{submit.message, submit.group, outcome, wait});
  };
  if (const auto wait = hold_submission(); wait > Duration{0})
    return refuse(wire::SubmitOutcome::rate_limited, wait);
  const auto recipients = relay_.groups.recipients(who_->user, submit.group);
  if (const auto* failed = std::get_if<wire::CallFailure>(&recipients)) {
    const bool gone = failed->code == Code::not_found;
    return refuse(gone ? wire::SubmitOutcome::unknown_user : wire::SubmitOutcome::unavailable,
                  failed->retry_after);
  }
  relay_.delivery.submit_to_group(*device_, link, std::move(submit), std::get<0>(recipients));
}

void Session::on(wire::Acknowledge& acknowledge) {
  const auto link = link_.lock();
  if (!device_ || !link) return fail();
  relay_.delivery.acknowledge(*device_, link.get(), acknowledge);
}

// --- Calls
// --------------------------------------------------------------------------------------------------------

Duration Session::hold_call(const wire::Call& call) {
  const bool moves_a_part = std::holds_alternative<wire::PutBlobPartRequest>(call) ||
                            std::holds_alternative<wire::FetchBlobPartRequest>(call);
  if (moves_a_part) return Duration{0};
  const auto wait = calls_.take(scaled(rates::call, relay_.base.policy.rate_factor), relay_.base.clock.now());
  if (wait > Duration{0}) relay_.base.metrics.rate_limited += 1;
  return wait;
}

void Session::on(wire::CallRequest& request) {
  if (const auto wait = hold_call(request.call); wait > Duration{0})
    return reply(request.id, failure(Code::rate_limited, wait));
  std::visit(
      [&](auto& body) {
        using Body = std::remove_reference_t<decltype(body)>;
        if (!open_to_everybody<Body> && !device_) return reply(request.id, failure(Code::unauthorised));
        if (open_to_everybody<Body>) {
          const auto hold = relay_.take_for_network(relay_.networks, network_);
          if (hold > Duration{0}) return reply(request.id, failure(Code::rate_limited, hold));
        }
        call(request.id, body);
      },
      request.call);
}

void Session::reply(CallId id, wire::Reply reply) {
  if (const auto link = link_.lock()) link->send(wire::CallReply{id, std::move(reply)});
}

template <class T>
void Session::reply_with(CallId id, Outcome<T> outcome) {
  std::visit([&](auto& result) { reply(id, std::move(result)); }, outcome);
}

template <class T>
Answer<T> Session::answering(CallId id) {
  return [self = shared_from_this(), id](Outcome<T> outcome) { self->reply_with(id, std::move(outcome)); };
}

void Session::call(CallId id, wire::CaptchaRequest& request) {
  auto challenge = relay_.captcha.issue(request.purpose);
  if (!challenge.ok()) return reply(id, failure(Code::unavailable));
  relay_.base.metrics.captchas_issued += 1;
  reply(id, *std::move(challenge));
}

void Session::call(CallId id, wire::RegisterRequest& request) {
  const auto wait = relay_.take_for_network(relay_.registrations, network_);
  if (wait > Duration{0}) return reply(id, failure(Code::rate_limited, wait));
  relay_.accounts.register_account(std::move(request), answering<wire::SessionGrant>(id));
}

void Session::call(CallId id, wire::LoginParametersRequest& request) {
  reply_with(id, relay_.accounts.login_parameters(request.username));
}

void Session::call(CallId id, wire::LoginRequest& request) {
  relay_.accounts.log_in(std::move(request), answering<wire::LoginGrant>(id));
}

void Session::call(CallId id, wire::LogoutRequest& request) {
  relay_.accounts.log_out(*who_, std::move(request.device_list), answering<wire::Done>(id));
}

void Session::call(CallId id, wire::PublishKeysRequest& request) {
  relay_.keys.publish(*device_, std::move(request), answering<wire::KeysPublished>(id));
}

void Session::call(CallId id, wire::FetchBundlesRequest& request) {
  const auto wait = relay_.take(relay_.lookups, who_->user.text());
  if (wait > Duration{0}) return reply(id, failure(Code::rate_limited, wait));
  relay_.keys.fetch(who_->user, std::move(request),
                    [self = shared_from_this(), id](Outcome<Keys::Fetched> outcome) {
                      auto* fetched = std::get_if<Keys::Fetched>(&outcome);
                      if (fetched == nullptr) return self->reply(id, std::get<wire::CallFailure>(outcome));
                      self->reply(id, std::move(fetched->bundles));
                      for (const auto& [device, left] : fetched->low)
                        self->relay_.delivery.notify(device, left);
                    });
}

void Session::call(CallId id, wire::DeviceListRequest&) { reply_with(id, relay_.accounts.devices(*who_)); }

void Session::call(CallId id, wire::RevokeDeviceRequest& request) {
  relay_.accounts.revoke_device(*who_, request.device, std::move(request.device_list),
                                answering<wire::Done>(id));
}

void Session::call(CallId id, wire::PublishDeviceListRequest& request) {
  relay_.device_lists.publish(who_->user, std::move(request.device_list), answering<wire::Done>(id));
}

void Session::call(CallId id, wire::OpenLinkingRequest& request) {
  reply_with(id, relay_.linkings.open(*device_, std::move(request)));
}

void Session::call(CallId id, wire::JoinLinkingRequest& request) {
  reply_with(id, relay_.linkings.join(request.linking));
}

void Session::call(CallId id, wire::OwnerLinkingRequest& request) {
  reply_with(id, relay_.linkings.serve_owner(*device_, std::move(request)));
}

void Session::call(CallId id, wire::NewcomerLinkingRequest& request) {
  relay_.linkings.serve_newcomer(std::move(request), answering<wire::NewcomerLinking>(id));
}

void Session::call(CallId id, wire::DirectorySearchRequest& request) {
  const auto wait = relay_.take(relay_.lookups, who_->user.text());
  if (wait > Duration{0}) return reply(id, failure(Code::rate_limited, wait));
  reply_with(id, relay_.directory.search(request.query, request.limit));
}

void Session::call(CallId id, wire::ProfileRequest& request) {
  const auto wait = relay_.take(relay_.lookups, who_->user.text());
  if (wait > Duration{0}) return reply(id, failure(Code::rate_limited, wait));
  reply_with(id, relay_.directory.profile(request.username));
}

void Session::call(CallId id, wire::UpdateProfileRequest& request) {
  relay_.directory.update(who_->user,
                          {std::move(request.display_name), std::move(request.about), request.listed},
                          answering<wire::Done>(id));
}

void Session::call(CallId id, wire::AppendGroupEntryRequest& request) {
  relay_.append_to_group(who_->user, std::move(request.entry), answering<wire::GroupFacts>(id));
}

void Session::call(CallId id, wire::FetchGroupLogRequest& request) {
  reply_with(id, relay_.groups.log(who_->user, request));
}

void Session::call(CallId id, wire::ListGroupsRequest&) { reply_with(id, relay_.groups.list(who_->user)); }

void Session::call(CallId id, wire::FindGroupsRequest& request) {
  const auto wait = relay_.take(relay_.lookups, who_->user.text());
  if (wait > Duration{0}) return reply(id, failure(Code::rate_limited, wait));
  reply_with(id, relay_.groups.find(request));
}

void Session::call(CallId id, wire::AddPostRequest& request) {
  relay_.add_post(who_->user, request.post, answering<wire::PostAdded>(id));
}

void Session::call(CallId id, wire::FetchPostsRequest& request) {
  reply_with(id, relay_.posts.page(request));
}

void Session::call(CallId id, wire::CreateBlobRequest& request) {
  relay_.blobs.create(who_->user, request.size, answering<wire::BlobProgress>(id));
}

void Session::call(CallId id, wire::PutBlobPartRequest& request) {
  relay_.blobs.put(who_->user, std::move(request), answering<wire::BlobProgress>(id));
}

void Session::call(CallId id, wire::BlobProgressRequest& request) {
  reply_with(id, relay_.blobs.progress(who_->user, request.blob));
}

void Session::call(CallId id, wire::FetchBlobPartRequest& request) {
  reply_with(id, relay_.blobs.fetch(who_->user, request));
}

void Session::call(CallId id, wire::DeleteBlobRequest& request) {
  relay_.blobs.remove(who_->user, request.blob, answering<wire::Done>(id));
}

void Session::call(CallId id, wire::AppendToArchiveRequest& request) {
  relay_.archive.append(who_->user, request.entries, answering<wire::ArchiveHead>(id));
}

void Session::call(CallId id, wire::ArchiveHeadRequest&) { reply_with(id, relay_.archive.head(who_->user)); }

void Session::call(CallId id, wire::FetchArchiveRequest& request) {
  reply_with(id, relay_.archive.page(who_->user, request));
}

void Session::call(CallId id, wire::ShredArchivedRequest& request) {
  relay_.archive.shred(who_->user, std::move(request.shreddings), answering<wire::ArchiveHead>(id));
}

void Session::call(CallId id, wire::DeleteAccountRequest& request) {
  relay_.delete_account(*who_, request.login_secret, answering<wire::Done>(id));
}

}  // namespace sotto::relay
