// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.hpp"

#include "contacts.hpp"
#include "devices.hpp"
#include "directory.hpp"
#include "doomed_blobs.hpp"
#include "groups/intents.hpp"
#include "groups/outbox.hpp"
#include "groups/post_sync.hpp"
#include "groups/returning.hpp"
#include "groups/sync.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

struct Receiver {
  Step& step;
  Answer& answer;

  Status operator()(const EntryCall&) const { return entry::on_answer(step, std::move(answer)); }
  Status operator()(const PublishCall&) const { return prekey_stock::on_answer(step, std::move(answer)); }
  Status operator()(const BundlesCall& call) const {
    return peers::on_answer(step, call.user, std::move(answer));
  }
  Status operator()(const ProfileCall& call) const {
    return contacts::on_profile(step, call, std::move(answer));
  }
  Status operator()(const SearchCall& call) const {
    return directory::on_found(step, call, std::move(answer));
  }
  Status operator()(const UpdateProfileCall& call) const {
    return directory::on_updated(step, call, std::move(answer));
  }
  Status operator()(const DeviceListCall&) const { return devices::on_list(step, std::move(answer)); }
  Status operator()(const OwnListCall&) const { return own_list::on_list(step, std::move(answer)); }
  Status operator()(const OwnListPublishedCall&) const {
    return own_list::on_published(step, std::move(answer));
  }
  Status operator()(const OwnDevicesCall& call) const {
    return own_list::on_own_devices(step, call.asked, std::move(answer));
  }
  Status operator()(const RevokeCall& call) const {
    return own_list::on_revoked(step, call.device, std::move(answer));
  }
  Status operator()(const LogoutCall&) const { return {}; }
  Status operator()(const OpenLinkingCall& call) const {
    return linking_owner::on_opened(step, call.linking, std::move(answer));
  }
  Status operator()(const OwnerLinkingCall& call) const {
    return linking_owner::on_answer(step, call.linking, std::move(answer));
  }
  Status operator()(const OwnerLinkingEndCall&) const {
    return linking_owner::on_ended(step, std::move(answer));
  }
  Status operator()(const JoinLinkingCall& call) const {
    return linking_newcomer::on_joined(step, call.linking, std::move(answer));
  }
  Status operator()(const NewcomerLinkingCall& call) const {
    return linking_newcomer::on_answer(step, call.linking, std::move(answer));
  }
  Status operator()(const SignOfLifeCall&) const { return {}; }
  Status operator()(const GroupEntryCall& call) const {
    return group_intents::on_appended(step, call, std::move(answer));
  }
  Status operator()(const ReturnedEntryCall& call) const {
    return group_returning::on_answer(step, call, std::move(answer));
  }
  Status operator()(const GroupLogCall& call) const {
    return group_sync::on_log(step, call.group, std::move(answer));
  }
  Status operator()(const GroupListCall&) const { return group_sync::on_list(step, std::move(answer)); }
  Status operator()(const GroupFactsCall& call) const {
    return group_intents::on_facts(step, call, std::move(answer));
  }
  Status operator()(const GroupSearchCall& call) const {
    return group_intents::on_found(step, call, std::move(answer));
  }
  Status operator()(const PostCall& call) const {
    return group_outbox::on_added(step, call, std::move(answer));
  }
  Status operator()(const PostsCall& call) const { return post_sync::on_page(step, call, std::move(answer)); }
  Status operator()(const ArchiveCall& call) const {
    return archiving::on_answer(step, call.kind, std::move(answer));
  }
  Status operator()(const BlobCall& call) const {
    return transfers::on_answer(step, call, std::move(answer));
  }
  Status operator()(const DropBlobCall& call) const {
    return doomed_blobs::on_removed(step, call.blob, answer ? Status{} : Status{answer.error()});
  }
};

}  // namespace

Status deliver_answer(Step& step, const Purpose& purpose, Answer answer) {
  return std::visit(Receiver{step, answer}, purpose);
}

}  // namespace sotto::client
