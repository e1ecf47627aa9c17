// SPDX-License-Identifier: GPL-3.0-or-later
// Attack A12: several processes work on one database. Whoever has it open has it alone, so that no number of
// a message is taken twice.
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <set>

#include "defences.hpp"
#include "sotto/store/sqlcipher_store.hpp"

using namespace sotto;
using namespace sotto::store;

class TestManyProcesses : public QObject {
  Q_OBJECT

 private slots:
  void a12_a_number_is_taken_once_by_eight_processes();
};

namespace {

constexpr int processes = 8;
constexpr int turns = 20;
/// Far more than it takes; a process that never gets its turn ends, and is missed.
constexpr int most_tries = 60'000;

SecretBytes key() {
  SecretBytes key{SqlcipherStore::key_size};
  for (auto& each : key.expose_for_writing()) each = 7;
  return key;
}

/// Opens, takes the next number as a ratchet that is kept in memory would, and closes: it is read in one
/// transaction and written in another, so that only whoever has the file alone does not take somebody else's.
/// nullopt: somebody else has it open.
std::optional<std::uint8_t> take_number(const std::string& path) {
  auto store = SqlcipherStore::open({path, Journal::write_ahead, {}}, key());
  if (!store) return std::nullopt;
  const auto name = bytes_of("next");
  if (!(*store)->begin()) return std::nullopt;
  const auto last = (*store)->find(Table::setting, name);
  if (!last || !(*store)->commit()) return std::nullopt;
  ::usleep(1'000);
  if (!(*store)->begin()) return std::nullopt;
  const std::uint8_t next = *last ? static_cast<std::uint8_t>((**last)[0] + 1) : std::uint8_t{1};
  if (!(*store)->put(Table::setting, name, ByteView{&next, 1})) return std::nullopt;
  return (*store)->commit() ? std::optional{next} : std::nullopt;
}

/// What all processes together take, in no particular order; `path_of` says on which file each works.
template <class PathOf>
std::vector<std::uint8_t> taken_by_all(PathOf path_of) {
  int ends[2] = {};
  if (::pipe(ends) != 0) qFatal("no pipe");
  for (int process = 0; process < processes; ++process) {
    if (::fork() != 0) continue;
    int turn = 0;
    for (int tries = 0; turn < turns && tries < most_tries; ++tries) {
      const auto number = take_number(path_of(process));
      if (number && ::write(ends[1], &*number, 1) == 1) ++turn;
      if (!number) ::usleep(1'000);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  std::vector<std::uint8_t> all;
  for (std::uint8_t number = 0; ::read(ends[0], &number, 1) == 1;) all.push_back(number);
  ::close(ends[0]);
  while (::wait(nullptr) > 0) {
  }
  return all;
}

std::size_t different(const std::vector<std::uint8_t>& numbers) {
  return std::set<std::uint8_t>{numbers.begin(), numbers.end()}.size();
}

}  // namespace

void TestManyProcesses::a12_a_number_is_taken_once_by_eight_processes() {
  const QTemporaryDir folder;
  const auto path = folder.filePath("store.db").toStdString();
  static_cast<void>(take_number(path));
  const auto all = taken_by_all([&](int) { return path; });
  QCOMPARE(all.size(), std::size_t{processes * turns});
  QCOMPARE(different(all), std::size_t{processes * turns});
  // Without the lock they do take each other's.
  sqlcipher::defences() = {false, false};
  const auto unlocked = taken_by_all([&](int) { return path; });
  sqlcipher::defences() = {};
  QVERIFY(different(unlocked) < unlocked.size());
  // The control: a lock holds within one file only; on copies everybody takes the same numbers.
  const auto copy = [&](int process) { return path + std::to_string(process); };
  for (int process = 0; process < processes; ++process) std::filesystem::copy_file(path, copy(process));
  QCOMPARE(different(taken_by_all(copy)), std::size_t{turns});
}

QTEST_GUILESS_MAIN(TestManyProcesses)
#include "test_many_processes.moc"
