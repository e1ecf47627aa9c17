// SPDX-License-Identifier: GPL-3.0-or-later
// The screens are a static QML module: its plugin is in the program, and this registers it.
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Sotto_UiPlugin)
