// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge.hpp"

#include "bridge.pb.h"
#include "bridge_samples.hpp"
#include "input.hpp"
#include "saved_device.hpp"
#include "seeded_random.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

constexpr int max_requests = 32;
constexpr std::string_view unreadable = "malformed";

/// Counts the answers that say that a request could not be read.
struct Answers {
  std::size_t all = 0;
  std::size_t refused = 0;
};

void hear_answers(web::Bridge& bridge, Answers& answers) {
  while (const auto bytes = bridge.poll()) {
    bridge::Reply reply;
    require(reply.ParseFromArray(bytes->data(), static_cast<int>(bytes->size())), "a reply can be read");
    if (!reply.has_answer()) continue;
    ++answers.all;
    if (reply.answer().error() == unreadable) ++answers.refused;
  }
}

/// What the page's TypeScript could send if it were wrong, or somebody else's.
Verdict run_requests(ByteView bytes) {
  testing::SeededRandom random{1};
  const auto open = [](const std::string&,
                       const SecretBytes&) -> Result<std::unique_ptr<store::ClientStore>> {
    return std::unique_ptr<store::ClientStore>{saved_device().store()};
  };
  web::Bridge bridge{open, random};
  Answers answers;
  Input input{bytes};
  for (std::size_t number = 0; number < max_requests && !input.empty(); ++number) {
    bridge.handle(input.field());
    hear_answers(bridge, answers);
    require(answers.all == number + 1, "each request has one answer");
  }
  return answers.all > 0 && answers.refused == 0 ? Verdict::accepted : Verdict::refused;
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
  std::vector<Bytes> seeds;
  for (const auto& request : samples::requests())
    seeds.push_back(session_of({samples::start_request(), request}));
  return seeds;
}

const Registration registration{{{"bridge_requests", 8'192, run_requests, request_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
