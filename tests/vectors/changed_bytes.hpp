// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vectors.hpp"

namespace sotto::vectors {

/// What `judge` says of these bytes when the lowest bit of one of them is another: runs of places that get
/// the same answer.
template <class Judge>
Json changed_bytes(const Bytes& bytes, const Judge& judge) {
  Json runs = Json::array();
  std::string before;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] ^= 1U;
    const std::string answer = judge(changed);
    if (answer != before) runs.push_back({{"first", at}, {"last", at}, {"code", answer}});
    runs.back()["last"] = at;
    before = answer;
  }
  return runs;
}

}  // namespace sotto::vectors
