// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace sotto::group::test {

/// Logs of groups, always the same: what crypto-docs/vectors/group.json holds.
[[nodiscard]] QJsonObject make_vectors();

}  // namespace sotto::group::test
