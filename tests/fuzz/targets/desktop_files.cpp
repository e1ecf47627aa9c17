// SPDX-License-Identifier: GPL-3.0-or-later
// The two files that the desktop client keeps beside its databases: how a passphrase becomes their key, and
// the state epoch.
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include "host/epoch_file.hpp"
#include "host/passphrase_file.hpp"
#include "host/passphrase_record.hpp"
#include "host/text.hpp"
#include "input.hpp"
#include "seeded_random.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using desktop::EpochFile;
using desktop::PassphraseFile;
using desktop::PassphraseRecord;

/// One folder for the process, in memory where the system has that.
QString path_of(const char* name) {
  static const QTemporaryDir folder;
  require(folder.isValid(), "there is a folder for the files of a run");
  return folder.filePath(QString::fromLatin1(name));
}

void lay_down(const QString& path, ByteView content) {
  QFile file{path};
  const bool written =
      file.open(QIODevice::WriteOnly) && file.write(desktop::to_qt_bytes(content)) >= 0 && file.flush();
  require(written, "the file of a run can be written");
}

Bytes content_of(const QString& path) {
  QFile file{path};
  require(file.open(QIODevice::ReadOnly), "the file of a run can be read");
  return copy_of(desktop::view_of(file.readAll()));
}

SecretBytes passphrase() { return SecretBytes::copied_from(bytes_of("a quiet passphrase")); }

struct Written {
  Bytes file;
  SecretBytes key;
};

const Written& written() {
  static const Written once = [] {
    testing::SeededRandom random{1};
    const auto path = path_of("passphrase");
    auto key = PassphraseFile::create(path, passphrase(), random);
    require(key.ok(), "a passphrase file can be made");
    return Written{content_of(path), *std::move(key)};
  }();
  return once;
}

bool is_affordable(const crypto::PasswordCost& cost) {
  using Cost = crypto::PasswordCost;
  constexpr std::uint32_t most_lanes = 4;
  return cost.memory_kib >= Cost::floor_memory_kib && cost.memory_kib <= Cost::ceiling_memory_kib &&
         cost.passes >= Cost::floor_passes && cost.passes <= Cost::ceiling_passes && cost.lanes > 0 &&
         cost.lanes <= most_lanes;
}

/// As the program opens it, where that doesn't take a third of a second.
void check_refusal(ByteView input) {
  const auto path = path_of("passphrase");
  lay_down(path, input);
  require(!PassphraseFile::open(path, passphrase()), "nothing opens that was not written");
}

Verdict run_passphrase_file(ByteView input) {
  const auto record = PassphraseRecord::parse(input);
  if (!record) {
    check_refusal(input);
    return Verdict::refused;
  }
  require(equal(record->bytes(), input), "a passphrase file has one spelling");
  require(equal(record->head(), input.first(PassphraseRecord::head_size)),
          "all but the tag is authenticated");
  if (!is_affordable(record->cost)) {
    check_refusal(input);
    return Verdict::refused;
  }
  return Verdict::accepted;
}

/// What it was written for: the same key again, and none for what was changed where it costs no more.
std::vector<Bytes> passphrase_file_seeds() {
  const auto path = path_of("passphrase");
  lay_down(path, written().file);
  const auto key = PassphraseFile::open(path, passphrase());
  require(key && equal(key->expose(), written().key.expose()), "a passphrase opens what it was written for");
  auto another_tag = written().file;
  another_tag.back() ^= 1;
  check_refusal(another_tag);
  return {written().file, another_tag};
}

/// Whatever lies there, what is kept next is read.
Verdict run_epoch_file(ByteView input) {
  const QString database = path_of("messages.db");
  lay_down(EpochFile::path_for(database), input);
  const auto epoch = EpochFile{database}.read();
  require(epoch.has_value() == (input.size() == sizeof *epoch), "an epoch has one size");
  require(!epoch || qFromLittleEndian<std::uint64_t>(input.data()) == *epoch,
          "an epoch is read as it lies there");
  const auto next = epoch.value_or(6) + 1;
  EpochFile{database}.keep(next);
  require(EpochFile{database}.read() == next, "what is kept is read");
  return epoch ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> epoch_file_seeds() {
  const QString database = path_of("messages.db");
  std::vector<Bytes> seeds;
  for (const std::uint64_t epoch : {std::uint64_t{0}, std::uint64_t{0x0102030405060708}, ~std::uint64_t{0}}) {
    EpochFile{database}.keep(epoch);
    seeds.push_back(content_of(EpochFile::path_for(database)));
  }
  return seeds;
}

const Registration registration{{{"passphrase_file", 128, run_passphrase_file, passphrase_file_seeds},
                                 {"epoch_file", 32, run_epoch_file, epoch_file_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
