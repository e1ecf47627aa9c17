// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on the archive (rows E4, E5 and E7 of README.md), by a relay that is real and hostile, on an engine
// that restores from it.
#include <QtTest>
#include <algorithm>
#include <memory>

#include "../support/outcome.hpp"
#include "printing.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/wire/padding.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using archive::Entry;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

class TestArchive : public QObject {
  Q_OBJECT

 private slots:
  void an_honest_relay_s_archive_is_restored();
  void e4_an_entry_left_out_is_noticed();
  void e4_entries_in_another_order_are_noticed();
  void e4_an_entry_of_another_history_is_noticed();
  void e4_a_cut_tail_is_noticed_by_who_knew_more();
  void e4_an_older_archive_that_went_on_is_noticed();
  void e4_an_entry_that_the_relay_shredded_is_noticed();
  void e4_a_tail_cut_for_a_new_login_is_noticed_by_asking_another_device();
  void e4_another_history_for_a_new_login_is_noticed_by_asking_another_device();
  void e4_a_false_head_at_a_login_is_forgotten_with_it();
  void e5_a_flipped_bit_is_noticed();
  void e7_an_invented_entry_is_left_out_and_told();
  void e7_a_flood_of_invented_entries_ends();
  void e7_an_archive_under_another_key_shows_nothing();
};

namespace {

using Page = std::vector<Entry>;  // newest first

/// What a new login of alice's gets.
struct Restored {
  Texts texts;
  std::optional<ErrorCode> stopped;
  std::optional<std::uint64_t> refused;  ///< of a restore that came to its end

  /// The attack went unnoticed.
  [[nodiscard]] bool looks_whole() const { return !stopped && refused == std::uint64_t{0}; }
};

struct Archived : Stage {
  Device& alice = person("alice");
  Device& bob = person("bob");
  Device& carol = person("carol");

  Archived() {
    befriend(alice, bob);
    for (int number = 0; number < 6; ++number) write(alice, bob, "to bob " + std::to_string(number));
    write(alice, carol, "to carol");
    world.settle(minutes{1});
  }

  Restored restore() {
    auto& phone = world.log_in("alice", "alice phone");
    world.settle(minutes{1});
    return seen_by(phone);
  }
  static Restored seen_by(Device& device) {
    Restored restored{device.texts_with("bob"), {}, {}};
    for (const auto& event : device.events<client::ArchiveRefused>()) restored.stopped = event.code;
    for (const auto& event : device.events<client::RestoreChecked>()) restored.refused = event.refused;
    return restored;
  }

  /// What the relay serves from now on to devices that come later.
  void serve(std::function<void(Page&)> tamper) {
    evil.says = [tamper, knows = alice.address()](const std::optional<Address>& device, wire::Frame& frame) {
      auto* reply = std::get_if<wire::CallReply>(&frame);
      auto* page = reply == nullptr ? nullptr : std::get_if<wire::ArchivePage>(&reply->reply);
      if (page == nullptr || device == knows) return true;
      Page entries;
      for (const auto& bytes : page->entries) entries.push_back(must(Entry::parse(bytes)));
      tamper(entries);
      page->entries.clear();
      for (const auto& entry : entries) page->entries.push_back(entry.bytes());
      return true;
    };
  }
  /// And says that this is the newest; `honest`: not to this device.
  void claim(const archive::Head& head, const std::optional<Address>& honest = std::nullopt) {
    evil.says = [head, honest](const std::optional<Address>& device, wire::Frame& frame) {
      if (honest && device == honest) return true;
      auto* reply = std::get_if<wire::CallReply>(&frame);
      auto* told = reply == nullptr ? nullptr : std::get_if<wire::ArchiveHead>(&reply->reply);
      if (told != nullptr) *told = {head.size, head.hash.bytes};
      return true;
    };
  }
  void append(const Entry& entry) {
    const auto appended = update_and_wait(evil.store(), [&](relay::store::Transaction& transaction) {
      return transaction.append_to_archive(name("alice"), entry);
    });
    if (!appended) qFatal("append");
  }
  archive::Head head() {
    relay::store::ArchiveState state;
    const auto read = evil.store().read([&](const relay::store::Snapshot& snapshot) -> Status {
      SOTTO_ASSIGN(state, snapshot.archive_state(name("alice")));
      return {};
    });
    if (!read) qFatal("head");
    return state.head;
  }
};

/// An entry in its place, in which nothing is that alice's devices could open.
Entry invented(const archive::Head& after) {
  archive::EntryHeader header;
  header.sequence = after.size;
  header.id.bytes.fill(7);
  header.conversation.bytes.fill(8);
  header.previous = after.hash;
  return Entry::sealed(header, {archive::Salt{}, Bytes(48 + wire::bucket_for(100), 9)});
}

/// The same history until there, and then another one.
Entry with_other_previous(const Entry& entry) {
  auto header = entry.header();
  header.previous.bytes[0] ^= 1;
  return Entry::sealed(header, std::get<archive::Sealed>(entry.body()));
}

constexpr std::size_t victim = 3;

}  // namespace

void TestArchive::an_honest_relay_s_archive_is_restored() {
  Archived stage;
  const auto restored = stage.restore();
  QVERIFY(restored.looks_whole());
  QCOMPARE(restored.texts, stage.alice.texts_with("bob"));
}

void TestArchive::e4_an_entry_left_out_is_noticed() {
  const auto attack = [] {
    Archived stage;
    stage.serve([](Page& page) {
      if (page.size() > victim) page.erase(page.begin() + victim);
    });
    return stage.restore();
  };
  QCOMPARE(attack().stopped, std::optional{ErrorCode::invalid_state});
  Without off{&archive::Defences::sequence, &archive::Defences::chain};
  QVERIFY(attack().looks_whole());
}

void TestArchive::e4_entries_in_another_order_are_noticed() {
  const auto attack = [] {
    Archived stage;
    stage.serve([](Page& page) {
      if (page.size() > victim + 1) std::swap(page[victim], page[victim + 1]);
    });
    return stage.restore();
  };
  QVERIFY(attack().stopped.has_value());
  Without off{&archive::Defences::sequence, &archive::Defences::chain};
  // The order of the texts is another one, and nobody is told.
  Archived honest;
  const auto swapped = attack();
  QVERIFY(!swapped.stopped);
  QVERIFY(swapped.texts != honest.restore().texts);
}

void TestArchive::e4_an_entry_of_another_history_is_noticed() {
  const auto attack = [] {
    Archived stage;
    stage.serve([](Page& page) {
      if (page.size() > victim) page[victim] = with_other_previous(page[victim]);
    });
    return stage.restore();
  };
  QCOMPARE(attack().stopped, std::optional{ErrorCode::forked_log});
  Without off{&archive::Defences::chain, &archive::Defences::context, &client::Defences::roots_compared};
  QVERIFY(!attack().stopped.has_value());
}

void TestArchive::e4_a_cut_tail_is_noticed_by_who_knew_more() {
  const auto attack = [] {
    Archived stage;
    const auto before = stage.head();
    stage.write(stage.alice, stage.bob, "cut off");
    stage.world.settle(minutes{1});
    stage.claim(before);
    stage.alice.crash();
    stage.alice.forget_events();
    stage.world.settle(minutes{1});
    return Archived::seen_by(stage.alice);
  };
  QCOMPARE(attack().stopped, std::optional{ErrorCode::stale_state});
  Without off{&archive::Defences::known_head};
  QVERIFY(!attack().stopped.has_value());
}

void TestArchive::e4_an_older_archive_that_went_on_is_noticed() {
  const auto attack = [] {
    Archived stage;
    auto forked = stage.head();
    forked.hash.bytes[0] ^= 1;
    stage.claim(forked);
    stage.alice.crash();
    stage.alice.forget_events();
    stage.world.settle(minutes{1});
    return Archived::seen_by(stage.alice);
  };
  QCOMPARE(attack().stopped, std::optional{ErrorCode::forked_log});
  Without off{&archive::Defences::known_head};
  QVERIFY(!attack().stopped.has_value());
}

void TestArchive::e4_an_entry_that_the_relay_shredded_is_noticed() {
  const auto attack = [] {
    Archived stage;
    stage.serve([](Page& page) {
      if (page.size() > victim) page[victim] = page[victim].shredded(archive::ShredProof{});
    });
    return stage.restore();
  };
  const auto noticed = attack();
  QCOMPARE(noticed.refused, std::optional{std::uint64_t{1}});
  QCOMPARE(noticed.texts.size(), std::size_t{7});
  Without off{&archive::Defences::shred_proof};
  QVERIFY(attack().looks_whole());
}

void TestArchive::e4_a_tail_cut_for_a_new_login_is_noticed_by_asking_another_device() {
  const auto attack = [] {
    Archived stage;
    const auto before = stage.head();
    stage.write(stage.alice, stage.bob, "cut off");
    stage.world.settle(minutes{1});
    stage.claim(before, stage.alice.address());
    return stage.restore();
  };
  const auto noticed = attack();
  QCOMPARE(noticed.stopped, std::optional{ErrorCode::stale_state});
  Without off{&client::Defences::roots_compared};
  const auto unnoticed = attack();
  QVERIFY(unnoticed.looks_whole());
  QVERIFY(unnoticed.texts.back() != "cut off");
}

/// The relay keeps two: one with an entry that no device made, for the newcomer alone.
void TestArchive::e4_another_history_for_a_new_login_is_noticed_by_asking_another_device() {
  const auto attack = [] {
    Archived stage;
    const auto before = stage.head();
    const auto fork = invented(before);
    stage.write(stage.alice, stage.bob, "on the other side");
    stage.world.settle(minutes{1});
    stage.claim(archive::head_at(fork), stage.alice.address());
    auto claimed = stage.evil.says;
    stage.evil.says = [claimed, fork, size = before.size](const std::optional<Address>& device,
                                                          wire::Frame& frame) {
      auto* reply = std::get_if<wire::CallReply>(&frame);
      auto* page = reply == nullptr ? nullptr : std::get_if<wire::ArchivePage>(&reply->reply);
      if (page != nullptr && !page->entries.empty()) {
        const auto newest = must(Entry::parse(page->entries.front()));
        if (newest.header().sequence == size) page->entries.front() = fork.bytes();
      }
      return claimed(device, frame);
    };
    return stage.restore();
  };
  QCOMPARE(attack().stopped, std::optional{ErrorCode::forked_log});
  Without off{&client::Defences::roots_compared};
  QVERIFY(!attack().stopped.has_value());
}

/// What the newcomer writes meanwhile must not make the head that the relay made up the known one.
void TestArchive::e4_a_false_head_at_a_login_is_forgotten_with_it() {
  Archived stage;
  const auto truth = stage.alice.texts_with("bob");
  auto fork = stage.head();
  fork.hash.bytes[0] ^= 1;
  stage.claim(fork, stage.alice.address());
  // It takes whatever follows that head, and shows nothing in front of it.
  stage.evil.hears = [&](const std::optional<Address>& device, wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    if (call == nullptr || !device || device == stage.alice.address()) return true;
    if (std::holds_alternative<wire::FetchArchiveRequest>(call->call)) return false;
    const auto* append = std::get_if<wire::AppendToArchiveRequest>(&call->call);
    if (append == nullptr) return true;
    const auto head = archive::head_at(must(Entry::parse(append->entries.back())));
    stage.evil.inject(*device, wire::CallReply{call->id, wire::ArchiveHead{head.size, head.hash.bytes}});
    return false;
  };
  auto& phone = stage.world.log_in("alice", "alice phone");
  stage.write(phone, stage.bob, "meanwhile");
  stage.world.run_for(minutes{3});
  stage.evil.hears = {};
  stage.evil.says = {};
  phone.crash();
  phone.forget_events();
  stage.world.run_for(minutes{3});
  QVERIFY(Archived::seen_by(phone).looks_whole());
  const auto here = phone.texts_with("bob");
  for (const auto& text : truth) QVERIFY(std::count(here.begin(), here.end(), text) > 0);
}

void TestArchive::e5_a_flipped_bit_is_noticed() {
  // In the tag, in the digest of the body, and in the name of the conversation.
  for (const std::size_t from_end : {std::size_t{1}, std::size_t{230}, std::size_t{300}}) {
    Archived stage;
    bool flipped = false;
    stage.evil.says = [&](const std::optional<Address>&, wire::Frame& frame) {
      auto* reply = std::get_if<wire::CallReply>(&frame);
      auto* page = reply == nullptr ? nullptr : std::get_if<wire::ArchivePage>(&reply->reply);
      if (page == nullptr || page->entries.size() <= victim) return true;
      auto& bytes = page->entries[victim];
      if (from_end > bytes.size()) return true;
      bytes[bytes.size() - from_end] ^= 1;
      flipped = true;
      return true;
    };
    const auto restored = stage.restore();
    QVERIFY(flipped);
    QVERIFY(restored.stopped.has_value());
    // What came before it is taken in, and nothing else.
    QVERIFY(restored.texts.size() <= victim);
  }
}

void TestArchive::e7_an_invented_entry_is_left_out_and_told() {
  Archived stage;
  const auto known = stage.alice.texts_with("bob");
  stage.append(invented(stage.head()));
  const auto restored = stage.restore();
  QCOMPARE(restored.refused, std::optional{std::uint64_t{1}});
  QCOMPARE(restored.texts, known);
}

void TestArchive::e7_a_flood_of_invented_entries_ends() {
  Archived stage;
  for (int number = 0; number < 2'000; ++number) {
    auto entry = invented(stage.head());
    auto header = entry.header();
    header.id.bytes[0] = static_cast<std::uint8_t>(number);
    header.id.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    stage.append(Entry::sealed(header, std::get<archive::Sealed>(entry.body())));
  }
  const auto restored = stage.restore();
  QCOMPARE(restored.stopped, std::optional{ErrorCode::undecryptable});
  QVERIFY(restored.texts.empty());
  // A size that nobody has is not believed at all.
  Archived other;
  other.claim({std::uint64_t{1} << 62, stage.head().hash}, other.alice.address());
  QCOMPARE(other.restore().stopped, std::optional{ErrorCode::malformed});
}

void TestArchive::e7_an_archive_under_another_key_shows_nothing() {
  const auto forge = [](const SecretBytes& key) {
    Archived stage;
    SeededRandom random{5};
    const auto keys = must(archive::ArchiveKeys::derive(key, name("alice")));
    const archive::Record record{name("bob"), name("bob"), must(MessageId::fresh(random)),
                                 SecretBytes::copied_from(ByteView{Bytes{1, 1}})};
    stage.append(must(archive::seal_entry(keys, stage.head(), record, random)));
    return stage.restore();
  };
  SecretBytes mallory{32};
  QCOMPARE(forge(mallory).refused, std::optional{std::uint64_t{1}});
}

QTEST_GUILESS_MAIN(TestArchive)
#include "test_archive.moc"
