// SPDX-License-Identifier: GPL-3.0-or-later
// Attachments in the hands of a relay or of a sender who lies (D10, D11), and the way of every size there and
// back. Where a defence has a switch, the attack is seen to succeed without it.
#include <QTest>
#include <algorithm>
#include <set>

#include "defences.hpp"
#include "party.hpp"
#include "sotto/crypto/attachment.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;
constexpr auto chunk_size = static_cast<std::size_t>(attachment_chunk_size);

Bytes file_of(std::size_t size) {
  Bytes file(size);
  must(SeededRandom{size}.fill(file));
  return file;
}

AttachmentLayout layout_of(std::uint64_t size) { return must(AttachmentLayout::of(size)); }

/// The file's bytes that belong to a chunk.
ByteView part_of(const Bytes& file, const AttachmentLayout& layout, std::uint64_t chunk) {
  const auto from = std::min(file.size(), static_cast<std::size_t>(chunk) * chunk_size);
  return ByteView{file}.subspan(from, static_cast<std::size_t>(layout.file_bytes_in(chunk)));
}

/// A file as its sender and its relay have it.
struct Sent {
  explicit Sent(const Bytes& file, std::uint64_t seed = 1) : random{seed} {
    auto sealer = must(AttachmentSealer::start(layout_of(file.size()), random));
    for (std::uint64_t i = 0; i < sealer.layout().chunks(); ++i) {
      chunks.push_back(must(sealer.seal_next(part_of(file, sealer.layout(), i))));
    }
    secret = must(sealer.finish());
  }
  [[nodiscard]] AttachmentSecret copied_secret() const {
    return {secret.key.clone(), secret.layout, secret.digest};
  }
  SeededRandom random;
  std::vector<Bytes> chunks;
  AttachmentSecret secret{{}, layout_of(0), {}};
};

/// What a recipient gets out of these chunks: the file, or the name of the first failure.
std::string received(AttachmentSecret secret, const std::vector<Bytes>& chunks, Bytes& file) {
  AttachmentOpener opener{std::move(secret)};
  file.clear();
  for (const auto& chunk : chunks) {
    const auto part = opener.open_next(chunk);
    if (!part) return outcome(part);
    append(file, part->expose());
  }
  return outcome(opener.finish());
}

std::string received(const Sent& sent, const std::vector<Bytes>& chunks) {
  Bytes ignored;
  return received(sent.copied_secret(), chunks, ignored);
}

}  // namespace

class TestAttachment : public QObject {
  Q_OBJECT
 private slots:
  void cleanup() { defences() = {}; }
  void file_of_any_size_comes_back_data();
  void file_of_any_size_comes_back();
  void length_tells_a_size_class_only();
  void sizes_beyond_32_bits_are_counted_right();
  void last_chunk_of_a_large_file_opens_in_its_place();
  void chunk_opens_in_its_place_only();
  void chunk_of_a_file_of_another_size_is_refused();
  void truncated_or_extended_file_is_refused();
  void other_chunks_of_the_same_sender_are_refused();
  void every_damaged_byte_is_noticed();
  void hidden_bytes_behind_the_file_are_refused();
  void other_key_opens_nothing();
  void sealing_goes_on_after_an_interruption();
  void opening_goes_on_after_an_interruption();
  void changed_file_never_meets_a_key_twice();
  void failed_randomness_loses_nothing();
  void calls_out_of_order_are_refused();
};

void TestAttachment::file_of_any_size_comes_back_data() {
  QTest::addColumn<int>("size");
  for (const int size : {0, 1, 1023, 1024, 1025, 32767, 32768, 32769, 65536, 65537, 200000}) {
    QTest::addRow("%d", size) << size;
  }
}

void TestAttachment::file_of_any_size_comes_back() {
  QFETCH(int, size);
  const auto file = file_of(static_cast<std::size_t>(size));
  const Sent sent{file};
  std::uint64_t total = 0;
  for (const auto& chunk : sent.chunks) total += chunk.size();
  QCOMPARE(total, sent.secret.layout.sealed_size());
  Bytes out;
  QCOMPARE(received(sent.copied_secret(), sent.chunks, out), Name{"ok"});
  QVERIFY(out == file);
}

void TestAttachment::length_tells_a_size_class_only() {
  QCOMPARE(layout_of(0).sealed_size(), layout_of(1024).sealed_size());
  std::set<std::uint64_t> lengths;
  for (std::uint64_t size = 0; size <= 1'000'000; ++size) {
    const auto padded = layout_of(size).padded_size();
    QVERIFY(padded >= size && padded <= std::max<std::uint64_t>(1024, size + size / 8));
    lengths.insert(padded);
  }
  QVERIFY2(lengths.size() < 250, std::to_string(lengths.size()).c_str());
}

void TestAttachment::sizes_beyond_32_bits_are_counted_right() {
  const std::uint64_t gib4 = std::uint64_t{1} << 32;
  for (const std::uint64_t size :
       {gib4 / 2, gib4 - 1, gib4, gib4 + 1, 3 * gib4 + 12345, max_attachment_size}) {
    const auto layout = layout_of(size);
    QVERIFY(layout.padded_size() >= size);
    QCOMPARE(layout.chunks(), (layout.padded_size() + attachment_chunk_size - 1) / attachment_chunk_size);
    const auto last_of_file = (size - 1) / attachment_chunk_size;
    QCOMPARE(last_of_file * attachment_chunk_size + layout.file_bytes_in(last_of_file), size);
    QCOMPARE(layout.file_bytes_in(layout.chunks()), 0U);
    QCOMPARE(layout.sealed_size(), layout.padded_size() + layout.chunks() * attachment_chunk_overhead);
  }
  QCOMPARE(outcome(AttachmentLayout::of(max_attachment_size + 1)), Name{"too_large"});
  QCOMPARE(outcome(AttachmentLayout::of(~std::uint64_t{0})), Name{"too_large"});
}

// 4 GiB and one byte: a size kept in 32 bits would be 1 (Signal for Android, 2016).
void TestAttachment::last_chunk_of_a_large_file_opens_in_its_place() {
  const auto layout = layout_of((std::uint64_t{1} << 32) + 1);
  const std::uint64_t last_of_file = std::uint64_t{1} << 17;
  QCOMPARE(layout.file_bytes_in(last_of_file), 1U);
  SeededRandom random{1};
  const auto key = must(AttachmentSealer::start(layout, random)).key().clone();
  auto sealer = must(AttachmentSealer::resume(layout, key, {last_of_file, {}}, random));
  const auto sealed = must(sealer.seal_next(Bytes{42}));
  auto opener = must(AttachmentOpener::resume({key.clone(), layout, {}}, {last_of_file, {}}));
  QCOMPARE(copy_of(must(opener.open_next(sealed)).expose()), Bytes{42});
  auto wrapped = must(AttachmentOpener::resume({key.clone(), layout, {}}, {0, {}}));
  QVERIFY(!wrapped.open_next(sealed).ok());
}

void TestAttachment::chunk_opens_in_its_place_only() {
  const Sent sent{file_of(3 * chunk_size)};
  auto swapped = sent.chunks;
  std::swap(swapped[0], swapped[1]);
  QCOMPARE(received(sent, swapped), Name{"context_mismatch"});
  defences().attachment_place = false;
  const Sent placeless{file_of(3 * chunk_size)};
  AttachmentOpener opener{placeless.copied_secret()};
  QVERIFY(opener.open_next(placeless.chunks[1]).ok());
}

void TestAttachment::chunk_of_a_file_of_another_size_is_refused() {
  const Sent sent{file_of(3 * chunk_size)};
  AttachmentOpener opener{{sent.secret.key.clone(), layout_of(2 * chunk_size), sent.secret.digest}};
  QCOMPARE(outcome(opener.open_next(sent.chunks[0])), Name{"context_mismatch"});
}

void TestAttachment::truncated_or_extended_file_is_refused() {
  const Sent sent{file_of(3 * chunk_size)};
  auto chunks = sent.chunks;
  chunks.pop_back();
  QCOMPARE(received(sent, chunks), Name{"invalid_state"});
  QCOMPARE(received(sent, {}), Name{"invalid_state"});
  chunks = sent.chunks;
  chunks.push_back(sent.chunks.back());
  QCOMPARE(received(sent, chunks), Name{"invalid_state"});
  chunks = sent.chunks;
  chunks.back().push_back(0);
  QCOMPARE(received(sent, chunks), Name{"malformed"});
  chunks.back().resize(chunks.back().size() - 2);
  QCOMPARE(received(sent, chunks), Name{"malformed"});
  chunks = sent.chunks;
  chunks.pop_back();
  defences().attachment_end = false;
  QCOMPARE(received(sent, chunks), Name{"ok"});
}

// The sender uploads, tells the digest, and puts other contents in its place later: for some recipients one
// picture, for others another.
void TestAttachment::other_chunks_of_the_same_sender_are_refused() {
  Sent sent{file_of(2 * chunk_size)};
  auto again = must(AttachmentSealer::resume(sent.secret.layout, sent.secret.key, {}, sent.random));
  const Bytes other(chunk_size, 'x');
  std::vector<Bytes> chunks;
  while (chunks.size() < sent.chunks.size()) chunks.push_back(must(again.seal_next(other)));
  QCOMPARE(received(sent, chunks), Name{"context_mismatch"});
  defences().attachment_end = false;
  QCOMPARE(received(sent, chunks), Name{"ok"});
}

void TestAttachment::every_damaged_byte_is_noticed() {
  const Sent sent{file_of(10)};
  for (std::size_t at = 0; at < sent.chunks[0].size(); ++at) {
    auto chunks = sent.chunks;
    chunks[0][at] ^= 1;
    QCOMPARE(received(sent, chunks), Name{at < 48 ? "undecryptable" : "context_mismatch"});
  }
}

// A file of 10 bytes whose sender hid something where the padding is.
void TestAttachment::hidden_bytes_behind_the_file_are_refused() {
  const auto layout = layout_of(10);
  Bytes padded(static_cast<std::size_t>(layout.padded_size()));
  padded.back() = 1;
  const Sent sent{file_of(10)};
  const Bytes salt(content_salt_size, 7);
  Bytes context{0, 0, 0, 25};
  append(context, bytes_of("sotto/v1/attachment-chunk"));
  append(context, Bytes{0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0});
  auto chunk = salt;
  append(chunk, must(seal_content(sent.secret.key, salt, context, padded)));
  QCOMPARE(received(sent, {chunk}), Name{"malformed"});
  padded.back() = 0;
  chunk = salt;
  append(chunk, must(seal_content(sent.secret.key, salt, context, padded)));
  AttachmentOpener opener{sent.copied_secret()};
  QVERIFY(opener.open_next(chunk).ok());
}

void TestAttachment::other_key_opens_nothing() {
  const auto file = file_of(10);
  const Sent sent{file, 1};
  const Sent other{file, 2};
  QCOMPARE(received(sent, other.chunks), Name{"undecryptable"});
}

void TestAttachment::sealing_goes_on_after_an_interruption() {
  const auto file = file_of(3 * chunk_size + 5);
  SeededRandom random{1};
  auto first = must(AttachmentSealer::start(layout_of(file.size()), random));
  std::vector<Bytes> chunks{must(first.seal_next(part_of(file, first.layout(), 0)))};
  auto second = must(AttachmentSealer::resume(first.layout(), first.key(), first.progress(), random));
  while (second.progress().next < second.layout().chunks()) {
    chunks.push_back(must(second.seal_next(part_of(file, second.layout(), second.progress().next))));
  }
  Bytes out;
  QCOMPARE(received(must(second.finish()), chunks, out), Name{"ok"});
  QVERIFY(out == file);
}

void TestAttachment::opening_goes_on_after_an_interruption() {
  const auto file = file_of(2 * chunk_size + 5);
  const Sent sent{file};
  AttachmentOpener first{sent.copied_secret()};
  auto out = copy_of(must(first.open_next(sent.chunks[0])).expose());
  auto second = must(AttachmentOpener::resume(sent.copied_secret(), first.progress()));
  for (std::size_t i = 1; i < sent.chunks.size(); ++i) {
    append(out, must(second.open_next(sent.chunks[i])).expose());
  }
  QVERIFY(second.finish().ok());
  QVERIFY(out == file);
}

void TestAttachment::changed_file_never_meets_a_key_twice() {
  SeededRandom random{1};
  const auto layout = layout_of(5);
  auto first = must(AttachmentSealer::start(layout, random));
  auto second = must(AttachmentSealer::resume(layout, first.key(), first.progress(), random));
  const auto one = must(first.seal_next(bytes_of("hello")));
  const auto other = must(second.seal_next(bytes_of("jello")));
  // Under one key and nonce the two would differ where the texts do: in one byte before the tag.
  std::size_t same = 0;
  for (std::size_t i = 64; i + 16 < one.size(); ++i) {
    if (one[i] == other[i]) ++same;
  }
  QVERIFY2(same < 50, std::to_string(same).c_str());
}

void TestAttachment::failed_randomness_loses_nothing() {
  SeededRandom random{1};
  random.fail_after(1);
  QCOMPARE(outcome(AttachmentSealer::start(layout_of(5), random)), Name{"random_failed"});
  auto sealer = must(AttachmentSealer::start(layout_of(5), random));
  random.fail_after(1);
  QCOMPARE(outcome(sealer.seal_next(bytes_of("hello"))), Name{"random_failed"});
  QCOMPARE(sealer.progress().next, 0U);
  QVERIFY(sealer.seal_next(bytes_of("hello")).ok());
}

void TestAttachment::calls_out_of_order_are_refused() {
  SeededRandom random{1};
  const auto layout = layout_of(5);
  auto sealer = must(AttachmentSealer::start(layout, random));
  QCOMPARE(outcome(sealer.finish()), Name{"invalid_state"});
  QCOMPARE(outcome(sealer.seal_next(bytes_of("hell"))), Name{"malformed"});
  QCOMPARE(outcome(sealer.seal_next(bytes_of("hello!"))), Name{"malformed"});
  const auto sealed = must(sealer.seal_next(bytes_of("hello")));
  QCOMPARE(outcome(sealer.seal_next(bytes_of("hello"))), Name{"invalid_state"});
  QCOMPARE(outcome(AttachmentSealer::resume(layout, SecretBytes{31}, {}, random)), Name{"malformed"});
  QCOMPARE(outcome(AttachmentSealer::resume(layout, sealer.key(), {2, {}}, random)), Name{"malformed"});
  AttachmentOpener opener{must(sealer.finish())};
  QVERIFY(opener.open_next(sealed).ok());
  QCOMPARE(outcome(opener.open_next(sealed)), Name{"invalid_state"});
  QCOMPARE(outcome(AttachmentOpener::resume(must(sealer.finish()), {2, {}})), Name{"malformed"});
}

QTEST_GUILESS_MAIN(TestAttachment)
#include "test_attachment.moc"
