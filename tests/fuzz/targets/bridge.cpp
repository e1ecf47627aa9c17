// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge.hpp"

#include "bridge.pb.h"
#include "input.hpp"
#include "saved_device.hpp"
#include "seeded_random.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

constexpr int max_requests = 32;

std::size_t answers_in(web::Bridge& bridge, Verdict& verdict) {
  std::size_t answers = 0;
  while (const auto bytes = bridge.poll()) {
    bridge::Reply reply;
    require(reply.ParseFromArray(bytes->data(), static_cast<int>(bytes->size())), "a reply can be read");
    if (!reply.has_answer()) continue;
    ++answers;
    if (reply.answer().error().empty()) verdict = Verdict::accepted;
  }
  return answers;
}

/// What the page's TypeScript could send if it were wrong, or somebody else's.
Verdict run_requests(ByteView bytes) {
  testing::SeededRandom random{1};
  const auto open = [](const std::string&,
                       const SecretBytes&) -> Result<std::unique_ptr<store::ClientStore>> {
    return std::unique_ptr<store::ClientStore>{saved_device().store()};
  };
  web::Bridge bridge{open, random};
  Verdict verdict = Verdict::refused;
  Input input{bytes};
  for (int number = 0; number < max_requests && !input.empty(); ++number) {
    bridge.handle(input.field());
    require(answers_in(bridge, verdict) == 1, "each request has one answer");
  }
  return verdict;
}

bridge::Request start() {
  bridge::Request request;
  request.mutable_start()->set_path("file");
  request.mutable_start()->set_key(std::string(32, 'k'));
  return request;
}

std::vector<bridge::Request> other_requests() {
  std::vector<bridge::Request> all(13);
  all[0].mutable_link_up();
  all[1].set_frame_received(std::string{text_of(saved_device().welcome)});
  all[2].set_frame_received(std::string{text_of(saved_device().delivery)});
  all[3].mutable_timer_fired();
  all[4].mutable_send_text()->set_to("bob");
  all[4].mutable_send_text()->set_text("hello");
  all[5].mutable_save_draft()->set_conversation("bob");
  all[6].mutable_ask_timeline()->set_with("bob");
  all[6].mutable_ask_timeline()->set_limit(50);
  all[7].mutable_ask_search()->set_query("hel");
  all[7].mutable_ask_search()->set_limit(50);
  all[8].mutable_ask_safety_number()->set_with("bob");
  all[9].mutable_mark_read()->set_conversation("bob");
  all[10].mutable_register_()->set_username("carol");
  all[11].mutable_compare_safety_code()->set_with("bob");
  all[11].mutable_compare_safety_code()->set_code("SOTTO:AE");
  all[12].mutable_log_out();
  return all;
}

Bytes session_of(const std::vector<bridge::Request>& requests) {
  Bytes out;
  std::uint32_t id = 0;
  for (auto request : requests) {
    request.set_id(++id);
    request.set_now_ms(saved_device().now.milliseconds);
    put_field(out, bytes_of(request.SerializeAsString()));
  }
  return out;
}

std::vector<Bytes> request_seeds() {
  auto all = other_requests();
  all.insert(all.begin(), start());
  std::vector<Bytes> seeds{session_of(all)};
  for (const auto& request : other_requests()) seeds.push_back(session_of({start(), request}));
  return seeds;
}

const Registration registration{{{"bridge_requests", 4'096, run_requests, request_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
