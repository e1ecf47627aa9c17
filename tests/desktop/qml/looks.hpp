// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "stage.hpp"

namespace sotto::desktop {

/// Where pictures of the window go, to be looked at: $SOTTO_PICTURES, else a folder beside the program. It is
/// there.
QString picture_folder();

/// What looks broken in the window as it is now, small and large, light and dark, one fault a line; "" when
/// nothing does. Takes a picture of each, whose name begins with `name`; leaves the window large and dark.
QString faults_in_all_looks(Stage& stage, const QString& name);

}  // namespace sotto::desktop
