// SPDX-License-Identifier: GPL-3.0-or-later
#include "dispatch.hpp"

#include "attachment_reading.hpp"
#include "attachments.hpp"
#include "contacts.hpp"
#include "conversations.hpp"
#include "devices.hpp"
#include "directory.hpp"
#include "downloads.hpp"
#include "durations.hpp"
#include "edits.hpp"
#include "groups/intents.hpp"
#include "groups/outbox.hpp"
#include "groups/post_sync.hpp"
#include "groups/sync.hpp"
#include "inbox.hpp"
#include "logout.hpp"
#include "off_record.hpp"
#include "outbox.hpp"
#include "own_state.hpp"
#include "privacy.hpp"
#include "reactions.hpp"
#include "receipts.hpp"
#include "requests.hpp"
#include "resets.hpp"
#include "step.hpp"
#include "verification.hpp"

namespace sotto::client {
namespace {

/// A frame from the relay. What does not belong here, now, is dropped without a trace.
struct FrameReader {
  Step& step;

  Status operator()(wire::CallReply& reply) const {
    if (step.memory().link.phase == LinkPhase::leaving) return link::close(step);
    return calls::on_reply(step, std::move(reply));
  }
  Status operator()(const wire::Welcome& welcome) const { return link::on_welcome(step, welcome); }
  Status operator()(const wire::Goodbye& goodbye) const { return link::on_goodbye(step, goodbye); }
  Status operator()(const wire::SubmitReply& reply) const {
    typing::on_submitted(step.memory(), reply);
    SOTTO_TRY(off_record_flights::on_submitted(step, reply));
    return online() ? outbox::on_submitted(step, reply) : Status{};
  }
  Status operator()(const wire::Deliver& deliver) const {
    const bool in_turn = online() && !step.memory().link.deadline;
    return in_turn ? inbox::on_deliver(step, deliver) : Status{};
  }
  Status operator()(const wire::PrekeysLow& low) const {
    return online() ? prekey_stock::on_low(step, low) : Status{};
  }
  Status operator()(const wire::GroupSubmitted& reply) const {
    return online() ? group_outbox::on_submitted(step, reply) : Status{};
  }
  Status operator()(const wire::GroupChanged& changed) const {
    return online() ? group_sync::on_changed(step, changed) : Status{};
  }
  Status operator()(const wire::PostPage& page) const {
    return online() ? post_sync::on_posted(step, page) : Status{};
  }
  // Only clients send these.
  Status operator()(const wire::Authenticate&) const { return {}; }
  Status operator()(const wire::CallRequest&) const { return {}; }
  Status operator()(const wire::Submit&) const { return {}; }
  Status operator()(const wire::SubmitToGroup&) const { return {}; }
  Status operator()(const wire::Acknowledge&) const { return {}; }

  [[nodiscard]] bool online() const { return link::is_online(step.memory()); }
};

Status on_frame(Step& step, const FrameReceived& received) {
  auto& link = step.memory().link;
  if (!link::is_open(step.memory()) && link.phase != LinkPhase::leaving) return {};
  auto frame = wire::parse_frame(received.bytes);
  if (!frame) return {};
  link.last_heard = step.steady();
  return std::visit(FrameReader{step}, *frame);
}

Status on_timer(Step& step) {
  SOTTO_TRY(link::on_time(step));
  SOTTO_TRY(entry::on_time(step));
  SOTTO_TRY(linking_newcomer::on_time(step));
  if (!step.memory().account) return calls::on_time(step);
  SOTTO_TRY(calls::on_time(step));
  if (!step.memory().account) return {};
  SOTTO_TRY(own_list::on_time(step));
  SOTTO_TRY(linking_owner::on_time(step));
  SOTTO_TRY(prekey_stock::on_time(step));
  SOTTO_TRY(resets::on_time(step));
  SOTTO_TRY(receipts::on_time(step));
  SOTTO_TRY(own_state::on_time(step));
  SOTTO_TRY(timers::on_time(step));
  SOTTO_TRY(typing::on_time(step));
  off_record_flights::on_time(step);
  SOTTO_TRY(group_sync::on_time(step));
  SOTTO_TRY(group_outbox::on_time(step));
  SOTTO_TRY(transfers::on_time(step));
  return outbox::on_time(step);
}

struct InputReader {
  Step& step;

  Status operator()(const LinkUp&) const { return link::on_up(step); }
  Status operator()(const LinkDown&) const { return link::on_down(step); }
  Status operator()(const FrameReceived& received) const { return on_frame(step, received); }
  Status operator()(const TimerFired&) const { return on_timer(step); }
  Status operator()(Register& intent) const { return entry::begin(step, std::move(intent)); }
  Status operator()(LogIn& intent) const { return entry::begin(step, std::move(intent)); }
  Status operator()(const CancelEntry&) const { return entry::cancel(step); }

  Status operator()(const JoinWithCode& intent) const { return linking_newcomer::begin(step, intent); }
  Status operator()(const ConfirmLinking& intent) const {
    if (step.memory().linking_newcomer) return linking_newcomer::confirm(step, intent.number);
    return linking_owner::confirm(step, intent.number);
  }
  Status operator()(const CancelLinking&) const {
    if (step.memory().linking_newcomer) return linking_newcomer::cancel(step);
    return linking_owner::cancel(step);
  }
  Status operator()(const LinkDevice&) const {
    return in([&] { return linking_owner::begin(step); });
  }

  Status operator()(const LogOut&) const {
    return in([&] { return log_out(step); });
  }
  Status operator()(const SendText& intent) const {
    return in([&] { return conversations::send_text(step, intent); });
  }
  Status operator()(const SendOffRecord& intent) const {
    return in([&] { return off_record::send(step, intent); });
  }
  Status operator()(const GoOffRecord& intent) const {
    return in([&] { return off_record::go(step, intent); });
  }
  Status operator()(const EndOffRecord& intent) const {
    return in([&] { return off_record::end(step, intent); });
  }
  Status operator()(const EditMessage& intent) const {
    return in([&] { return edits::edit(step, intent); });
  }
  Status operator()(const DeleteMessage& intent) const {
    return in([&] { return edits::remove(step, intent); });
  }
  Status operator()(const SetDuration& intent) const {
    return in([&] { return durations::set(step, intent); });
  }
  Status operator()(const React& intent) const {
    return in([&] { return reactions::react(step, intent); });
  }
  Status operator()(const SendAttachment& intent) const {
    return in([&] { return attachment_reading::send(step, intent); });
  }
  Status operator()(const GiveAttachmentBytes& input) const {
    return in([&] { return attachment_reading::give(step, input); });
  }
  Status operator()(const FetchAttachment& intent) const {
    return in([&] { return downloads::fetch(step, intent); });
  }
  Status operator()(const CancelAttachment& intent) const {
    return in([&] { return attachments::cancel(step, intent); });
  }
  Status operator()(const RetryMessage& intent) const {
    return in([&] { return conversations::retry(step, intent); });
  }
  Status operator()(const SaveDraft& intent) const {
    return in([&] { return conversations::save_draft(step, intent); });
  }
  Status operator()(const OpenConversation& intent) const {
    return in([&] { return conversations::open(step, intent); });
  }
  Status operator()(const MarkRead& intent) const {
    return in([&] { return conversations::mark_read(step, intent); });
  }
  Status operator()(const SetContactName& intent) const {
    return in([&] { return contacts::set_name(step, intent.user, intent.name); });
  }
  Status operator()(const AcceptIdentity& intent) const {
    return in([&] { return conversations::accept_identity(step, intent); });
  }
  Status operator()(const VerifyIdentity& intent) const {
    return in([&] { return verification::verify(step, intent); });
  }
  Status operator()(const UnverifyIdentity& intent) const {
    return in([&] { return verification::unverify(step, intent); });
  }
  Status operator()(const AcceptRequest& intent) const {
    return in([&] { return requests::accept(step, intent); });
  }
  Status operator()(const BlockUser& intent) const {
    return in([&] { return requests::block(step, intent); });
  }
  Status operator()(const UnblockUser& intent) const {
    return in([&] { return requests::unblock(step, intent); });
  }
  Status operator()(const TellTyping& intent) const {
    return in([&] { return typing::tell(step, intent); });
  }
  Status operator()(const SetPrivacy& intent) const {
    return in([&] { return privacy::set(step, intent); });
  }
  Status operator()(const AcceptArchive&) const {
    return in([&] { return archiving::accept(step); });
  }
  Status operator()(const SearchDirectory& intent) const {
    return in([&] { return directory::search(step, intent); });
  }
  Status operator()(const FetchProfile& intent) const {
    return in([&] { return directory::fetch(step, intent); });
  }
  Status operator()(const UpdateProfile& intent) const {
    return in([&] { return directory::update(step, intent); });
  }
  Status operator()(const ListDevices&) const {
    return in([&] { return devices::list(step); });
  }
  Status operator()(const RevokeDevice& intent) const {
    return in([&] { return devices::revoke(step, intent); });
  }

  Status operator()(const CreateGroup& intent) const {
    return in([&] { return group_intents::create(step, intent); });
  }
  Status operator()(const RequestToJoin& intent) const {
    return in([&] { return group_intents::request(step, intent); });
  }
  Status operator()(const ChangeGroup& intent) const {
    return in([&] { return group_intents::change(step, intent); });
  }
  Status operator()(const FindGroups& intent) const {
    return in([&] { return group_intents::find(step, intent); });
  }
  Status operator()(const LoadPosts& intent) const {
    return in([&] { return post_sync::load_older(step, intent.group); });
  }

  /// What only somebody who is logged in can want.
  template <class Intent>
  Status in(Intent intent) const {
    if (!step.memory().account) return Error{ErrorCode::not_logged_in, "intent"};
    return intent();
  }
};

}  // namespace

Status dispatch(Step& step, Input input) {
  SOTTO_TRY(std::visit(InputReader{step}, input));
  SOTTO_TRY(peers::pump(step));
  return archiving::pump(step);
}

bool is_frame(const Input& input) { return std::holds_alternative<FrameReceived>(input); }

bool is_intent(const Input& input) {
  return !is_frame(input) && !std::holds_alternative<LinkUp>(input) &&
         !std::holds_alternative<LinkDown>(input) && !std::holds_alternative<TimerFired>(input);
}

}  // namespace sotto::client
