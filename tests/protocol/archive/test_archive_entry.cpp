// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "shelf.hpp"
#include "sotto/archive/limits.hpp"

using namespace sotto;
using namespace sotto::archive;
using namespace sotto::archive::test;

class TestArchiveEntry : public QObject {
  Q_OBJECT

 private slots:
  void a_sealed_record_opens_as_it_was();
  void a_shredded_entry_keeps_its_hash_and_opens_to_nothing();
  void an_entry_has_one_spelling();
  void other_bytes_are_refused_data();
  void other_bytes_are_refused();
  void a_record_of_the_largest_size_fits_and_no_larger_one();
  void every_device_gives_a_message_the_same_id();
  void names_depend_on_every_input();
  void equal_records_look_different();
  void an_archive_key_of_another_size_is_refused();
  void no_entry_is_made_without_randomness();
};

void TestArchiveEntry::a_sealed_record_opens_as_it_was() {
  Shelf shelf;
  const auto record = shelf.record("bob", "hello");
  const auto parsed = must(Entry::parse(shelf.add(record).bytes()));
  const auto opened = must(open_entry(shelf.keys, parsed));
  const auto* found = std::get_if<Record>(&opened);
  QVERIFY(found != nullptr);
  QVERIFY(found->conversation == record.conversation && found->sender == record.sender);
  QVERIFY(found->message == record.message);
  QCOMPARE(std::string{text_of(found->content.expose())}, Name{"hello"});
}

void TestArchiveEntry::a_shredded_entry_keeps_its_hash_and_opens_to_nothing() {
  Shelf shelf;
  const auto before = shelf.add("bob", "hello").hash();
  shelf.shred(0);
  const auto parsed = must(Entry::parse(shelf.entries[0].bytes()));
  QVERIFY(parsed.is_shredded() && parsed.hash() == before);
  QVERIFY(std::holds_alternative<Shredded>(must(open_entry(shelf.keys, parsed))));
  QVERIFY(parsed.bytes().size() < 150);
}

void TestArchiveEntry::an_entry_has_one_spelling() {
  Shelf shelf;
  shelf.add("bob", "one");
  shelf.add("bob", "two");
  shelf.shred(0);
  for (const auto& entry : shelf.entries) {
    const auto bytes = entry.bytes();
    QVERIFY(must(Entry::parse(bytes)).bytes() == bytes);
  }
}

void TestArchiveEntry::other_bytes_are_refused_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QByteArray>("code");
  Shelf shelf;
  const auto good = shelf.add("bob", "hello").bytes();
  const auto row = [](const char* name, const Bytes& bytes, const char* code = "malformed") {
    QTest::newRow(name) << QByteArray{reinterpret_cast<const char*>(bytes.data()),
                                      static_cast<qsizetype>(bytes.size())}
                        << QByteArray{code};
  };
  const auto changed = [&](std::size_t at, std::uint8_t to) {
    auto bytes = good;
    bytes[at] = to;
    return bytes;
  };
  row("nothing", {});
  row("another version", changed(0, 2), "unsupported_version");
  row("a sequence beyond SQL's numbers", changed(1, 0x80));
  row("a first entry that follows another", changed(41, 1));
  row("another kind of body", changed(105, 3));
  row("a body that is not the header's", changed(106, static_cast<std::uint8_t>(good[106] ^ 1U)));
  row("cut short", Bytes(good.begin(), good.end() - 1));
  row("a length that no bucket has", [&] {
    auto bytes = good;
    bytes.push_back(0);
    return bytes;
  }());
  row("too large", Bytes(max_entry + 1, 1), "too_large");
}

void TestArchiveEntry::other_bytes_are_refused() {
  QFETCH(QByteArray, bytes);
  QFETCH(QByteArray, code);
  QCOMPARE(outcome(Entry::parse(bytes_of({bytes.constData(), static_cast<std::size_t>(bytes.size())}))),
           code.toStdString());
}

void TestArchiveEntry::a_record_of_the_largest_size_fits_and_no_larger_one() {
  Shelf shelf;
  // conversation, sender and content with their lengths, and the message's id
  constexpr std::size_t around = 4 + 3 + 4 + 3 + MessageId::size + 4;
  const auto& largest = shelf.add("bob", std::string(max_record - around, 'x'));
  QCOMPARE(largest.bytes().size(), max_entry);
  QVERIFY(open_entry(shelf.keys, must(Entry::parse(largest.bytes()))).ok());
  const auto larger = shelf.record("bob", std::string(max_record - around + 1, 'x'));
  QCOMPARE(outcome(seal_entry(shelf.keys, shelf.head(), larger, shelf.random)), Name{"too_large"});
}

void TestArchiveEntry::every_device_gives_a_message_the_same_id() {
  Shelf phone;
  Shelf desktop;
  const auto record = phone.record("bob", "hello");
  QVERIFY(phone.add(record).header().id == desktop.add(record).header().id);
}

void TestArchiveEntry::names_depend_on_every_input() {
  Shelf alice;
  Shelf other_key{"alice", 2};
  const auto other_owner = must(ArchiveKeys::derive(random_secret(1), user("carol")));
  const MessageId message{{1}};
  const auto id = alice.keys.id_of(user("bob"), user("bob"), message);
  QVERIFY(!(id == alice.keys.id_of(user("bob"), user("bob"), MessageId{{2}})));
  QVERIFY(!(id == alice.keys.id_of(user("bob"), user("alice"), message)));
  QVERIFY(!(id == alice.keys.id_of(GroupId{}, user("bob"), message)));
  QVERIFY(!(id == other_key.keys.id_of(user("bob"), user("bob"), message)));
  QVERIFY(!(id == other_owner.id_of(user("bob"), user("bob"), message)));
  QVERIFY(!(alice.keys.pseudonym_of(user("bob")) == alice.keys.pseudonym_of(user("carol"))));
  QVERIFY(!(alice.keys.pseudonym_of(user("bob")) == other_key.keys.pseudonym_of(user("bob"))));
  QVERIFY(!(alice.keys.shred_proof(id) == other_key.keys.shred_proof(id)));
  QVERIFY(!(alice.keys.shred_proof(id) == alice.keys.shred_proof(EntryId{})));
}

void TestArchiveEntry::equal_records_look_different() {
  Shelf shelf;
  const auto record = shelf.record("bob", "hello");
  const auto once = must(seal_entry(shelf.keys, shelf.head(), record, shelf.random));
  const auto again = must(seal_entry(shelf.keys, shelf.head(), record, shelf.random));
  QVERIFY(once.header().id == again.header().id);
  QVERIFY(!(once.header().body == again.header().body));
}

void TestArchiveEntry::an_archive_key_of_another_size_is_refused() {
  QCOMPARE(outcome(ArchiveKeys::derive(SecretBytes{31}, user("alice"))), Name{"invalid_key"});
  QCOMPARE(outcome(ArchiveKeys::derive(SecretBytes{}, user("alice"))), Name{"invalid_key"});
}

void TestArchiveEntry::no_entry_is_made_without_randomness() {
  struct Broken final : RandomSource {
    Status fill(std::span<std::uint8_t> out) override {
      wipe(out);
      return Error{ErrorCode::random_failed, "broken"};
    }
  } broken;
  Shelf shelf;
  QCOMPARE(outcome(seal_entry(shelf.keys, {}, shelf.record("bob", "hello"), broken)), Name{"random_failed"});
}

QTEST_GUILESS_MAIN(TestArchiveEntry)
#include "test_archive_entry.moc"
