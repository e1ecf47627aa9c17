// SPDX-License-Identifier: GPL-3.0-or-later
#include "let_go.hpp"

#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t marker = 1;
constexpr char prefix = 'l';
/// More than an account has devices, each with another one.
constexpr std::size_t most = 32;

Bytes key_of(const StatedRoot& root) {
  auto key = with_prefix(prefix, client::key_of(root.size));
  append(key, root.root.view());
  return key;
}

}  // namespace

Status let_go(Step& step, const StatedRoot& root) {
  const auto first = static_cast<std::uint8_t>(prefix);
  SOTTO_ASSIGN(const auto known, step.scan(Table::archive, ByteView{&first, 1}, most));
  if (known.size() >= most) SOTTO_TRY(step.erase(Table::archive, known.front().key));
  return step.put(Table::archive, key_of(root), ByteView{&marker, 1});
}

Result<bool> is_let_go(Step& step, const StatedRoot& root) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, key_of(root)));
  return record.has_value();
}

}  // namespace sotto::client::archiving
