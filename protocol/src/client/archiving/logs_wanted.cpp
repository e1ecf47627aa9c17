// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs_wanted.hpp"

#include "../groups/record.hpp"
#include "../groups/sync.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "import.hpp"
#include "sotto/archive/seal_entry.hpp"

namespace sotto::client::archiving {
namespace {

/// nullopt: of two people, or not to be read.
Result<std::optional<GroupId>> group_of(Step& step, const archive::Entry& entry) {
  const auto opened = archive::open_entry(keys_of(step), entry);
  if (!opened && is_local_failure(opened.error().code)) return opened.error();
  const auto* record = opened ? std::get_if<archive::Record>(&*opened) : nullptr;
  const auto* group = record == nullptr ? nullptr : record->conversation.group();
  return group == nullptr ? std::optional<GroupId>{} : std::optional{*group};
}

}  // namespace

Status look_for_log(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto known, group_records::find(step, group));
  if (known) return {};
  GroupRecord record;
  record.belonging = Belonging::former;  // until the log says something else
  SOTTO_TRY(group_records::save(step, group, record));
  return group_sync::look(step, group);
}

Result<bool> looks_for_logs(Step& step, const wire::ArchivePage& page) {
  auto& looked_into = step.memory().archiving.looked_into;
  for (const auto& bytes : page.entries) {
    const auto entry = archive::Entry::parse(bytes);
    // One of each conversation will do; a shredded one says nothing of whose it was.
    if (!entry || std::holds_alternative<archive::Shredded>(entry->body())) continue;
    if (!looked_into.insert(copy_of(entry->header().conversation.view())).second) continue;
    SOTTO_ASSIGN(const auto group, group_of(step, *entry));
    if (group) SOTTO_TRY(look_for_log(step, *group));
  }
  return group_sync::is_looking(step.memory());
}

}  // namespace sotto::client::archiving
