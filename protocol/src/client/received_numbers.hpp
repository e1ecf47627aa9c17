// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "record_codec.hpp"

namespace sotto::client {

/// The numbers of the messages that came from one device, as ranges: one as a rule, since a device counts on.
class ReceivedNumbers {
 public:
  /// Ranges that are kept; the lowest goes first, and its numbers count as never seen. A relay that keeps
  /// every second message back makes one for each message.
  static constexpr std::size_t max_ranges = 64;

  /// What does not hold together makes the reader fail.
  [[nodiscard]] static ReceivedNumbers read(RecordReader& in);
  void write(RecordWriter& out) const;

  /// False: the number is there already.
  [[nodiscard]] bool insert(std::uint64_t number);

 private:
  struct Range {
    std::uint64_t first;
    std::uint64_t last;  ///< included
  };
  std::vector<Range> ranges_;  ///< ascending, with a gap between any two
};

}  // namespace sotto::client
