// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/chat.hpp"

#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"
#include "sotto/group/limits.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {
namespace {

/// A little longer than signs of typing come while somebody goes on.
constexpr std::chrono::milliseconds typing_holds{8'000};

}  // namespace

Chat::Chat(EnginePort& engine, ConversationList& conversations, const Session& session, QObject* parent)
    : QObject{parent},
      engine_{engine},
      conversations_{conversations},
      session_{session},
      timeline_{engine},
      deeds_{engine},
      off_record_{engine},
      files_{engine},
      safety_code_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Chat::on_event);
  connect(&conversations_, &ConversationList::conversationChanged, this, &Chat::on_conversation);
  typing_.setSingleShot(true);
  connect(&typing_, &QTimer::timeout, this, &Chat::changed);
  connect(&timeline_, &Timeline::changed, this, &Chat::on_timeline);
  connect(&timeline_, &Timeline::highlightedChanged, this, &Chat::changed);
  connect(&timeline_, &Timeline::failed, this, &Chat::failed);
  connect(&deeds_, &MessageDeeds::failed, this, &Chat::failed);
  connect(&off_record_, &OffRecord::failed, this, &Chat::failed);
  connect(&files_, &Files::failed, this, &Chat::failed);
  connect(&safety_code_, &SafetyCode::failed, this, &Chat::failed);
}

void Chat::open(const QString& user) {
  const auto name = ConversationId::parse(from_qt(user));
  if (!name || with_ == *name) return;
  with_ = *name;
  view_ = conversations_.find(*name);
  safety_number_.clear();
  typing_.stop();
  unsent_.clear();
  saving_.reset();
  seen_ = {};
  marked_ = {};
  unread_settled_ = false;
  unread_from_ = 0;
  if (const auto* other = name->user(); other != nullptr && !view_) submit(client::OpenConversation{*other});
  timeline_.open(*name, session_.user());
  deeds_.open(with_);
  off_record_.open(with_);
  off_record_.show(view_);
  files_.open(with_);
  safety_code_.open(with_);
  readSafetyNumber();
  fetch_profile();
  emit changed();
}

void Chat::close() {
  with_.reset();
  view_.reset();
  safety_number_.clear();
  typing_.stop();
  unsent_.clear();
  saving_.reset();
  timeline_.close();
  deeds_.open(with_);
  off_record_.open(with_);
  files_.open(with_);
  safety_code_.open(with_);
  emit changed();
}

void Chat::forget() {
  profiles_.clear();
  close();
}

void Chat::on_event(const client::Event& event) {
  std::visit(Overloaded{[this](const client::ProfileFetched& e) {
                          profiles_.insert_or_assign(e.profile.username, e.profile);
                          if (with_ == ConversationId{e.profile.username}) emit changed();
                        },
                        [this](const client::IdentityChanged& e) {
                          if (with_ != ConversationId{e.user}) return;
                          // Nobody shall accept another key than the one whose number they were shown.
                          if (!blocked()) readSafetyNumber();
                          if (session_.is_online()) submit(client::FetchProfile{e.user});
                        },
                        [this](const client::PeerTyping& e) {
                          if (with_ != ConversationId{e.user}) return;
                          typing_.start(typing_holds);
                          emit changed();
                        },
                        [this](const client::MessageArrived& e) {
                          if (with_ == e.conversation) stop_typing();
                        },
                        [this](const client::OffRecordArrived& e) {
                          if (with_ == e.conversation) stop_typing();
                        },
                        [this](const client::LinkChanged& e) {
                          if (e.state == client::LinkState::online) fetch_profile();
                        },
                        [](const auto&) {}},
             event);
}

void Chat::stop_typing() {
  if (!typing_.isActive()) return;
  typing_.stop();
  emit changed();
}

void Chat::on_timeline() {
  if (ready() && !std::exchange(unread_settled_, true)) {
    const auto first = timeline_.first_unread(view_ ? view_->unread : 0);
    unread_from_ = first ? static_cast<qint64>(first->value) : 0;
  }
  emit changed();
}

void Chat::on_conversation(const ConversationId& with) {
  if (with_ != with) return;
  view_ = conversations_.find(with);
  off_record_.show(view_);
  if (safety_number_.isEmpty()) readSafetyNumber();
  mark_seen();
  emit changed();
}

void Chat::readSafetyNumber() {
  const auto* other = other_user();
  if (other == nullptr) return;
  engine_.ask_safety_number(
      *other, when_answered(this, [this, asked = with_](Result<std::optional<std::string>> answer) {
        if (asked != with_ || !answer) return;
        safety_number_ = to_qt(answer->value_or(std::string{}));
        emit changed();
      }));
}

void Chat::fetch_profile() {
  const auto* other = other_user();
  if (other != nullptr && profile() == nullptr && session_.is_online()) submit(client::FetchProfile{*other});
}

QString Chat::send(const QString& text, const QString& quoted, int seconds) {
  const QString body = text.trimmed();
  if (!with_) return to_qt(ErrorCode::invalid_state);
  if (body.isEmpty()) return to_qt(ErrorCode::malformed);
  if (textTooLong(body)) return to_qt(ErrorCode::too_large);
  unsent_.clear();
  const auto lasting =
      seconds < 0 ? std::nullopt : std::optional{Lasting{static_cast<std::uint32_t>(seconds)}};
  engine_.submit(client::SendText{*with_, from_qt(body), parse_message_id(quoted), lasting},
                 when_answered(this, [this, to = *with_, body](Status kept) {
                   if (!kept) on_not_sent(to, body, kept.error().code);
                 }));
  if (!timeline_.reachesNewest()) toNewest();
  return {};
}

void Chat::on_not_sent(const ConversationId& to, const QString& text, ErrorCode code) {
  if (with_ == to) {
    unsent_ = text;
    emit changed();
  }
  emit failed(code);
}

void Chat::tellTyping() {
  const auto* other = other_user();
  if (other != nullptr && session_.typing()) submit(client::TellTyping{*other});
}

void Chat::saveDraft(const QString& text) {
  if (!with_ || off_record_.on()) return;
  if (text.isEmpty() && !unsent_.isEmpty()) {
    unsent_.clear();
    emit changed();
  }
  if (view_ && kept_draft() == text) return;
  saving_ = text;
  engine_.submit(client::SaveDraft{*with_, from_qt(text)},
                 when_answered(this, [this, with = *with_, text](const Status& kept) {
                   // Otherwise the text is still in the field; the next keystroke tries again.
                   if (kept) on_draft_saved(with, text);
                 }));
  emit changed();
}

/// What the list knows may have been read before. A later text waits for its own answer.
void Chat::on_draft_saved(const ConversationId& with, const QString& text) {
  engine_.ask_conversation(
      with, when_answered(this, [this, with, text](Result<std::optional<client::ConversationView>> answer) {
        if (with_ != with || saving_ != text || !answer || !*answer) return;
        saving_.reset();
        view_ = **answer;
        emit changed();
      }));
}

void Chat::markRead() {
  const auto newest = timeline_.newest();
  if (newest && ready() && timeline_.reachesNewest()) seen_ = *newest;
  mark_seen();
}

/// What was seen may be known as unread a moment later only, or be seen while nobody looks.
void Chat::mark_seen() {
  if (!with_ || !view_ || !watched_ || !has_unmarked()) return;
  marked_ = seen_;
  submit(client::MarkRead{*with_, seen_});
}

/// What is off the record stands below the timeline, and is in view.
bool Chat::has_unmarked() const {
  return view_->unread_off_record > 0 || (view_->unread > 0 && marked_ < seen_);
}

void Chat::set_watched(bool watched) {
  watched_ = watched;
  mark_seen();
}

void Chat::acceptIdentity() {
  const auto* other = other_user();
  if (other == nullptr) return;
  engine_.submit(client::AcceptIdentity{*other, from_qt(safety_number_)},
                 when_answered(this, [this, asked = with_](Status done) {
                   if (done) return readSafetyNumber();
                   emit failed(done.error().code);
                   // It was another key's. The next try is about a number that was displayed.
                   if (asked == with_) emit keyRefused();
                 }));
  conversations_.refresh(*with_);
}

void Chat::acceptRequest() {
  if (const auto* other = other_user()) submit(client::AcceptRequest{*other});
}

void Chat::blockUser() {
  if (const auto* other = other_user()) submit(client::BlockUser{*other});
}

void Chat::unblockUser() {
  if (const auto* other = other_user()) submit(client::UnblockUser{*other});
}

void Chat::verify() {
  if (const auto* other = other_user()) submit(client::VerifyIdentity{*other, from_qt(safety_number_)});
}

void Chat::unverify() {
  if (const auto* other = other_user()) submit(client::UnverifyIdentity{*other});
}

void Chat::setDuration(int seconds) {
  if (with_ && seconds >= 0)
    submit(client::SetDuration{*with_, Lasting{static_cast<std::uint32_t>(seconds)}});
}

void Chat::setContactName(const QString& name) {
  if (const auto* other = other_user()) submit(client::SetContactName{*other, from_qt(name.trimmed())});
}

bool Chat::textTooLong(const QString& text) const { return wire_size(text) > wire::max_text; }
bool Chat::postTooLong(const QString& text) const { return wire_size(text) > group::max_post_text; }

void Chat::jumpTo(qint64 position) {
  if (position > 0) timeline_.jump_to(store::Position{static_cast<std::uint64_t>(position)});
}

void Chat::toNewest() { timeline_.to_newest(); }

void Chat::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

const Username* Chat::other_user() const { return with_ ? with_->user() : nullptr; }

const client::ProfileView* Chat::profile() const {
  const auto* other = other_user();
  if (other == nullptr) return nullptr;
  const auto at = profiles_.find(*other);
  return at == profiles_.end() ? nullptr : &at->second;
}

QString Chat::user() const { return with_ ? to_qt(with_->text()) : QString{}; }

QString Chat::title() const {
  if (view_) return to_qt(view_->title);
  return profile() != nullptr && !profile()->display_name.empty() ? profileDisplayName() : user();
}

bool Chat::blocked() const { return view_ && view_->blocked_by_identity_change; }

bool Chat::request() const { return view_ && view_->request; }
bool Chat::userBlocked() const { return view_ && view_->user_blocked; }
bool Chat::verified() const { return view_ && view_->verified; }
bool Chat::wasVerified() const { return view_ && view_->was_verified; }
int Chat::lasting() const { return view_ ? static_cast<int>(view_->lasting.seconds) : 0; }

QString Chat::draft() const { return unsent_.isEmpty() ? kept_draft() : unsent_; }

QString Chat::kept_draft() const {
  if (saving_) return *saving_;
  return view_ ? to_qt(view_->draft) : QString{};
}

bool Chat::ready() const { return with_.has_value() && timeline_.ready(); }
QString Chat::profileDisplayName() const { return profile() ? to_qt(profile()->display_name) : QString{}; }
QString Chat::profileAbout() const { return profile() ? to_qt(profile()->about) : QString{}; }
QString Chat::profileIdentityKey() const {
  return profile() ? to_qt(to_hex(profile()->identity_key)) : QString{};
}

QString Chat::contactName() const {
  const QString shown = title();
  // The engine tells what to show; a name of one's own is one that neither they nor the relay gave.
  return shown == user() || shown == profileDisplayName() || !profileKnown() ? QString{} : shown;
}

qint64 Chat::highlighted() const { return static_cast<qint64>(timeline_.highlighted().value); }

}  // namespace sotto::desktop
