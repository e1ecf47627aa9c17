// SPDX-License-Identifier: GPL-3.0-or-later
// Sealed attachments at the relay: whole or not at all, only their owner's, within the quota, and gone when
// they are removed.
#include <QtTest>
#include <algorithm>

#include "relay_fixture.hpp"
#include "sotto/crypto/attachment.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using samples::name;
using wire::CallFailureCode;

namespace {

constexpr auto part_size = static_cast<std::size_t>(wire::blob_part_size);

/// What a call came to: the code of a failure, or nothing.
using Failure = std::optional<CallFailureCode>;

template <class T>
Failure failure_in(const Outcome<T>& outcome) {
  const auto* failed = std::get_if<wire::CallFailure>(&outcome);
  return failed != nullptr ? Failure{failed->code} : std::nullopt;
}

struct Cellar : Bench {
  explicit Cellar(store::BlobQuota quota = blob_quota)
      : Bench{store::MemoryStore::Commit::at_once, policy_with(quota)} {
    samples::add_account(store, "alice", 1, 1);
    samples::add_account(store, "bob", 2, 1);
  }
  static Policy policy_with(store::BlobQuota quota) {
    Policy policy;
    policy.blobs = quota;
    return policy;
  }
  Outcome<wire::BlobProgress> create(std::uint64_t size, const char* owner = "alice") {
    std::optional<Outcome<wire::BlobProgress>> heard;
    relay.blobs.create(name(owner), size, [&](auto outcome) { heard = std::move(outcome); });
    if (!heard) qFatal("no answer");
    return *std::move(heard);
  }
  wire::BlobId must_create(std::uint64_t size, const char* owner = "alice") {
    const auto created = create(size, owner);
    if (failure_in(created)) qFatal("create");
    return std::get<0>(created).blob;
  }
  Outcome<wire::BlobProgress> put(const wire::BlobId& blob, std::uint64_t part, std::size_t size,
                                  const char* owner = "alice", std::uint8_t fill = 7) {
    std::optional<Outcome<wire::BlobProgress>> heard;
    relay.blobs.put(name(owner), {blob, part, Bytes(size, fill)},
                    [&](auto outcome) { heard = std::move(outcome); });
    if (!heard) qFatal("no answer");
    return *std::move(heard);
  }
  Failure remove(const wire::BlobId& blob, const char* owner = "alice") {
    std::optional<Outcome<wire::Done>> heard;
    relay.blobs.remove(name(owner), blob, [&](auto outcome) { heard = std::move(outcome); });
    if (!heard) qFatal("no answer");
    return failure_in(*heard);
  }
  Outcome<wire::BlobPart> fetch(const wire::BlobId& blob, std::uint64_t part) {
    return relay.blobs.fetch(name("bob"), {blob, part});
  }
  /// Of three parts, the last of 10 bytes.
  wire::BlobId whole_blob() {
    const auto blob = must_create(2 * part_size + 10);
    for (const std::uint64_t part : {0U, 1U, 2U}) {
      if (failure_in(put(blob, part, part < 2 ? part_size : 10, "alice", static_cast<std::uint8_t>(part))))
        qFatal("put");
    }
    return blob;
  }
};

}  // namespace

class TestBlobs : public QObject {
  Q_OBJECT
 private slots:
  void a_blob_is_sent_in_parts_and_fetched_when_it_is_whole();
  void a_part_that_comes_again_changes_nothing();
  void a_part_of_another_size_or_ahead_of_its_turn_is_refused();
  void somebody_elses_blob_looks_like_none();
  void a_quota_counts_what_was_begun();
  void a_removed_blob_is_gone_and_frees_its_quota();
  void a_removed_account_takes_its_blobs_along();
  void an_upload_that_was_given_up_is_swept_away();
  void blobs_and_parts_are_limited_by_rates();
  void a_store_that_fails_loses_no_part();
  void a_part_is_a_sealed_chunk();
  void all_accounts_share_a_quota();
  void few_parts_wait_to_be_written();
};

void TestBlobs::a_blob_is_sent_in_parts_and_fetched_when_it_is_whole() {
  Cellar cellar;
  const auto blob = cellar.must_create(2 * part_size + 10);
  QCOMPARE(std::get<0>(cellar.put(blob, 0, part_size)).parts, 1U);
  QCOMPARE(std::get<0>(cellar.put(blob, 1, part_size)).parts, 2U);
  QCOMPARE(failure_in(cellar.fetch(blob, 0)), Failure{CallFailureCode::not_found});
  const auto done = std::get<0>(cellar.put(blob, 2, 10, "alice", 9));
  QVERIFY(done.whole());
  QVERIFY(std::get<0>(cellar.fetch(blob, 2)).data == Bytes(10, 9));
  QVERIFY(std::get<0>(cellar.fetch(blob, 0)).data == Bytes(part_size, 7));
  QCOMPARE(failure_in(cellar.fetch(blob, 3)), Failure{CallFailureCode::not_found});
  QCOMPARE(failure_in(cellar.fetch(blob, UINT64_MAX)), Failure{CallFailureCode::not_found});
}

void TestBlobs::a_part_that_comes_again_changes_nothing() {
  Cellar cellar;
  const auto blob = cellar.must_create(2 * part_size);
  QVERIFY(!failure_in(cellar.put(blob, 0, part_size, "alice", 1)));
  QCOMPARE(std::get<0>(cellar.put(blob, 0, part_size, "alice", 2)).parts, 1U);
  QVERIFY(!failure_in(cellar.put(blob, 1, part_size, "alice", 3)));
  QVERIFY(std::get<0>(cellar.fetch(blob, 0)).data == Bytes(part_size, 1));
}

void TestBlobs::a_part_of_another_size_or_ahead_of_its_turn_is_refused() {
  Cellar cellar;
  const auto blob = cellar.must_create(part_size + 10);
  QCOMPARE(failure_in(cellar.put(blob, 0, part_size - 1)), Failure{CallFailureCode::malformed});
  QCOMPARE(failure_in(cellar.put(blob, 1, 11)), Failure{CallFailureCode::malformed});
  QCOMPARE(failure_in(cellar.put(blob, 2, 10)), Failure{CallFailureCode::malformed});
  QCOMPARE(failure_in(cellar.put(blob, 1, 10)), Failure{CallFailureCode::conflict});
  QCOMPARE(std::get<0>(cellar.relay.blobs.progress(name("alice"), blob)).parts, 0U);
}

void TestBlobs::somebody_elses_blob_looks_like_none() {
  Cellar cellar;
  const auto blob = cellar.must_create(part_size);
  const auto missing = samples::blob_id(9);
  for (const auto& id : {blob, missing}) {
    QCOMPARE(failure_in(cellar.put(id, 0, part_size, "bob")), Failure{CallFailureCode::not_found});
    QCOMPARE(failure_in(cellar.relay.blobs.progress(name("bob"), id)), Failure{CallFailureCode::not_found});
    QCOMPARE(cellar.remove(id, "bob"), Failure{CallFailureCode::not_found});
    QCOMPARE(failure_in(cellar.fetch(id, 0)), Failure{CallFailureCode::not_found});
  }
  QVERIFY(!failure_in(cellar.put(blob, 0, part_size)));
  QVERIFY2(!failure_in(cellar.fetch(blob, 0)), "who knows the id of a whole blob may fetch it");
}

void TestBlobs::a_quota_counts_what_was_begun() {
  Cellar cellar{{100, 250, 10000}};
  QCOMPARE(failure_in(cellar.create(0)), Failure{CallFailureCode::malformed});
  QCOMPARE(failure_in(cellar.create(101)), Failure{CallFailureCode::too_large});
  QCOMPARE(failure_in(cellar.create(UINT64_MAX)), Failure{CallFailureCode::too_large});
  cellar.must_create(100);
  cellar.must_create(100);
  QCOMPARE(failure_in(cellar.create(51)), Failure{CallFailureCode::too_large});
  cellar.must_create(50);
  QCOMPARE(failure_in(cellar.create(1)), Failure{CallFailureCode::too_large});
  cellar.must_create(100, "bob");
}

void TestBlobs::a_removed_blob_is_gone_and_frees_its_quota() {
  Cellar cellar{{3 * part_size, 3 * part_size, 6 * part_size}};
  const auto blob = cellar.whole_blob();
  QCOMPARE(failure_in(cellar.create(part_size)), Failure{CallFailureCode::too_large});
  QVERIFY(!cellar.remove(blob));
  QCOMPARE(cellar.remove(blob), Failure{CallFailureCode::not_found});
  QCOMPARE(failure_in(cellar.fetch(blob, 0)), Failure{CallFailureCode::not_found});
  cellar.must_create(3 * part_size);
  const auto status = cellar.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto part, snapshot.blob_part(blob, 0));
    return part ? Status{Error{ErrorCode::already_exists, "swept"}} : Status{};
  });
  QVERIFY(status.ok());
}

void TestBlobs::a_removed_account_takes_its_blobs_along() {
  Cellar cellar;
  const auto blob = cellar.whole_blob();
  QVERIFY(update_and_wait(cellar.store, [](store::Transaction& t) {
            return t.remove_account(name("alice"), samples::hash(9));
          }).ok());
  QCOMPARE(failure_in(cellar.fetch(blob, 0)), Failure{CallFailureCode::not_found});
  cellar.relay.blobs.sweep();
  const auto status = cellar.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto part, snapshot.blob_part(blob, 2));
    return part ? Status{Error{ErrorCode::already_exists, "swept"}} : Status{};
  });
  QVERIFY(status.ok());
}

void TestBlobs::an_upload_that_was_given_up_is_swept_away() {
  Cellar cellar;
  const auto whole = cellar.whole_blob();
  const auto begun = cellar.must_create(2 * part_size);
  QVERIFY(!failure_in(cellar.put(begun, 0, part_size)));
  cellar.clock.at = cellar.clock.at + std::chrono::hours{24};
  cellar.relay.blobs.sweep();
  QVERIFY(!failure_in(cellar.relay.blobs.progress(name("alice"), begun)));
  cellar.clock.at = cellar.clock.at + std::chrono::hours{24 * (unfinished_blob_days + 1)};
  cellar.must_create(1);
  QCOMPARE(failure_in(cellar.relay.blobs.progress(name("alice"), begun)),
           Failure{CallFailureCode::not_found});
  QVERIFY(!failure_in(cellar.fetch(whole, 0)));
}

void TestBlobs::blobs_and_parts_are_limited_by_rates() {
  Cellar cellar;
  Failure refused;
  for (int i = 0; i < 200 && !refused; ++i) refused = failure_in(cellar.create(1));
  QCOMPARE(refused, Failure{CallFailureCode::rate_limited});
  const auto blob = cellar.must_create(1, "bob");
  QVERIFY(!failure_in(cellar.put(blob, 0, 1, "bob")));
  refused.reset();
  for (int i = 0; i < 2000 && !refused; ++i) refused = failure_in(cellar.fetch(blob, 0));
  QCOMPARE(refused, Failure{CallFailureCode::rate_limited});
  QCOMPARE(failure_in(cellar.put(blob, 0, 1, "bob")), Failure{CallFailureCode::rate_limited});
}

// A part whose write failed is not counted: it is sent again.
void TestBlobs::a_store_that_fails_loses_no_part() {
  Bench bench{store::MemoryStore::Commit::by_hand};
  std::optional<Outcome<wire::BlobProgress>> heard;
  const auto listen = [&](auto outcome) { heard = std::move(outcome); };
  bench.store.update([](store::Transaction& t) { return t.add_account(samples::account("alice", 1)); },
                     [](const Status&) {});
  bench.relay.blobs.create(name("alice"), part_size, listen);
  bench.settle_on_disk();
  const auto blob = std::get<0>(*heard).blob;
  heard.reset();
  bench.relay.blobs.put(name("alice"), {blob, 0, Bytes(part_size, 1)}, listen);
  QVERIFY(!heard);
  bench.store.lose();
  QCOMPARE(failure_in(*heard), Failure{CallFailureCode::unavailable});
  QCOMPARE(std::get<0>(bench.relay.blobs.progress(name("alice"), blob)).parts, 0U);
  bench.relay.blobs.put(name("alice"), {blob, 0, Bytes(part_size, 1)}, listen);
  bench.settle_on_disk();
  QVERIFY(std::get<0>(*heard).whole());
}

// A part is a chunk: sotto/wire doesn't know sotto/crypto, so the two numbers stand in two places.
void TestBlobs::a_part_is_a_sealed_chunk() {
  QCOMPARE(wire::blob_part_size, crypto::attachment_chunk_size + crypto::attachment_chunk_overhead);
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{40'000}, crypto::max_attachment_size}) {
    const auto layout = *crypto::AttachmentLayout::of(size);
    QVERIFY(layout.sealed_size() <= wire::max_blob_size);
    QCOMPARE(wire::blob_parts(layout.sealed_size()), layout.chunks());
    QCOMPARE(wire::bytes_of_blob_part(layout.sealed_size(), layout.chunks() - 1),
             layout.padded_bytes_in(layout.chunks() - 1) + crypto::attachment_chunk_overhead);
  }
}

void TestBlobs::all_accounts_share_a_quota() {
  Cellar cellar{{100, 250, 300}};
  cellar.must_create(100);
  cellar.must_create(100);
  QVERIFY(!failure_in(cellar.create(100, "bob")));
  QCOMPARE(failure_in(cellar.create(1, "bob")), Failure{CallFailureCode::refused});
}

// However fast parts come, few of them stand between a message and its commit.
void TestBlobs::few_parts_wait_to_be_written() {
  Bench bench{store::MemoryStore::Commit::by_hand};
  std::optional<Outcome<wire::BlobProgress>> heard;
  const auto listen = [&](auto outcome) { heard = std::move(outcome); };
  bench.store.update([](store::Transaction& t) { return t.add_account(samples::account("alice", 1)); },
                     [](const Status&) {});
  bench.relay.blobs.create(name("alice"), 100 * part_size, listen);
  bench.settle_on_disk();
  const auto blob = std::get<0>(*heard).blob;
  std::size_t refused = 0;
  for (std::uint64_t part = 0; part < 100; ++part) {
    bench.relay.blobs.put(name("alice"), {blob, part, Bytes(part_size, 1)}, [&](auto outcome) {
      refused += failure_in(outcome) == CallFailureCode::rate_limited ? 1U : 0U;
    });
  }
  QCOMPARE(refused, 100 - max_waiting_parts);
  QCOMPARE(bench.store.waiting(), max_waiting_parts);
  bench.settle_on_disk();
  QCOMPARE(std::get<0>(bench.relay.blobs.progress(name("alice"), blob)).parts, max_waiting_parts);
  bench.relay.blobs.put(name("alice"), {blob, max_waiting_parts, Bytes(part_size, 1)}, listen);
  bench.settle_on_disk();
  QCOMPARE(std::get<0>(*heard).parts, max_waiting_parts + 1);
}

QTEST_GUILESS_MAIN(TestBlobs)
#include "test_blobs.moc"
