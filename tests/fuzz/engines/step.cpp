// SPDX-License-Identifier: GPL-3.0-or-later
#include "step.hpp"

namespace sotto::fuzz::engines {

const char* name_of(Step step) {
  switch (step) {
    case Step::write:
      return "write";
    case Step::write_to_the_group:
      return "write to the group";
    case Step::ask_to_join:
      return "ask to join";
    case Step::approve:
      return "approve";
    case Step::leave:
      return "leave";
    case Step::remove:
      return "remove";
    case Step::make_an_admin:
      return "make an admin";
    case Step::rename_the_group:
      return "rename the group";
    case Step::exchange:
      return "exchange";
    case Step::let_time_pass:
      return "let time pass";
    case Step::crash:
      return "crash";
    case Step::fail_the_store:
      return "fail the store";
    case Step::go_offline:
      return "go offline";
    case Step::keep_a_copy:
      return "keep a copy";
    case Step::put_the_copy_back:
      return "put the copy back";
    case Step::begin_anew:
      return "begin anew";
    case Step::drop_deliveries:
      return "drop deliveries";
    case Step::drop_submissions:
      return "drop submissions";
    case Step::drop_answers:
      return "drop answers";
    case Step::drop_replies:
      return "drop replies";
    case Step::drop_news_of_the_group:
      return "drop news of the group";
    case Step::deliver_again:
      return "deliver again";
    case Step::deliver_to_the_sender:
      return "deliver to the sender";
    case Step::deliver_under_another_id:
      return "deliver under another id";
    case Step::deliver_changed:
      return "deliver changed";
    case Step::swap_ciphertexts:
      return "swap ciphertexts";
    case Step::make_up_an_answer:
      return "make up an answer";
    case Step::kill_the_relay:
      return "kill the relay";
    case Step::forget_the_keys:
      return "forget the keys";
    case Step::count:
      break;
  }
  return "";
}

}  // namespace sotto::fuzz::engines
