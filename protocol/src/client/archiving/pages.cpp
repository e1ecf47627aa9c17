// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.hpp"

#include <algorithm>
#include <vector>

#include "../step.hpp"
#include "import.hpp"
#include "passed_over.hpp"

namespace sotto::client::archiving {
namespace {

/// What is not known yet, from old to new; a fault if an entry is none.
Result<std::vector<archive::Entry>> unknown_in(const wire::ArchivePage& page, std::uint64_t known) {
  std::vector<archive::Entry> entries;
  for (const auto& bytes : page.entries) {
    SOTTO_ASSIGN(auto entry, archive::Entry::parse(bytes));
    if (entry.header().sequence >= known) entries.push_back(std::move(entry));
  }
  std::reverse(entries.begin(), entries.end());
  return entries;
}

Status take_in_one(Import& import, archive::NewestFirst& chain, const Bytes& bytes,
                   std::optional<ErrorCode>& fault) {
  const auto entry = archive::Entry::parse(bytes);
  if (!entry) {
    fault = entry.error().code;
    return {};
  }
  const auto accepted = chain.accept(*entry);
  if (!accepted) {
    fault = accepted.error().code;
    return {};
  }
  return import.take_in(*entry);
}

}  // namespace

Result<Newer> take_in_newer(Step& step, const wire::ArchivePage& page, Progress& progress) {
  const auto entries = unknown_in(page, progress.top.size);
  if (!entries) return Newer{entries.error().code};
  if (entries->empty()) return Newer{ErrorCode::invalid_state};
  const auto lowest = entries->front().header().sequence;
  if (lowest > progress.top.size) return Newer{std::nullopt, lowest};
  archive::OldestFirst chain{progress.top};
  Import import{step, Place::end};
  Newer outcome;
  for (const auto& entry : *entries) {
    const auto accepted = chain.accept(entry);
    if (!accepted) {
      outcome.fault = accepted.error().code;
      break;
    }
    SOTTO_TRY(import.take_in(entry));
  }
  SOTTO_TRY(import.finish());
  progress.top = chain.head();
  progress.refused += import.refused();
  return outcome;
}

Result<std::optional<ErrorCode>> take_in_older(Step& step, const wire::ArchivePage& page,
                                               Progress& progress) {
  SOTTO_ASSIGN(auto chain, archive::NewestFirst::begin(progress.rest, std::nullopt));
  Import import{step, Place::front};
  std::optional<ErrorCode> fault;
  if (page.entries.empty()) fault = ErrorCode::invalid_state;
  for (const auto& bytes : page.entries) {
    SOTTO_TRY(take_in_one(import, chain, bytes, fault));
    if (fault) break;
  }
  SOTTO_TRY(import.finish());
  progress.rest = chain.rest();
  progress.refused += import.refused();
  return fault;
}

Result<std::optional<ErrorCode>> take_in_again(Step& step, const wire::ArchivePage& page,
                                               std::uint64_t sequence) {
  using Fault = std::optional<ErrorCode>;
  if (page.entries.empty()) return Fault{ErrorCode::invalid_state};
  const auto entry = archive::Entry::parse(page.entries.front());
  if (!entry) return Fault{entry.error().code};
  SOTTO_ASSIGN(const auto known, hash_at(step, sequence));
  if (entry->header().sequence != sequence || known != entry->hash()) return Fault{ErrorCode::forked_log};
  SOTTO_TRY(forget_passed_over(step, sequence));
  Import import{step, Place::end};
  SOTTO_TRY(import.take_in(*entry));
  SOTTO_TRY(import.finish());
  return Fault{};
}

}  // namespace sotto::client::archiving
