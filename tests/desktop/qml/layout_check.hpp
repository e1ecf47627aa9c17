// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace sotto::desktop {

/// What looks broken in the window as it is now; empty when nothing does:
/// items beside the window, words larger than their place, words over words, buttons over buttons.
QStringList layout_faults(const QQuickWindow& window);

/// Words that aren't plain text, and pictures that come from elsewhere than the program itself.
QStringList markup_faults(const QQuickWindow& window);

/// It lies in the window, and nothing around it has clipped any of it.
bool is_wholly_seen(const QQuickItem& item);

}  // namespace sotto::desktop
