// SPDX-License-Identifier: GPL-3.0-or-later
#include "views.hpp"

#include "attachments.hpp"
#include "contacts.hpp"
#include "durations.hpp"
#include "groups/post_record.hpp"
#include "groups/views.hpp"
#include "identities.hpp"
#include "off_record.hpp"
#include "reactions.hpp"
#include "store_keys.hpp"
#include "verification.hpp"

namespace sotto::client::views {
namespace {

using store::Table;

constexpr std::size_t largest_page = 200;

Result<std::optional<identities::Identity>> identity_of(store::ClientStore& store, const Username& user) {
  SOTTO_ASSIGN(const auto record, store.find(Table::identity, key_of(user)));
  if (!record) return std::optional<identities::Identity>{};
  SOTTO_ASSIGN(auto identity, identities::parse(*record));
  return std::optional{identity};
}

Result<std::optional<AttachmentView>> attachment_of(Viewed viewed, const store::Message& message) {
  if (message.kind != store::MessageKind::text) return std::optional<AttachmentView>{};
  return attachments::view(viewed.store, viewed.transfers, {message.conversation, message.id});
}

void add_off_record(Viewed viewed, const Username& with, const contacts::Contact& contact,
                    ConversationView& view) {
  const bool oneself = viewed.self != nullptr && with == *viewed.self;
  view.may_go_off_record = contact.accepted && !contact.blocked && !oneself;
  const auto talk = viewed.off_record.talks.find(with);
  view.off_record = talk != viewed.off_record.talks.end();
  if (view.off_record) view.unread_off_record = talk->second->unread;
}

Result<ConversationView> view_of(Viewed viewed, store::Conversation conversation) {
  auto& store = viewed.store;
  SOTTO_ASSIGN(const auto draft, store.find(Table::draft, key_of(conversation.with)));
  ConversationView view{conversation.with,
                        {},
                        std::move(conversation.last),
                        conversation.unread,
                        draft ? std::string{text_of(*draft)} : std::string{},
                        false};
  if (view.last) {
    SOTTO_ASSIGN(view.attachment, attachment_of(viewed, *view.last));
  }
  view.unread_mentions = conversation.unread_mentions;
  SOTTO_ASSIGN(const auto setting, durations::load(store, conversation.with));
  view.lasting = setting.lasting;
  if (const auto* group = conversation.with.group()) {
    SOTTO_ASSIGN(view.title, group_views::title(store, *group));
    SOTTO_ASSIGN(const auto posts, post_records::find(store, *group));
    view.open_group = posts.has_value();
    return view;
  }
  const auto& with = *conversation.with.user();
  SOTTO_ASSIGN(const auto contact, contacts::load(store, with));
  SOTTO_ASSIGN(const auto identity, identity_of(store, with));
  const bool blocked = identity && identity->trust == crypto::Trust::blocked;
  const bool verified = identity && identity->verified;
  view.title = contacts::title_of(contact, with);
  view.blocked_by_identity_change = blocked;
  view.verified = verified && !blocked;
  view.was_verified = verified && blocked;
  view.request = view.last && !contact.accepted;
  view.user_blocked = contact.blocked;
  add_off_record(viewed, with, contact, view);
  return view;
}

Status add_attachment(Viewed viewed, const store::Message& message, TimelinePage& page) {
  SOTTO_ASSIGN(auto attachment, attachment_of(viewed, message));
  if (attachment) page.attachments.push_back(*std::move(attachment));
  return {};
}

/// What is shown with a message: its file, the one that it answers, and the reactions to it.
Status add_company(Viewed viewed, const store::Message& message, TimelinePage& page) {
  if (message.kind != store::MessageKind::text) return {};
  auto& store = viewed.store;
  SOTTO_TRY(add_attachment(viewed, message, page));
  if (message.quoted) {
    SOTTO_ASSIGN(auto quoted, store.find_message(message.conversation, *message.quoted));
    if (quoted && quoted->kind == store::MessageKind::text) {
      SOTTO_TRY(add_attachment(viewed, *quoted, page));
      page.quoted.push_back(*std::move(quoted));
    }
  }
  SOTTO_ASSIGN(auto reactions, reactions::views(store, message.conversation, message.id));
  for (auto& reaction : reactions) page.reactions.push_back(std::move(reaction));
  return {};
}

}  // namespace

AccountView account_view(const Account& account) {
  return {account.self.user, account.self.device, account.display_name, account.about, account.listed};
}

Result<std::vector<ConversationView>> conversations(Viewed viewed) {
  SOTTO_ASSIGN(auto all, viewed.store.conversations());
  std::vector<ConversationView> views;
  views.reserve(all.size());
  for (auto& conversation : all) {
    SOTTO_ASSIGN(auto view, view_of(viewed, std::move(conversation)));
    views.push_back(std::move(view));
  }
  return views;
}

Result<std::optional<ConversationView>> conversation(Viewed viewed, const ConversationId& with) {
  SOTTO_ASSIGN(auto all, viewed.store.conversations());
  for (auto& one : all) {
    if (!(one.with == with)) continue;
    SOTTO_ASSIGN(auto view, view_of(viewed, std::move(one)));
    return std::optional<ConversationView>{std::move(view)};
  }
  return std::optional<ConversationView>{};
}

Result<TimelinePage> timeline(Viewed viewed, const ConversationId& with,
                              std::optional<store::Position> before, std::size_t limit) {
  if (limit == 0 || limit > largest_page) return Error{ErrorCode::malformed, "timeline limit"};
  SOTTO_ASSIGN(auto messages, viewed.store.page(with, before, limit + 1));
  const bool more = messages.size() > limit;
  if (more) messages.pop_back();
  TimelinePage page{std::move(messages), more};
  for (const auto& message : page.messages) SOTTO_TRY(add_company(viewed, message, page));
  if (!before) page.off_record = off_record::messages(viewed.off_record, with);
  return page;
}

Result<std::optional<std::string>> safety_number(store::ClientStore& store, const Account& account,
                                                 const Username& with) {
  SOTTO_ASSIGN(const auto identity, identity_of(store, with));
  if (!identity) return std::optional<std::string>{};
  return std::optional{verification::number_of(account, with, identity->key)};
}

Result<std::optional<std::string>> safety_code(store::ClientStore& store, const Account& account,
                                               const Username& with) {
  SOTTO_ASSIGN(const auto identity, identity_of(store, with));
  if (!identity) return std::optional<std::string>{};
  return std::optional{verification::code_of(account, with, identity->key)};
}

Result<crypto::SafetyCodeMatch> compare_safety_code(store::ClientStore& store, const Account& account,
                                                    const Username& with, std::string_view text) {
  SOTTO_ASSIGN(const auto identity, identity_of(store, with));
  if (!identity) return Error{ErrorCode::not_found, "safety code"};
  return verification::compare_code(account, with, identity->key, text);
}

}  // namespace sotto::client::views
