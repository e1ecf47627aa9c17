// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <QApplication>
#include <QIcon>
#include <QLocale>
#include <QQuickStyle>
#include <QSet>
#include <QTranslator>
#include <algorithm>
#include <cstdio>
#include <optional>

#include "app/app.hpp"
#include "app/desktop.hpp"
#include "app/options.hpp"
#include "app/unix_signals.hpp"
#include "host/engine_host.hpp"
#include "host/single_instance.hpp"
#include "host/system_keychain.hpp"

namespace {

using namespace sotto::desktop;

int fail(const char* sentence) {
  std::fprintf(stderr, "error: %s\n", sentence);
  return 1;
}

void introduce() {
  QCoreApplication::setApplicationName(QStringLiteral("sotto"));
  QCoreApplication::setApplicationVersion(QStringLiteral(SOTTO_VERSION));
}

/// --version and --help want no screen.
void answer_on_the_console(int argc, char** argv) {
  const QSet<QByteArray> questions{"--version", "-v", "--help", "-h"};
  if (std::none_of(argv + 1, argv + argc, [&](const char* word) { return questions.contains(word); })) return;
  QCoreApplication application{argc, argv};
  introduce();
  static_cast<void>(Options::parse(application));
}

/// What a crash leaves behind must not hold keys and messages (attack D9).
void leave_no_core_image() {
  const rlimit none{0, 0};
  static_cast<void>(setrlimit(RLIMIT_CORE, &none));
}

void set_up(QApplication& application) {
  QApplication::setApplicationDisplayName(QStringLiteral("Sotto"));
  QApplication::setDesktopFileName(QStringLiteral("sotto"));
  QApplication::setQuitOnLastWindowClosed(false);
  QApplication::setWindowIcon(QIcon{QStringLiteral(":/sotto/icon.svg")});
  auto* const translator = new QTranslator{&application};
  if (translator->load(QLocale{}, QStringLiteral("sotto"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
    QApplication::installTranslator(translator);
  }
}

/// The process that has the folder comes to the front instead of this one.
int give_way(const SingleInstance& instance) {
  if (!instance.raise_other())
    return fail("Sotto runs already with this data folder; there can be one at a time.");
  std::fprintf(stderr, "Sotto runs already with this data folder; its window is shown.\n");
  return 0;
}

int run(QApplication& application, const Options& options, const DataFolder& folder) {
  SingleInstance instance{folder};
  if (!instance.acquire()) return give_way(instance);
  UnixSignals signals_of_the_system;
  SystemKeychain keychain;
  NewsReader news;
  EngineHost engine;
  App app{engine, options.no_keychain ? nullptr : &keychain, news, folder};
  if (!options.relay.isEmpty()) {
    if (!RelayUrl::parse(options.relay))
      return fail("--relay wants an address such as https://chat.example.org");
    app.preferences()->setRelayUrl(options.relay);
  }
  Desktop desktop{app};
  if (!desktop.show(options.minimised)) return fail("the screens could not be loaded");
  QObject::connect(&signals_of_the_system, &UnixSignals::asked_to_end, &application, &QCoreApplication::quit);
  QObject::connect(&instance, &SingleInstance::asked_to_show, &desktop, &Desktop::bring_to_front);
  app.start();
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  leave_no_core_image();
  answer_on_the_console(argc, argv);
  // The screens have their own look, the same on every desktop.
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  QApplication application{argc, argv};
  introduce();
  set_up(application);
  const auto options = Options::parse(application);
  const auto folder = DataFolder::open(options.data_dir);
  if (!folder) return fail("the data folder can't be made or isn't ours; --data-dir names another one");
  return run(application, options, *folder);
}
