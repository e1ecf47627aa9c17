// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/directory.hpp"

#include <algorithm>

#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

wire::Profile public_part(const store::Account& account) {
  return {account.name, account.profile.display_name, account.profile.about, account.identity_key,
          account.profile.listed};
}

Status find_all(const store::Snapshot& snapshot, std::string_view query, std::size_t limit,
                wire::Profiles& found) {
  if (const auto name = Username::parse(query); name.ok()) {
    SOTTO_ASSIGN(const auto exact, snapshot.find_account(*name));
    if (exact) found.profiles.push_back(public_part(*exact));
  }
  SOTTO_ASSIGN(const auto listed, snapshot.search_listed(query, limit));
  for (const auto& account : listed) {
    if (found.profiles.size() >= limit) break;
    if (!found.profiles.empty() && found.profiles.front().username == account.name) continue;
    found.profiles.push_back(public_part(account));
  }
  return {};
}

}  // namespace

Outcome<wire::Profiles> Directory::search(std::string_view query, std::size_t limit) {
  if (query.size() > wire::max_search_query) return failure(wire::CallFailureCode::malformed);
  wire::Profiles found;
  const auto rows = std::clamp<std::size_t>(limit, 1, wire::max_search_results);
  const Status status = base_.store.read(
      [&](const store::Snapshot& snapshot) { return find_all(snapshot, query, rows, found); });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

Outcome<wire::Profiles> Directory::profile(const Username& name) {
  wire::Profiles found;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto account, snapshot.find_account(name));
    if (!account) return Error{ErrorCode::unknown_user, "profile"};
    found.profiles.push_back(public_part(*account));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

void Directory::update(const Username& name, store::Profile profile, Answer<wire::Done> answer) {
  base_.store.update([name, profile = std::move(profile)](
                         store::Transaction& transaction) { return transaction.set_profile(name, profile); },
                     [answer = std::move(answer)](const Status& status) {
                       if (!status.ok()) return answer(failure_of(status.error()));
                       answer(wire::Done{});
                     });
}

Outcome<std::vector<store::News>> Directory::news(std::size_t limit) {
  std::vector<store::News> found;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(found, snapshot.news(std::min(limit, max_news)));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

}  // namespace sotto::relay
