// SPDX-License-Identifier: GPL-3.0-or-later
#include "driver.hpp"

#include <algorithm>

#include "input.hpp"
#include "seeded_random.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

constexpr int max_lines = 16;

/// What another implementation's suite could say.
Verdict run_lines(ByteView bytes) {
  testing::SeededRandom random{1};
  conformance::Driver driver{random};
  Verdict verdict = Verdict::refused;
  auto rest = text_of(bytes);
  for (int number = 0; number < max_lines && !rest.empty(); ++number) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto answer = driver.answer(line);
    require(answer.find('\n') == std::string::npos, "an answer is one line");
    require(conformance::Json::parse(answer, nullptr, false).is_object(), "an answer is an object");
    if (answer.find("\"error\"") == std::string::npos) verdict = Verdict::accepted;
  }
  return verdict;
}

std::vector<Bytes> line_seeds() {
  return {as_input(R"({"cmd":"hello","id_":[1,{"a":null}]})"),
          as_input(R"({"cmd":"new_identity","who":"a","name":"alice","device_id":1}
{"cmd":"new_identity","who":"b","name":"bob","device_id":1}
{"cmd":"bundle","who":"b","one_time":true}
{"cmd":"export_identity","who":"a"}
{"cmd":"has_prekey","who":"a","id":7}
{"cmd":"sk_create","who":"a","group":"g"}
{"cmd":"sk_encrypt","who":"a","group":"g","plaintext":"00"}
{"cmd":"sign","who":"a","message":"00"}
{"cmd":"fail_store","who":"a","after":1}
{"cmd":"restart","who":"a"})"),
          as_input(R"({"cmd":"new_identity","name":"alice","device_id":1}
{"cmd":"sotto_fingerprint","local_id":"alice","remote_id":"bob","remote_key":"05"}
{"cmd":"sotto_get_session","peer":"bob","peer_device":1}
{"cmd":"sotto_set_session","peer":"bob","peer_device":1,"record":"0a000a00"}
{"cmd":"sotto_group_create","name":"g","kind":"secure","approvals":1,"approvers":"member"}
{"cmd":"sotto_group_sign","group":"00","kind":"policy","approvals":2,"approvers":"admin"}
{"cmd":"sotto_group_extend","group":"00","first":0,"entries":["0101","00"]}
{"cmd":"sotto_group_encrypt","group":"00","message_id":"00","text":"t"}
{"cmd":"sotto_group_decrypt","group":"00","peer":"bob","peer_device":1,"message_id":"00","data":"3300"})"),
          as_input(R"({"cmd":"new_identity","name":"alice","device_id":1}
{"cmd":"decrypt","peer":"bob","peer_device":1,"type":3,"data":"3300"}
{"cmd":"set_session","peer":"bob","peer_device":1,"record":"0a00"}
{"cmd":"get_session","peer":"bob","peer_device":1}
{"cmd":"process_bundle","peer":"bob","peer_device":1,"bundle":{"registration_id":1,"identity_key":"05"}})")};
}

const Registration registration{{{"driver_lines", 2'048, run_lines, line_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
