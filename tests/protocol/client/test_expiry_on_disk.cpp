// SPDX-License-Identifier: GPL-3.0-or-later
// Attack E8 on the file that the desktop and the browser have: what is left in it, and in the files beside
// it, a minute after a message has ended, for somebody who has the key.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>

#include "../store/decrypted_pages.hpp"
#include "attached.hpp"
#include "printing.hpp"
#include "sotto/store/sqlcipher_store.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using store::SqlcipherStore;
using store::Table;

class TestExpiryOnDisk : public QObject {
  Q_OBJECT

 private slots:
  void nothing_of_it_is_in_the_files_data();
  void nothing_of_it_is_in_the_files();
  void what_ended_while_the_program_was_off_is_gone_when_it_starts();
};

namespace {

constexpr const char* canary = "zqxjzvkwq";
/// Of the full-text index. Three bytes may stand somewhere by chance.
constexpr std::array pieces{"zqx", "qxj", "xjz", "jzv", "zvk", "vkw", "kwq"};
constexpr Lasting ten_minutes{600};

SecretBytes store_key() {
  SecretBytes key{SqlcipherStore::key_size};
  for (auto& each : key.expose_for_writing()) each = 7;
  return key;
}

/// A store in a folder of its own.
class Disk {
 public:
  Disk() : opened_{SqlcipherStore::open({path(), store::Journal::write_ahead, {}}, store_key())} {}
  SqlcipherStore& store() { return **opened_; }
  /// What somebody with the key can read, while the program runs.
  [[nodiscard]] QByteArray readable() const {
    return store::pages::decrypted_pages(path(), store_key()) +
           store::pages::decrypted_frames(path() + "-wal", store_key()) + in_shared_memory();
  }
  /// What everybody can read.
  [[nodiscard]] QByteArray raw() const {
    return store::pages::read_file(path()) + store::pages::read_file(path() + "-wal") + in_shared_memory();
  }

 private:
  [[nodiscard]] std::string path() const { return directory_.filePath("store.db").toStdString(); }
  [[nodiscard]] QByteArray in_shared_memory() const { return store::pages::read_file(path() + "-shm"); }

  QTemporaryDir directory_;
  Result<std::unique_ptr<SqlcipherStore>> opened_;
};

/// Alice and bob, who know each other and have a group.
struct Scene {
  Disk alices;
  Disk bobs;
  World world;
  Device& alice = world.ready_user("alice", &alices.store());
  Device& bob = world.ready_user("bob", &bobs.store());
  GroupId group;

  Scene() {
    does(alice, client::SendText{name("bob"), "hi"});
    does(bob, client::SendText{name("alice"), "hi yourself"});
    does(alice, client::CreateGroup{"Two", 1, group::Role::member});
    group = alice.events<client::GroupCreated>().back().group;
    does(bob, client::RequestToJoin{group});
    does(alice, client::ChangeGroup{group, client::ApproveNewcomer{name("bob")}});
  }
  void does(Device& device, client::Input input) {
    const auto status = device.handle(std::move(input));
    QVERIFY2(status.ok(), status.ok() ? "" : status.error().where);
    world.settle();
  }
  void read_all(Device& device, const ConversationId& with) {
    does(device, client::MarkRead{with, device.messages_in(with).back().position});
  }
};

/// A conversation as either side names it.
struct Names {
  ConversationId at_alice;
  ConversationId at_bob;
};

/// The canary as draft, text, edited text, name and caption of a file; answered and reacted to.
void say_everything(Scene& scene, const Names& with) {
  const std::string text{canary};
  scene.does(scene.alice, client::SaveDraft{with.at_alice, "a draft of " + text});
  scene.does(scene.alice, client::SaveDraft{with.at_alice, text});
  scene.does(scene.alice, client::SendText{with.at_alice, text, {}, ten_minutes});
  scene.does(scene.alice, client::SendText{with.at_alice, text + " before", {}, ten_minutes});
  const auto id = scene.alice.messages_in(with.at_alice).back().id;
  scene.does(scene.alice, client::EditMessage{with.at_alice, id, text + " after"});
  scene.does(scene.bob, client::SendText{with.at_bob, "what is that?", id});
  scene.does(scene.bob, client::React{with.at_bob, id, "!"});
  auto file = sending(with.at_alice, 1'000);
  file.name = text + ".png";
  file.caption = "a caption: " + text;
  file.lasting = ten_minutes;
  const auto sent = attach(scene.alice, file, pattern(1'000));
  scene.world.settle();
  QVERIFY(download(scene.world, scene.bob, with.at_bob, sent) == pattern(1'000));
  scene.does(scene.bob, client::SaveDraft{with.at_bob, text});
  scene.does(scene.bob, client::SaveDraft{with.at_bob, ""});
}

std::size_t pieces_in(const QByteArray& bytes) {
  return static_cast<std::size_t>(
      std::count_if(pieces.begin(), pieces.end(), [&](const char* piece) { return bytes.contains(piece); }));
}

void verify_there(Device& device, const Disk& disk) {
  QVERIFY(!device.engine().search(canary, 10)->empty());
  QVERIFY(disk.readable().contains(canary));
  QVERIFY(!disk.raw().contains(canary));
}

void verify_gone(Device& device, Disk& disk) {
  QVERIFY(device.engine().search(canary, 10)->empty());
  QVERIFY(device.engine().search("zqx", 10)->empty());
  const auto readable = disk.readable();
  QVERIFY(readable.contains("hi yourself"));  // the right bytes were looked at
  QVERIFY(!readable.contains(canary));
  QVERIFY(pieces_in(readable) <= 1);
  for (const auto table : {Table::attachment, Table::attachment_chunk, Table::kept_file, Table::timer,
                           Table::reaction, Table::draft, Table::early})
    QCOMPARE(*disk.store().count(table), std::uint64_t{0});
  QVERIFY(disk.store().verify().ok());
}

}  // namespace

void TestExpiryOnDisk::nothing_of_it_is_in_the_files_data() {
  QTest::addColumn<bool>("in_group");
  QTest::newRow("between two") << false;
  QTest::newRow("in a group") << true;
}

void TestExpiryOnDisk::nothing_of_it_is_in_the_files() {
  QFETCH(bool, in_group);
  Scene scene;
  const Names with = in_group ? Names{scene.group, scene.group} : Names{name("bob"), name("alice")};
  say_everything(scene, with);
  verify_there(scene.alice, scene.alices);
  verify_there(scene.bob, scene.bobs);
  scene.read_all(scene.bob, with.at_bob);
  scene.world.run_for(ten_minutes.duration() + minutes{1});
  verify_gone(scene.alice, scene.alices);
  verify_gone(scene.bob, scene.bobs);
  // What answered it stays.
  QCOMPARE(scene.alice.messages_in(with.at_alice).back().body, std::string{"what is that?"});
}

void TestExpiryOnDisk::what_ended_while_the_program_was_off_is_gone_when_it_starts() {
  Scene scene;
  say_everything(scene, {scene.group, scene.group});
  scene.read_all(scene.bob, scene.group);
  verify_there(scene.bob, scene.bobs);
  scene.world.set_clock(scene.world.now() + hours{1});
  for (auto* device : {&scene.alice, &scene.bob}) device->crash();
  scene.world.run_for(minutes{1});
  verify_gone(scene.alice, scene.alices);
  verify_gone(scene.bob, scene.bobs);
}

QTEST_GUILESS_MAIN(TestExpiryOnDisk)
#include "test_expiry_on_disk.moc"
