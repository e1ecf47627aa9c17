// SPDX-License-Identifier: GPL-3.0-or-later
// A message of a session, with every secret in the reader's record poisoned before it is read.
#include <algorithm>

#include "cases.hpp"
#include "forged_message.hpp"
#include "insider.hpp"
#include "poison.hpp"

namespace sotto::timing {
namespace {

using namespace crypto;
using namespace crypto::test;

/// Whether the message is in a chain that the reader knows, or begins one.
enum class Chain : std::uint8_t { known, fresh };

/// Alice and Bob, who know each other; a message of hers is under way.
struct Conversation {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Ciphertext message;
  explicit Conversation(Chain chain) {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    if (chain == Chain::known) bob.read(alice, alice.write(bob, "first of the chain"));
    message = alice.write(bob, "under way");
  }
};

Bytes taken(Buffer buffer) { return copy_of(view_of(buffer)); }

Bytes key_of(const ratchet_chain_key* chain) {
  return taken(must(
      take<Buffer>("chain key", [&](signal_buffer** out) { return ratchet_chain_key_get_key(chain, out); })));
}

/// The root key, the chain keys and the private ratchet key of a session.
std::vector<Bytes> secrets_in(const SessionRecord& record, ec_public_key* their_ratchet_key) {
  auto* state = record.current();
  std::vector<Bytes> secrets;
  secrets.push_back(taken(must(take<Buffer>("root key", [&](signal_buffer** out) {
    return ratchet_root_key_get_key(session_state_get_root_key(state), out);
  }))));
  secrets.push_back(key_of(session_state_get_sender_chain_key(state)));
  secrets.push_back(taken(must(take<Buffer>("ratchet key", [&](signal_buffer** out) {
    return ec_private_key_serialize(
        out, ec_key_pair_get_private(session_state_get_sender_ratchet_key_pair(state)));
  }))));
  if (const auto* chain = session_state_get_receiver_chain_key(state, their_ratchet_key)) {
    secrets.push_back(key_of(chain));
  }
  return secrets;
}

/// Poisons them where they lie in Bob's table, and lets Bob forget what he has in memory.
void poison_record(Conversation& c) {
  const auto context = must(Context::create(c.bob.random));
  const auto hers =
      must(SessionRecord::parse(c.alice.state.tables.sessions.at(c.bob.address), context->get(), noon));
  auto& stored = c.bob.state.tables.sessions.at(c.alice.address);
  const auto his = must(SessionRecord::parse(stored, context->get(), noon));
  const auto secrets = secrets_in(his, session_state_get_sender_ratchet_key(hers.current()));
  std::vector<ByteView> places;
  for (const auto& secret : secrets) {
    const auto at = std::search(stored.begin(), stored.end(), secret.begin(), secret.end());
    require(at != stored.end(), "the secret lies in the record");
    places.push_back(ByteView{stored}.subspan(static_cast<std::size_t>(at - stored.begin()), secret.size()));
  }
  // Only now: a search would stumble over what it has poisoned.
  for (const auto place : places) poison(place);
  c.bob.restart();
}

/// One verdict, that of the MAC; one more before it where the agreement of a fresh ratchet key is checked not
/// to be zero.
unsigned verdicts_of(Chain chain) { return chain == Chain::known ? 1 : 2; }

void refuse(Chain chain, Ciphertext (*damaged)(Conversation&), unsigned paddings) {
  Conversation c{chain};
  const auto message = damaged(c);
  poison_record(c);
  const auto opened = c.bob.try_read(c.alice, message);
  require(!opened.ok() && opened.error().code == ErrorCode::undecryptable, "it is refused");
  require(observed().verdicts == verdicts_of(chain), "the refusal is all that was made public");
  require(observed().paddings == paddings, "a padding is looked at after the MAC only");
}

Ciphertext with_wrong_mac(Conversation& c) { return with_bad_mac(c.message); }
Ciphertext with_wrong_body(Conversation& c) {
  auto damaged = c.message;
  damaged.data[damaged.data.size() - message_mac_size - 1] ^= 1;
  return damaged;
}
Ciphertext with_wrong_padding(Conversation& c) { return with_blocks(c.alice, c.bob, Bytes(32, 0)); }

void wrong_mac_is_refused() { refuse(Chain::known, with_wrong_mac, 0); }
void wrong_body_is_refused() { refuse(Chain::known, with_wrong_body, 0); }
void wrong_mac_in_a_new_chain_is_refused() { refuse(Chain::fresh, with_wrong_mac, 0); }
void wrong_padding_is_refused() { refuse(Chain::known, with_wrong_padding, 1); }

void message_is_opened(Chain chain) {
  Conversation c{chain};
  poison_record(c);
  const auto opened = must(c.bob.try_read(c.alice, c.message));
  require(observed().verdicts >= verdicts_of(chain), "the MAC was checked");
  require(observed().paddings == 1, "the padding was taken off");
  require(is_poisoned(opened.plaintext.expose()), "the text depends on the keys");
  reveal(opened.plaintext.expose());
  require(text_of(opened.plaintext.expose()) == "under way", "it is the text");
}
void message_is_opened() { message_is_opened(Chain::known); }
void message_of_a_new_chain_is_opened() { message_is_opened(Chain::fresh); }

/// The control: the same session, with a comparison that stops at the first difference.
void early_exit_in_a_session_is_reported() {
  Conversation c{Chain::known};
  poison_record(c);
  require(!c.bob.try_read(c.alice, with_bad_mac(c.message)).ok(), "it is refused");
}

constexpr Case cases[] = {
    {"wrong_mac_is_refused", Comparison::judges, wrong_mac_is_refused},
    {"wrong_body_is_refused", Comparison::judges, wrong_body_is_refused},
    {"wrong_mac_in_a_new_chain_is_refused", Comparison::judges, wrong_mac_in_a_new_chain_is_refused},
    {"wrong_padding_is_refused", Comparison::judges, wrong_padding_is_refused},
    {"message_is_opened", Comparison::judges, message_is_opened},
    {"message_of_a_new_chain_is_opened", Comparison::judges, message_of_a_new_chain_is_opened},
    {"control_early_exit_in_a_session_is_reported", Comparison::leaks, early_exit_in_a_session_is_reported},
};

}  // namespace

std::span<const Case> session_cases() { return cases; }

}  // namespace sotto::timing
