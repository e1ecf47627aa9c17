// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.hpp"

#include <QCommandLineParser>

namespace sotto::desktop {

Options Options::parse(const QCoreApplication& application) {
  const QCommandLineOption data_dir{QStringLiteral("data-dir"),
                                    QStringLiteral("Keep everything in <folder>."), QStringLiteral("folder")};
  const QCommandLineOption relay{QStringLiteral("relay"),
                                 QStringLiteral("Use the relay at <address>, from now on."),
                                 QStringLiteral("address")};
  const QCommandLineOption minimised{QStringLiteral("minimised"),
                                     QStringLiteral("Start in the tray, where there is one, or minimised.")};
  const QCommandLineOption no_keychain{
      QStringLiteral("no-keychain"),
      QStringLiteral("Protect the messages with a passphrase, even where the system has a keychain.")};
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Private chat that people can host themselves."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOptions({data_dir, relay, minimised, no_keychain});
  parser.process(application);
  return {parser.value(data_dir), parser.value(relay), parser.isSet(minimised), parser.isSet(no_keychain)};
}

}  // namespace sotto::desktop
