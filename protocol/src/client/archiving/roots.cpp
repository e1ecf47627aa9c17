// SPDX-License-Identifier: GPL-3.0-or-later
#include "roots.hpp"

#include "../defences.hpp"
#include "../known_lists.hpp"
#include "../outbox.hpp"
#include "../record_codec.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "let_go.hpp"
#include "sotto/archive/merkle.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t first_version = 1;  ///< without the device
constexpr std::uint8_t record_version = 2;
/// What another device has said, until it was compared.
constexpr std::string_view told_key = "root of another device";

struct Told {
  StatedRoot stated;
  std::optional<DeviceId> by;  ///< nullopt: an older program has not written it down
};

Status save(Step& step, const StatedRoot& stated, DeviceId by) {
  RecordWriter out;
  out.u8(record_version).u64(stated.size).raw(stated.root.view()).u32(by.value);
  return step.put(Table::archive, bytes_of(told_key), out.view());
}

Status forget_told(Step& step) { return step.erase(Table::archive, bytes_of(told_key)); }

Result<std::optional<Told>> load_told(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, bytes_of(told_key)));
  if (!record) return std::optional<Told>{};
  RecordReader in{*record};
  const auto version = in.u8();
  const auto size = in.u64();
  SOTTO_ASSIGN(const auto root, archive::MerkleRoot::parse(in.raw(archive::MerkleRoot::size)));
  Told told{{size, root}, {}};
  if (version != first_version) told.by = DeviceId{in.u32()};
  SOTTO_TRY(in.finish());
  return std::optional{told};
}

/// The word of a device that was removed since counts no more: it may have been the reason.
Result<std::optional<Told>> still_told(Step& step) {
  SOTTO_ASSIGN(auto told, load_told(step));
  if (!told || !told->by) return told;
  SOTTO_ASSIGN(const bool gone, known_lists::is_gone(step, {step.self().user, *told->by}));
  if (!gone) return told;
  SOTTO_TRY(forget_told(step));
  return std::optional<Told>{};
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

Status on_root(Step& step, DeviceId by, const wire::ArchiveRoot& root) {
  auto& mine = step.memory().archiving;
  if (root.asks) SOTTO_TRY(outbox::add_archive_root(step, OutboxKind::archive_answer));
  const StatedRoot stated{root.size, archive::MerkleRoot{root.root}};
  SOTTO_ASSIGN(const bool old_news, is_let_go(step, stated));
  if (old_news) return {};
  SOTTO_ASSIGN(const auto before, still_told(step));
  if (before && before->stated.size > root.size) return {};
  SOTTO_TRY(save(step, stated, by));
  mine.compare = true;
  mine.outdated = true;
  return {};
}

Result<std::optional<ErrorCode>> compare_roots(Step& step) {
  using Fault = std::optional<ErrorCode>;
  auto& mine = step.memory().archiving;
  if (!has_everything(mine.progress)) return Fault{};
  mine.compare = false;
  SOTTO_ASSIGN(const auto told, still_told(step));
  if (!told || !defences().roots_compared) return Fault{};
  const auto& stated = told->stated;
  if (stated.size > mine.progress->top.size) return Fault{ErrorCode::stale_state};
  SOTTO_ASSIGN(const auto root, root_over(step, stated.size));
  if (!root || !(*root == stated.root)) return Fault{ErrorCode::forked_log};
  SOTTO_TRY(forget_told(step));
  return Fault{};
}

Status let_go_of_roots(Step& step) {
  SOTTO_ASSIGN(const auto told, load_told(step));
  if (told) SOTTO_TRY(let_go(step, told->stated));
  SOTTO_TRY(forget_told(step));
  const auto& progress = step.memory().archiving.progress;
  if (!has_everything(progress)) return {};
  SOTTO_ASSIGN(const auto own, root_over(step, progress->top.size));
  return own ? let_go(step, {progress->top.size, *own}) : Status{};
}

}  // namespace sotto::client::archiving
