// SPDX-License-Identifier: GPL-3.0-or-later
#include "roots.hpp"

#include "../defences.hpp"
#include "../outbox.hpp"
#include "../record_codec.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "sotto/archive/merkle.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
/// What another device has said, until it was compared.
constexpr std::string_view told_key = "root of another device";

struct Told {
  std::uint64_t size = 0;
  archive::MerkleRoot root;
};

Status save(Step& step, const Told& told) {
  RecordWriter out;
  out.u8(record_version).u64(told.size).raw(told.root.view());
  return step.put(Table::archive, bytes_of(told_key), out.view());
}

Result<std::optional<Told>> load_told(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, bytes_of(told_key)));
  if (!record) return std::optional<Told>{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto size = in.u64();
  SOTTO_ASSIGN(const auto root, archive::MerkleRoot::parse(in.raw(archive::MerkleRoot::size)));
  SOTTO_TRY(in.finish());
  return std::optional{Told{size, root}};
}

/// nullopt: not all of them are here.
Result<std::optional<archive::MerkleRoot>> root_over(Step& step, std::uint64_t size) {
  auto& known = step.memory().archiving.root;
  if (known && known->first == size) return std::optional{known->second};
  SOTTO_ASSIGN(const auto hashes, first_hashes(step, size));
  if (hashes.size() != size) return std::optional<archive::MerkleRoot>{};
  known.emplace(size, archive::merkle_root(hashes));
  return std::optional{known->second};
}

bool has_everything(const std::optional<Progress>& progress) { return progress && progress->rest.size == 0; }

}  // namespace

Result<std::optional<wire::ArchiveRoot>> own_root(Step& step) {
  const auto& progress = step.memory().archiving.progress;
  if (!has_everything(progress)) return std::optional<wire::ArchiveRoot>{};
  SOTTO_ASSIGN(const auto root, root_over(step, progress->top.size));
  if (!root) return std::optional<wire::ArchiveRoot>{};
  return std::optional{wire::ArchiveRoot{progress->top.size, root->bytes, false}};
}

Status on_root(Step& step, const wire::ArchiveRoot& root) {
  auto& mine = step.memory().archiving;
  if (root.asks) SOTTO_TRY(outbox::add_archive_root(step, OutboxKind::archive_answer));
  SOTTO_ASSIGN(const auto before, load_told(step));
  if (before && before->size > root.size) return {};
  SOTTO_TRY(save(step, {root.size, archive::MerkleRoot{root.root}}));
  mine.compare = true;
  mine.outdated = true;
  return {};
}

Result<std::optional<ErrorCode>> compare_roots(Step& step) {
  using Fault = std::optional<ErrorCode>;
  auto& mine = step.memory().archiving;
  if (!has_everything(mine.progress)) return Fault{};
  mine.compare = false;
  SOTTO_ASSIGN(const auto told, load_told(step));
  if (!told || !defences().roots_compared) return Fault{};
  if (told->size > mine.progress->top.size) return Fault{ErrorCode::stale_state};
  SOTTO_ASSIGN(const auto root, root_over(step, told->size));
  if (!root || !(*root == told->root)) return Fault{ErrorCode::forked_log};
  SOTTO_TRY(step.erase(Table::archive, bytes_of(told_key)));
  return Fault{};
}

}  // namespace sotto::client::archiving
