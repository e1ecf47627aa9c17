// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace sotto::desktop {

/// What was said on the command line.
struct Options {
  QString data_dir;  ///< empty: the usual place
  QString relay;     ///< empty: the one that was chosen before
  bool minimised = false;
  bool no_keychain = false;

  /// Ends the program for --help, --version and what it does not know.
  [[nodiscard]] static Options parse(const QCoreApplication& application);
};

}  // namespace sotto::desktop
