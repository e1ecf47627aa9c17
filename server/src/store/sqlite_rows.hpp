// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "store/sqlite_connection.hpp"

/// What several tables have in common.
namespace sotto::relay::store {

/// All rows of a query, each read by `read`.
template <class Row>
Result<std::vector<Row>> rows(Query& query, Result<Row> (*read)(Query&)) {
  std::vector<Row> all;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return all;
    SOTTO_ASSIGN(auto row, read(query));
    all.push_back(std::move(row));
  }
}

/// Blobs in the first column of a query's rows: no more than `bytes` together, unless it is one.
inline Result<std::vector<Bytes>> blobs_within(Query& query, std::size_t bytes) {
  std::vector<Bytes> page;
  std::size_t size = 0;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return page;
    auto blob = query.blob();
    size += blob.size();
    if (!page.empty() && size > bytes) return page;
    page.push_back(std::move(blob));
  }
}

}  // namespace sotto::relay::store
