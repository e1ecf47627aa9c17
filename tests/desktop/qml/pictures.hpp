// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSize>
#include <QString>

#include "stage.hpp"

namespace sotto::desktop {

/// Where pictures for people to look at go; it is there.
QString picture_folder();

/// Draws the window as it is now in each size, light and dark, as <name>-<width>-<theme>.png, and gives it
/// back as it was. What looks broken in any of them, and every warning so far; "" when all is well.
QString faults_in_pictures(Stage& stage, const QString& name,
                           const QList<QSize>& sizes = {{380, 640}, {1280, 800}});

}  // namespace sotto::desktop
