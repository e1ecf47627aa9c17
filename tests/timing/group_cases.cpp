// SPDX-License-Identifier: GPL-3.0-or-later
// A message to a group, with the sender key poisoned before it is read. It is signed, so nobody without the
// signing key gets as far as its padding.
#include <signal/sender_key.h>
#include <signal/sender_key_record.h>
#include <signal/sender_key_state.h>

#include <algorithm>

#include "cases.hpp"
#include "context.hpp"
#include "memory_state.hpp"
#include "party.hpp"
#include "poison.hpp"
#include "sender_key_pair.hpp"
#include "sotto/crypto/sender_key.hpp"

namespace sotto::timing {
namespace {

using namespace crypto;
using namespace crypto::test;
using testing::must;

const std::string group = "group";

/// Alice has written to the group; Bob has her key and has read nothing yet.
struct Group : SenderKeyPair {
  SenderKeyName name{group, alice.address};
  Bytes message;
  Group() {
    must(to.process(theirs, name, must(from.create(ours, group))));
    message = must(from.encrypt(ours, group, bytes_of("to all")));
  }
};

/// The seed of the chain, where it lies in Bob's table.
void poison_sender_key(Group& g) {
  const auto context = must(Context::create(g.bob.random));
  auto& stored = g.theirs.records.at(g.name);
  const auto record = must(take<Ref<sender_key_record>>("sender key", [&](sender_key_record** out) {
    return sender_key_record_deserialize(out, stored.data(), stored.size(), context->get());
  }));
  sender_key_state* state = nullptr;
  require(sender_key_record_get_sender_key_state(record.get(), &state) >= 0, "there is a sender key");
  const auto* seed = sender_chain_key_get_seed(sender_key_state_get_chain_key(state));
  const ByteView wanted{signal_buffer_const_data(seed), signal_buffer_len(seed)};
  const auto at = std::search(stored.begin(), stored.end(), wanted.begin(), wanted.end());
  require(at != stored.end(), "the seed lies in the record");
  poison(ByteView{stored}.subspan(static_cast<std::size_t>(at - stored.begin()), wanted.size()));
}

void group_message_is_opened() {
  Group g;
  poison_sender_key(g);
  const auto opened = must(g.to.decrypt(g.theirs, g.name, g.message));
  require(observed().paddings == 1, "the padding was taken off");
  require(observed().verdicts == 0, "nothing else was made public");
  require(is_poisoned(opened.expose()), "the text depends on the key");
  reveal(opened.expose());
  require(text_of(opened.expose()) == "to all", "it is the text");
}

void forged_group_message_is_refused() {
  Group g;
  g.message[g.message.size() - 65] ^= 1;  // the last byte in front of the signature
  poison_sender_key(g);
  const auto opened = g.to.decrypt(g.theirs, g.name, g.message);
  require(!opened.ok() && opened.error().code == ErrorCode::undecryptable, "it is refused");
  require(observed().paddings == 0, "a padding is looked at after the signature only");
}

constexpr Case cases[] = {
    {"group_message_is_opened", Comparison::judges, group_message_is_opened},
    {"forged_group_message_is_refused", Comparison::judges, forged_group_message_is_refused},
};

}  // namespace

std::span<const Case> group_cases() { return cases; }

}  // namespace sotto::timing
