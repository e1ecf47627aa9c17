// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/archive.hpp"

#include <memory>

#include "sotto/archive/limits.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;
static_assert(wire::max_archive_entry == archive::max_entry);

wire::ArchiveHead wire_head(const archive::Head& head) { return {head.size, head.hash.bytes}; }

wire::CallFailure failure_of_append(const Error& error) {
  switch (error.code) {
    case ErrorCode::stale_state:
    case ErrorCode::forked_log:
    case ErrorCode::invalid_state:
    case ErrorCode::already_exists:
      return failure(Code::conflict);
    default:
      return failure_of(error);
  }
}

/// What is sealed can be appended; what was shredded is never brought back.
Result<std::vector<archive::Entry>> parse_all(const std::vector<Bytes>& entries) {
  std::vector<archive::Entry> parsed;
  for (const auto& bytes : entries) {
    SOTTO_ASSIGN(auto entry, archive::Entry::parse(bytes));
    if (entry.is_shredded()) return Error{ErrorCode::malformed, "shredded entry"};
    parsed.push_back(std::move(entry));
  }
  return parsed;
}

/// An archive that grows within one transaction.
struct Growing {
  store::Transaction& transaction;
  const Username& owner;
  const store::ArchiveQuota& quota;
  store::ArchiveState state;

  /// Whether exactly this entry is there.
  Result<bool> has(const archive::Entry& entry) const {
    SOTTO_ASSIGN(const auto stored, transaction.find_archived(owner, entry.header().id));
    if (!stored) return false;
    SOTTO_ASSIGN(const auto known, archive::Entry::parse(*stored));
    if (!(known.hash() == entry.hash())) return Error{ErrorCode::already_exists, "archive entry"};
    return true;
  }

  Status append(const archive::Entry& entry) {
    SOTTO_ASSIGN(const bool known, has(entry));
    if (known) return {};
    archive::OldestFirst chain{state.head};
    SOTTO_TRY(chain.accept(entry));
    state.bytes += entry.bytes().size();
    if (state.head.size >= quota.entries || state.bytes > quota.bytes)
      return Error{ErrorCode::too_large, "archive"};
    state.head = chain.head();
    return transaction.append_to_archive(owner, entry);
  }
};

Status shred_one(store::Transaction& transaction, const Username& owner, const wire::Shredding& shredding) {
  SOTTO_ASSIGN(const auto stored, transaction.find_archived(owner, archive::EntryId{shredding.entry}));
  if (!stored) return {};
  SOTTO_ASSIGN(const auto entry, archive::Entry::parse(*stored));
  return transaction.shred_archived(owner, entry.shredded(archive::ShredProof{shredding.proof}));
}

/// 0 asks for the newest; nothing is beyond the largest sequence.
std::uint64_t before_of(const wire::FetchArchiveRequest& request) {
  return request.before == 0 ? INT64_MAX : request.before;
}

}  // namespace

void Archive::append(const Username& owner, const std::vector<Bytes>& entries,
                     Answer<wire::ArchiveHead> answer) {
  auto parsed = parse_all(entries);
  if (!parsed) return answer(failure(Code::malformed));
  const auto head = std::make_shared<archive::Head>();
  base_.store.update(
      [owner, entries = *std::move(parsed), quota = base_.policy.archive,
       head](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(const auto state, transaction.archive_state(owner));
        Growing archive{transaction, owner, quota, state};
        for (const auto& entry : entries) SOTTO_TRY(archive.append(entry));
        *head = archive.state.head;
        return {};
      },
      [head, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of_append(status.error()));
        answer(wire_head(*head));
      });
}

void Archive::shred(const Username& owner, std::vector<wire::Shredding> shreddings,
                    Answer<wire::ArchiveHead> answer) {
  const auto head = std::make_shared<archive::Head>();
  base_.store.update(
      [owner, shreddings = std::move(shreddings), head](store::Transaction& transaction) -> Status {
        for (const auto& shredding : shreddings) SOTTO_TRY(shred_one(transaction, owner, shredding));
        SOTTO_ASSIGN(const auto state, transaction.archive_state(owner));
        *head = state.head;
        return {};
      },
      [head, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(wire_head(*head));
      });
}

Outcome<wire::ArchiveHead> Archive::head(const Username& owner) {
  store::ArchiveState state;
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(state, snapshot.archive_state(owner));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return wire_head(state.head);
}

Outcome<wire::ArchivePage> Archive::read(const Username& owner, store::ArchivePageQuery query) {
  query.limit = wire::max_archive_entries;
  query.bytes = wire::max_archive_page;
  wire::ArchivePage page;
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto state, snapshot.archive_state(owner));
    page.head = wire_head(state.head);
    SOTTO_ASSIGN(page.entries, snapshot.archive_page(owner, query));
    if (!page.entries.empty() || !query.conversation) return {};
    query.before = INT64_MAX;
    SOTTO_ASSIGN(const auto any, snapshot.archive_page(owner, query));
    if (any.empty()) return Error{ErrorCode::not_found, "conversation"};
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return page;
}

Outcome<wire::ArchivePage> Archive::page(const Username& owner, const wire::FetchArchiveRequest& request) {
  return read(owner, {before_of(request)});
}

Outcome<wire::ArchivePage> Archive::conversation(const Username& owner, const archive::Pseudonym& name,
                                                 const wire::FetchArchiveRequest& request) {
  return read(owner, {before_of(request), name});
}

}  // namespace sotto::relay
