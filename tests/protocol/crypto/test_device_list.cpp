// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "party.hpp"
#include "sotto/crypto/device_list.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

const Username alice = *Username::parse("alice");

ListedDevice device(std::uint32_t number) { return {DeviceId{number}, RegistrationId{100 + number}}; }

/// Three logged in, the second was revoked.
DeviceList some_list() {
  DeviceList list;
  for (const std::uint32_t number : {1U, 2U, 3U}) list = with_device(list, device(number));
  return without_device(list, DeviceId{2});
}

ErrorCode code_of(const Status& status) { return status.error().code; }

}  // namespace

class TestDeviceList : public QObject {
  Q_OBJECT

 private slots:
  void a_list_reads_as_it_was_written() {
    const auto list = some_list();
    QCOMPARE(list.version, 4U);
    QCOMPARE(list.gone_up_to, DeviceId{2});
    const auto read = parse_device_list(alice, serialise_device_list(alice, list));
    QVERIFY(read.ok());
    QVERIFY(*read == list);
  }

  void its_bytes_are_those_of_the_protocol_document() {
    QCOMPARE(to_hex(serialise_device_list(alice, with_device({}, device(7)))),
             std::string{"0100000005616c69636500000000000000010000000000000001000000070000006b"});
  }

  void a_signed_list_opens_for_its_account_only() {
    SeededRandom random{1};
    const auto identity = must(IdentityKeyPair::fresh(random));
    const auto other = must(IdentityKeyPair::fresh(random));
    const auto bytes = serialise_device_list(alice, some_list());
    const auto signature = must(sign(identity, SignaturePurpose::device_list, bytes, random));
    QVERIFY(open_device_list(identity.public_key(), alice, bytes, signature).ok());
    QCOMPARE(open_device_list(other.public_key(), alice, bytes, signature).error().code,
             ErrorCode::invalid_signature);
    QCOMPARE(open_device_list(identity.public_key(), *Username::parse("bob"), bytes, signature).error().code,
             ErrorCode::context_mismatch);
    auto changed = bytes;
    changed.back() ^= 1;
    QCOMPARE(open_device_list(identity.public_key(), alice, changed, signature).error().code,
             ErrorCode::invalid_signature);
  }

  void what_is_no_list_is_malformed_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const DeviceList& list) {
      const auto bytes = serialise_device_list(alice, list);
      QTest::newRow(name) << QByteArray{reinterpret_cast<const char*>(bytes.data()),
                                        static_cast<qsizetype>(bytes.size())};
    };
    row("no version", {0, {}, {device(1)}});
    row("a device twice", {1, {}, {device(1), device(1)}});
    row("out of order", {1, {}, {device(2), device(1)}});
    row("device 0", {1, {}, {device(0)}});
    row("no registration", {1, {}, {{DeviceId{1}, RegistrationId{0}}}});
    row("a registration beyond all", {1, {}, {{DeviceId{1}, RegistrationId{16'381}}}});
    DeviceList many{1, {}, {}};
    for (std::uint32_t number = 1; number <= max_listed_devices + 1; ++number) {
      many.devices.push_back(device(number));
    }
    row("too many", many);
    auto longer = serialise_device_list(alice, some_list());
    longer.push_back(0);
    QTest::newRow("something behind")
        << QByteArray{reinterpret_cast<const char*>(longer.data()), static_cast<qsizetype>(longer.size())};
    QTest::newRow("nothing") << QByteArray{};
  }

  void what_is_no_list_is_malformed() {
    QFETCH(QByteArray, bytes);
    const auto* begin = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    const auto read = parse_device_list(alice, {begin, static_cast<std::size_t>(bytes.size())});
    QCOMPARE(read.error().code, ErrorCode::malformed);
  }

  void an_older_or_another_list_does_not_follow() {
    const auto list = some_list();
    QVERIFY(check_follows(list, list).ok());
    QVERIFY(check_follows({}, list).ok());
    QVERIFY(check_follows(list, with_device(list, device(4))).ok());
    QCOMPARE(code_of(check_follows(with_device(list, device(4)), list)), ErrorCode::stale_state);
    QCOMPARE(code_of(check_follows(with_device(list, device(4)), with_device(list, device(5)))),
             ErrorCode::forked_log);
  }

  void a_device_that_is_gone_stays_gone() {
    const auto list = some_list();
    QVERIFY(list.is_gone(DeviceId{2}));
    QVERIFY(!list.is_gone(DeviceId{1}));
    QVERIFY(!list.is_gone(DeviceId{3}));
    QVERIFY(!list.is_gone(DeviceId{4}));
    QCOMPARE(code_of(check_follows(list, with_device(list, device(2)))), ErrorCode::stale_state);
  }
};

QTEST_GUILESS_MAIN(TestDeviceList)
#include "test_device_list.moc"
