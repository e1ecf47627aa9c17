// SPDX-License-Identifier: GPL-3.0-or-later
#include "group_message.hpp"

#include "../protocol/crypto/memory_state.hpp"
#include "../support/malleated.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/sender_key.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::vectors {
namespace {

using crypto::SenderKeyName;
using crypto::SenderKeys;
using crypto::test::MemorySenderKeys;

constexpr Instant sent_at{1'795'608'060'000};
constexpr std::size_t signature_size = 64;

/// A member's device that speaks, and another one's that was given its key.
class Group {
 public:
  Group(const group::Membership& state, RandomSource& random)
      : state_{state},
        random_{random},
        alice_{must(Username::parse("alice")), DeviceId{3}},
        bob_{must(Username::parse("bob")), DeviceId{1}},
        ours_{alice_, random},
        theirs_{bob_, random},
        distribution_{must(ours_.create(our_keys_, name().group))} {
    must(theirs_.process(their_keys_, name(), distribution_));
  }

  Json say(std::string_view text);
  /// The code with which the other one's device refuses this.
  std::string refusal_of(ByteView data) { return outcome(theirs_.decrypt(their_keys_, name(), data)); }

  [[nodiscard]] const Address& speaker() const { return alice_; }
  [[nodiscard]] const Bytes& distribution() const { return distribution_; }
  [[nodiscard]] const Bytes& last() const { return last_; }

 private:
  [[nodiscard]] SenderKeyName name() const { return {state_.group.text(), alice_}; }

  const group::Membership& state_;
  RandomSource& random_;
  Address alice_;
  Address bob_;
  SenderKeys ours_;
  SenderKeys theirs_;
  MemorySenderKeys our_keys_;
  MemorySenderKeys their_keys_;
  Bytes distribution_;
  std::uint64_t counter_ = 0;
  Bytes last_;
};

Json Group::say(std::string_view text) {
  const wire::GroupContext context{state_.group, state_.epoch, state_.head.sequence, state_.head.hash.bytes};
  const auto id = must(MessageId::fresh(random_));
  const auto content = wire::serialise_padded(
      wire::GroupContent{alice_, context, id, ++counter_, sent_at, wire::Text{std::string{text}}});
  last_ = must(ours_.encrypt(our_keys_, name().group, content));
  const auto opened = must(theirs_.decrypt(their_keys_, name(), last_));
  if (!equal(opened.expose(), content)) std::exit(1);
  return {{"message_id", hex(id.view())},
          {"counter", counter_},
          {"sent_at_ms", sent_at.milliseconds},
          {"text", text},
          {"content", hex(content)},
          {"data", hex(last_)}};
}

Json refused(Group& group, const char* why, const Bytes& data) {
  return {{"why", why}, {"data", hex(data)}, {"code", group.refusal_of(data)}};
}

Json all_refused(Group& group) {
  const auto& message = group.last();
  auto changed = message;
  changed[changed.size() - signature_size - 1] ^= 1U;
  const ByteView whole{message};
  auto second_spelling = copy_of(whole.first(whole.size() - signature_size));
  append(second_spelling, testing::malleated(copy_of(whole.last(signature_size))));
  auto other_version = message;
  other_version.front() = 0x43;
  return Json::array({refused(group, "the same a second time", message),
                      refused(group, "a changed byte", changed),
                      refused(group, "the signature's second spelling", second_spelling),
                      refused(group, "another version", other_version)});
}

}  // namespace

Json group_messages(std::string_view log, const group::Membership& state) {
  SeededRandom random{"sotto/vectors/group/sender-key"};
  Group group{state, random};
  Json messages = Json::array();
  for (const std::string_view text : {"Who plays tonight?", "Я", "Third"})
    messages.push_back(group.say(text));
  return {{"log", log},
          {"sender", group.speaker().user.text()},
          {"sender_device", group.speaker().device.value},
          {"distribution", hex(group.distribution())},
          {"messages", messages},
          {"refused", all_refused(group)}};
}

}  // namespace sotto::vectors
