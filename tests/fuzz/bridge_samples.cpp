// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge_samples.hpp"

#include <string>

#include "saved_device.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/link_code.hpp"

namespace sotto::fuzz::samples {
namespace {

constexpr std::uint32_t a_page = 50;

/// The reference that next() gives holds until the one after.
class Requests {
 public:
  bridge::Request& next() { return all_.emplace_back(); }
  std::vector<bridge::Request> take() { return std::move(all_); }

 private:
  std::vector<bridge::Request> all_;
};

std::string file_id() { return std::string{text_of(saved_device().file.view())}; }
std::string text_id() {
  const auto page = saved_device().kept->page(*Username::parse("bob"), std::nullopt, a_page);
  return std::string{text_of(page->back().id.view())};
}
std::string group() { return saved_device().group.text(); }
std::string in_the_group() { return ConversationId{saved_device().group}.text(); }

std::vector<bridge::Request> of_the_worker() {
  Requests all;
  all.next().mutable_link_up();
  all.next().set_frame_received(std::string{text_of(saved_device().welcome)});
  all.next().set_frame_received(std::string{text_of(saved_device().delivery)});
  all.next().set_frame_received(std::string{text_of(saved_device().group_delivery)});
  all.next().mutable_timer_fired();
  all.next().mutable_link_down();
  return all.take();
}

std::vector<bridge::Request> about_the_account() {
  Requests all;
  auto& registration = *all.next().mutable_register_();
  registration.set_username("carol");
  registration.set_password("correct horse");
  registration.set_device_name("laptop");
  auto& log_in = *all.next().mutable_log_in();
  log_in.set_username("alice");
  log_in.set_password("correct horse");
  all.next().mutable_cancel_entry();
  auto& profile = *all.next().mutable_update_profile();
  profile.set_display_name("Alice");
  profile.set_about("about");
  all.next().mutable_set_privacy()->set_typing(true);
  all.next().mutable_list_devices();
  all.next().mutable_revoke_device()->set_device_id(2);
  all.next().mutable_accept_archive();
  all.next().mutable_ask_account();
  all.next().mutable_ask_history();
  return all.take();
}

std::vector<bridge::Request> about_people() {
  Requests all;
  all.next().mutable_open_conversation()->set_with("carol");
  auto& contact = *all.next().mutable_set_contact_name();
  contact.set_user("bob");
  contact.set_name("Bob");
  auto& verified = *all.next().mutable_verify_identity();
  verified.set_user("bob");
  verified.set_safety_number(std::string(60, '1'));
  all.next().mutable_unverify_identity()->set_user("bob");
  auto& accepted = *all.next().mutable_accept_identity();
  accepted.set_user("bob");
  accepted.set_safety_number(std::string(60, '1'));
  all.next().mutable_accept_request()->set_user("bob");
  all.next().mutable_block_user()->set_user("carol");
  all.next().mutable_unblock_user()->set_user("carol");
  all.next().mutable_search_directory()->set_query("bo");
  all.next().mutable_fetch_profile()->set_user("bob");
  all.next().mutable_ask_safety_number()->set_with("bob");
  all.next().mutable_ask_safety_code()->set_with("bob");
  auto& compared = *all.next().mutable_compare_safety_code();
  compared.set_with("bob");
  compared.set_code("SOTTO:AE");
  return all.take();
}

std::vector<bridge::Request> about_messages() {
  Requests all;
  auto& text = *all.next().mutable_send_text();
  text.set_to("bob");
  text.set_text("hello @bob");
  text.set_quoted(text_id());
  text.set_duration_s(60);
  auto& edit = *all.next().mutable_edit_message();
  edit.set_conversation("bob");
  edit.set_message_id(text_id());
  edit.set_text("hello again");
  auto& reaction = *all.next().mutable_react();
  reaction.set_conversation("bob");
  reaction.set_message_id(text_id());
  reaction.set_emoji("\U0001F44D");
  auto& deletion = *all.next().mutable_delete_message();
  deletion.set_conversation("bob");
  deletion.set_message_id(text_id());
  auto& retry = *all.next().mutable_retry_message();
  retry.set_to("bob");
  retry.set_message_id(text_id());
  auto& duration = *all.next().mutable_set_duration();
  duration.set_conversation("bob");
  duration.set_duration_s(60);
  auto& draft = *all.next().mutable_save_draft();
  draft.set_conversation(in_the_group());
  draft.set_text("dear all");
  auto& read = *all.next().mutable_mark_read();
  read.set_conversation("bob");
  read.set_up_to(1);
  all.next().mutable_tell_typing()->set_to("bob");
  return all.take();
}

std::vector<bridge::Request> off_the_record() {
  Requests all;
  all.next().mutable_go_off_record()->set_with("bob");
  auto& text = *all.next().mutable_send_off_record();
  text.set_to("bob");
  text.set_text("between us");
  all.next().mutable_end_off_record()->set_with("bob");
  return all.take();
}

std::vector<bridge::Request> about_views() {
  Requests all;
  all.next().mutable_ask_conversations();
  all.next().mutable_ask_conversation()->set_with("bob");
  auto& timeline = *all.next().mutable_ask_timeline();
  timeline.set_with(in_the_group());
  timeline.set_limit(a_page);
  auto& search = *all.next().mutable_ask_search();
  search.set_query("hel");
  search.set_limit(a_page);
  all.next().mutable_ask_groups();
  all.next().mutable_ask_group()->set_group(group());
  all.next().mutable_ask_linking();
  return all.take();
}

std::vector<bridge::Request> about_files() {
  Requests all;
  auto& sent = *all.next().mutable_send_attachment();
  sent.set_to("bob");
  sent.set_file(7);
  sent.set_name("holiday.png");
  sent.set_media_type("image/png");
  sent.set_size(300);
  sent.set_caption("look");
  auto& given = *all.next().mutable_give_attachment_bytes();
  given.set_conversation("bob");
  given.set_message_id(file_id());
  given.set_data(std::string(300, 'x'));
  auto& fetched = *all.next().mutable_fetch_attachment();
  fetched.set_conversation("bob");
  fetched.set_message_id(file_id());
  auto& asked = *all.next().mutable_ask_attachment_bytes();
  asked.set_with("bob");
  asked.set_message_id(file_id());
  asked.set_size(300);
  auto& cancelled = *all.next().mutable_cancel_attachment();
  cancelled.set_conversation("bob");
  cancelled.set_message_id(file_id());
  return all.take();
}

std::vector<bridge::Request> about_linking() {
  Requests all;
  all.next().mutable_link_device();
  auto& joined = *all.next().mutable_join_with_code();
  testing::SeededRandom random{1};
  joined.set_code(crypto::LinkCode::fresh(random)->text());
  joined.set_device_name("phone");
  all.next().mutable_confirm_linking()->set_number("123456");
  all.next().mutable_cancel_linking();
  return all.take();
}

bridge::ChangeGroup& change(Requests& all) {
  auto& change = *all.next().mutable_change_group();
  change.set_group(group());
  return change;
}

std::vector<bridge::Request> about_groups() {
  Requests all;
  auto& created = *all.next().mutable_create_group();
  created.set_name("Another");
  created.set_approvals(2);
  created.set_approvers(bridge::ADMIN);
  all.next().mutable_request_to_join()->set_group(group());
  change(all).set_approve("carol");
  change(all).set_remove("bob");
  change(all).set_rename("Another name");
  change(all).set_picture(std::string(20, 'p'));
  auto& role = *change(all).mutable_role();
  role.set_user("bob");
  role.set_role(bridge::ADMIN);
  auto& policy = *change(all).mutable_policy();
  policy.set_approvals(2);
  policy.set_approvers(bridge::MEMBER);
  change(all).set_leave(true);
  auto& text = *all.next().mutable_send_text();
  text.set_to(in_the_group());
  text.set_text("hello all");
  all.next().mutable_find_groups()->set_query("chess");
  all.next().mutable_load_posts()->set_group(saved_device().open_group.text());
  return all.take();
}

}  // namespace

bridge::Request start_request() {
  bridge::Request request;
  request.mutable_start()->set_path("file");
  request.mutable_start()->set_key(std::string(32, 'k'));
  return request;
}

std::vector<bridge::Request> requests() {
  std::vector<bridge::Request> all;
  for (auto* part : {of_the_worker, about_the_account, about_people, about_messages, off_the_record,
                     about_views, about_files, about_linking, about_groups}) {
    for (auto& request : part()) all.push_back(std::move(request));
  }
  all.emplace_back().mutable_log_out();
  return all;
}

}  // namespace sotto::fuzz::samples
