// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/binary.hpp"
#include "sotto/base/result.hpp"

/// How the engine writes its own records into the store. Only this device reads them, so there is no schema;
/// each kind begins with a version byte.
namespace sotto::client {

using RecordWriter = BinaryWriter;

/// Reads what RecordWriter wrote. What does not fit is store_corrupt, said by finish().
class RecordReader : public BinaryReader {
 public:
  using BinaryReader::BinaryReader;

  Result<Username> username();
  Result<ConversationId> conversation();
  Result<GroupId> group();  ///< raw
  void expect_version(std::uint8_t version);
  /// Which of the two it is: what this program writes, or what one before it wrote.
  std::uint8_t expect_version(std::uint8_t version, std::uint8_t older);
  /// Everything fitted and nothing is left.
  [[nodiscard]] Status finish() const;
};

}  // namespace sotto::client
