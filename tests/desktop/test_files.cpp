// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <sys/resource.h>

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/decode_picture.hpp"
#include "controllers/files.hpp"
#include "controllers/small_picture.hpp"
#include "fake_engine.hpp"
#include "host/text.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

/// Files between the disk and the engine.
class TestFiles final : public QObject {
  Q_OBJECT

 private slots:
  void a_file_is_announced_and_handed_in_piece_by_piece();
  void what_the_engine_wants_of_another_host_is_left_to_it();
  void a_file_that_was_cut_meanwhile_takes_its_message_back();
  void a_file_that_has_grown_meanwhile_is_sent_as_it_was_announced();
  void a_file_whose_message_was_taken_back_is_let_go_without_a_word();
  void a_file_that_the_engine_cannot_keep_is_told_of();
  void a_log_out_lets_go_of_every_file();
  void what_cannot_be_sent_is_refused_at_once();
  void nothing_is_sent_without_a_conversation();
  void what_would_be_replaced_is_known();
  void a_file_is_saved_whole();
  void where_nothing_can_be_written_is_said_with_the_file();
  void a_disk_that_gets_full_is_said_with_the_file();
  void a_file_that_is_not_here_leaves_nothing_where_it_was_to_be_saved();
  void a_picture_is_made_small_and_forgotten_with_its_message();
  void what_is_no_picture_is_not_decoded_data();
  void what_is_no_picture_is_not_decoded();
  void a_small_frame_does_not_hide_a_large_screen();
  void downloads_and_cancels_are_asked_for();
};

namespace {

const Username bob = user("bob");
const MessageId id = [] {
  MessageId one;
  one.bytes.fill(7);
  return one;
}();
const QString id_text = to_qt(to_hex(id.view()));

QByteArray pattern(int size) {
  QByteArray bytes(size, '\0');
  for (int at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 31 + at / 251);
  return bytes;
}

/// While it is there, no file of this process gets larger than that.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t most) {
    if (::getrlimit(RLIMIT_FSIZE, &before_) != 0) qFatal("no limit of files");
    const rlimit small{most, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  // Else the process ends where a write would fail.
  sighandler_t handler_ = ::signal(SIGXFSZ, SIG_IGN);
};

QByteArray painted(int width, int height) {
  QImage image{width, height, QImage::Format_RGB32};
  image.fill(Qt::darkCyan);
  QBuffer png;
  png.open(QIODevice::WriteOnly);
  image.save(&png, "PNG");
  return png.data();
}

struct Fixture {
  QTemporaryDir folder;
  FakeEngine engine;
  Files files{engine};

  Fixture() { files.open(bob); }
  QUrl on_disk(const QString& name, const QByteArray& bytes) {
    QFile file{folder.filePath(name)};
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return QUrl::fromLocalFile(file.fileName());
  }
  /// The number of a file with these bytes; 0 if it isn't sent.
  std::uint64_t sends(const QByteArray& bytes) {
    const auto refused = files.send(on_disk(QStringLiteral("a.txt"), bytes), {}, {}, -1);
    engine.settle();
    const auto* announced = engine.last<client::SendAttachment>();
    return refused.isEmpty() && announced != nullptr ? announced->file : 0;
  }
  /// What was given for what the engine asks of the last file.
  const client::GiveAttachmentBytes* wants(std::uint64_t number, std::uint64_t offset, std::uint64_t size) {
    engine.fire(client::AttachmentBytesWanted{bob, id, number, offset, size});
    engine.settle();
    return engine.last<client::GiveAttachmentBytes>();
  }
};

}  // namespace

void TestFiles::a_file_is_announced_and_handed_in_piece_by_piece() {
  Fixture f;
  const auto bytes = pattern(300'000);
  QCOMPARE(f.files.send(f.on_disk(QStringLiteral("a.png"), bytes), QStringLiteral(" look "), {}, 60),
           QString{});
  const auto announced = *f.engine.last<client::SendAttachment>();
  QCOMPARE(announced.name, std::string{"a.png"});
  QCOMPARE(announced.media_type, std::string{"image/png"});
  QCOMPARE(announced.size, std::uint64_t{300'000});
  QCOMPARE(announced.caption, std::string{"look"});
  QCOMPARE(announced.lasting->seconds, 60U);
  const auto* first = f.wants(announced.file, 0, client::attachment_piece);
  QVERIFY(first != nullptr);
  QCOMPARE(to_qt_bytes(first->bytes.expose()), bytes.left(client::attachment_piece));
  const auto* rest = f.wants(announced.file, client::attachment_piece, 300'000 - client::attachment_piece);
  QCOMPARE(to_qt_bytes(rest->bytes.expose()), bytes.mid(client::attachment_piece));
}

void TestFiles::what_the_engine_wants_of_another_host_is_left_to_it() {
  Fixture f;
  QCOMPARE(f.wants(99, 0, 10), nullptr);
  QVERIFY(f.engine.inputs.empty());
}

void TestFiles::a_file_that_was_cut_meanwhile_takes_its_message_back() {
  Fixture f;
  const auto file = f.on_disk(QStringLiteral("a.txt"), pattern(1'000));
  QCOMPARE(f.files.send(file, {}, {}, -1), QString{});
  const auto number = f.engine.last<client::SendAttachment>()->file;
  QVERIFY(QFile::resize(file.toLocalFile(), 10));
  f.wants(number, 0, 1'000);
  QVERIFY(f.engine.last<client::CancelAttachment>() != nullptr);
}

void TestFiles::a_file_that_has_grown_meanwhile_is_sent_as_it_was_announced() {
  Fixture f;
  const auto file = f.on_disk(QStringLiteral("a.txt"), pattern(1'000));
  QCOMPARE(f.files.send(file, {}, {}, -1), QString{});
  const auto number = f.engine.last<client::SendAttachment>()->file;
  QVERIFY(QFile::resize(file.toLocalFile(), 2'000));
  const auto* given = f.wants(number, 0, 1'000);
  QVERIFY(given != nullptr);
  QCOMPARE(to_qt_bytes(given->bytes.expose()), pattern(1'000));
  // It was read to its end: nothing of it is handed in twice.
  const auto before = f.engine.inputs.size();
  f.wants(number, 0, 1'000);
  QCOMPARE(f.engine.inputs.size(), before);
}

void TestFiles::a_file_whose_message_was_taken_back_is_let_go_without_a_word() {
  Fixture f;
  QSignalSpy failed{&f.files, &Files::failed};
  const auto number = f.sends(pattern(300'000));
  // It was cancelled while this piece was on its way: the engine's answer when it is handed in then.
  f.engine.submit_status = Error{ErrorCode::invalid_state, "attachment bytes"};
  QVERIFY(f.wants(number, 0, client::attachment_piece) != nullptr);
  QCOMPARE(failed.count(), 0);
  const auto before = f.engine.inputs.size();
  f.wants(number, client::attachment_piece, 300'000 - client::attachment_piece);
  QCOMPARE(f.engine.inputs.size(), before);
}

void TestFiles::a_file_that_the_engine_cannot_keep_is_told_of() {
  Fixture f;
  QSignalSpy failed{&f.files, &Files::failed};
  const auto number = f.sends(pattern(1'000));
  f.engine.submit_status = Error{ErrorCode::store_unavailable, "disk"};
  f.wants(number, 0, 1'000);
  QCOMPARE(failed.count(), 1);
  QCOMPARE(failed.first().first().value<ErrorCode>(), ErrorCode::store_unavailable);
}

void TestFiles::a_log_out_lets_go_of_every_file() {
  Fixture f;
  const auto number = f.sends(pattern(1'000));
  f.engine.fire(client::LoggedOut{});
  const auto before = f.engine.inputs.size();
  f.wants(number, 0, 1'000);
  QCOMPARE(f.engine.inputs.size(), before);
}

void TestFiles::what_cannot_be_sent_is_refused_at_once() {
  Fixture f;
  const auto large = f.on_disk(QStringLiteral("large"), {});
  QVERIFY(QFile::resize(large.toLocalFile(), static_cast<qint64>(client::max_attachment) + 1));
  QCOMPARE(f.files.send(large, {}, {}, -1), QStringLiteral("too_large"));
  QCOMPARE(f.files.send(QUrl::fromLocalFile(f.folder.path()), {}, {}, -1), QStringLiteral("not_found"));
  QCOMPARE(f.files.send(QUrl{QStringLiteral("http://127.0.0.1:9/x")}, {}, {}, -1),
           QStringLiteral("not_found"));
  QVERIFY(f.engine.inputs.empty());
}

void TestFiles::nothing_is_sent_without_a_conversation() {
  Fixture f;
  f.files.open(std::nullopt);
  QCOMPARE(f.files.send(f.on_disk(QStringLiteral("a"), "x"), {}, {}, -1), QStringLiteral("invalid_state"));
  f.files.download(id_text);
  QVERIFY(f.engine.inputs.empty());
}

void TestFiles::what_would_be_replaced_is_known() {
  Fixture f;
  const auto file = f.on_disk(QStringLiteral("ä #1.txt"), "x");
  QVERIFY(f.files.exists(file));
  QVERIFY(f.files.exists(QUrl{file.toString()}));
  QVERIFY(QFile::remove(file.toLocalFile()));
  QVERIFY(!f.files.exists(file));
  QVERIFY(!f.files.exists(QUrl{}));
}

void TestFiles::a_file_is_saved_whole() {
  Fixture f;
  const auto bytes = pattern(2 * static_cast<int>(client::attachment_piece));
  f.engine.files[id] = copy_of(view_of(bytes));
  QSignalSpy saved{&f.files, &Files::saved};
  const auto to = f.folder.filePath(QStringLiteral("saved"));
  f.files.save(id_text, QUrl::fromLocalFile(to));
  f.engine.settle();
  QCOMPARE(saved.count(), 1);
  QFile file{to};
  QVERIFY(file.open(QIODevice::ReadOnly));
  QCOMPARE(file.readAll(), bytes);
}

void TestFiles::where_nothing_can_be_written_is_said_with_the_file() {
  Fixture f;
  f.engine.files[id] = Bytes(9, 7);
  QSignalSpy not_saved{&f.files, &Files::notSaved};
  QSignalSpy failed{&f.files, &Files::failed};
  f.files.save(id_text, QUrl::fromLocalFile(f.folder.filePath(QStringLiteral("missing/beach.png"))));
  f.engine.settle();
  QCOMPARE(not_saved.count(), 1);
  QCOMPARE(not_saved.first().first().toString(), QStringLiteral("beach.png"));
  QVERIFY2(failed.count() == 0, "that would blame the messages kept on this device");
}

void TestFiles::a_disk_that_gets_full_is_said_with_the_file() {
  Fixture f;
  f.engine.files[id] = copy_of(view_of(pattern(2 * static_cast<int>(client::attachment_piece))));
  QSignalSpy saved{&f.files, &Files::saved};
  QSignalSpy not_saved{&f.files, &Files::notSaved};
  QSignalSpy failed{&f.files, &Files::failed};
  {
    const SmallDisk disk{client::attachment_piece + 1'000};
    f.files.save(id_text, QUrl::fromLocalFile(f.folder.filePath(QStringLiteral("saved"))));
    f.engine.settle();
  }
  QCOMPARE(not_saved.count(), 1);
  QCOMPARE(saved.count() + failed.count(), 0);
  QVERIFY2(QDir{f.folder.path()}.isEmpty(), "half of a file would look like all of it");
}

void TestFiles::a_file_that_is_not_here_leaves_nothing_where_it_was_to_be_saved() {
  Fixture f;
  QSignalSpy failed{&f.files, &Files::failed};
  const auto to = f.folder.filePath(QStringLiteral("saved"));
  f.files.save(id_text, QUrl::fromLocalFile(to));
  f.engine.settle();
  QCOMPARE(failed.count(), 1);
  QVERIFY(QDir{f.folder.path()}.isEmpty());
}

void TestFiles::a_picture_is_made_small_and_forgotten_with_its_message() {
  Fixture f;
  f.engine.files[id] = copy_of(view_of(painted(2'000, 1'000)));
  QSignalSpy changed{&f.files, &Files::pictureChanged};
  // A bubble asks more than once while it comes.
  f.files.show(id_text);
  f.files.show(id_text);
  f.engine.settle();
  QCOMPARE(changed.count(), 1);
  const auto address = f.files.picture(id_text);
  const auto png = QByteArray::fromBase64(address.mid(address.indexOf(QLatin1Char(',')) + 1).toLatin1());
  QCOMPARE(QImage::fromData(png, "PNG").size(), QSize(960, 480));
  f.engine.fire(client::MessageChanged{bob, id});
  f.engine.settle();
  QCOMPARE(f.files.picture(id_text), address);
  f.engine.files.erase(id);
  f.engine.fire(client::MessageChanged{bob, id});
  f.engine.settle();
  QCOMPARE(f.files.picture(id_text), QString{});
  QCOMPARE(changed.count(), 2);
}

void TestFiles::what_is_no_picture_is_not_decoded_data() {
  QTest::addColumn<QByteArray>("file");
  QTest::newRow("a drawing with scripts")
      << QByteArray{"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"};
  QTest::newRow("a page") << QByteArray{"<html><body>hi</body></html>"};
  QTest::newRow("another kind of picture") << QByteArray{"BM\x46\x00\x00\x00", 6};
  QTest::newRow("a picture that was cut") << painted(50, 50).left(40);
  QTest::newRow("nothing") << QByteArray{};
  // A header that promises 100,000 x 100,000 pixels.
  auto bomb = painted(16, 16);
  bomb.replace(16, 8, QByteArray::fromHex("000186a0000186a0"));
  QTest::newRow("more pixels than there is room for") << bomb;
}

void TestFiles::what_is_no_picture_is_not_decoded() {
  QFETCH(QByteArray, file);
  QCOMPARE(small_picture(file), QString{});
}

void TestFiles::a_small_frame_does_not_hide_a_large_screen() {
  const auto gif = [](const char* screen) {
    return QByteArray::fromHex("474946383961") + QByteArray::fromHex(screen) +
           QByteArray::fromHex("800000000000ffffff2c00000000010001000002024401003b");
  };
  constexpr QSize room{64, 64};
  constexpr qint64 most = 512 * 512;
  QCOMPARE(decode_picture(gif("01000100"), room, most).size(), QSize(1, 1));
  QVERIFY(decode_picture(gif("88138813"), room, most).isNull());  // 5000 by 5000
}

void TestFiles::downloads_and_cancels_are_asked_for() {
  Fixture f;
  f.files.download(id_text);
  QVERIFY(f.engine.last<client::FetchAttachment>()->message == id);
  f.files.cancel(id_text);
  QVERIFY(f.engine.last<client::CancelAttachment>()->message == id);
  f.files.download(QStringLiteral("no id"));
  QCOMPARE(f.engine.inputs.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestFiles)
#include "test_files.moc"
