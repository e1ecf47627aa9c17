// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unix_signals.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>

namespace sotto::desktop {
namespace {

/// What a handler writes to and the event loop reads; a handler can reach nothing that is not global.
std::array<int, 2> pipe_ends{-1, -1};

void on_signal(int) {
  const char byte = 0;
  static_cast<void>(!write(pipe_ends[1], &byte, 1));
}

}  // namespace

UnixSignals::UnixSignals(QObject* parent) : QObject{parent} {
  if (pipe2(pipe_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  notifier_ = std::make_unique<QSocketNotifier>(pipe_ends[0], QSocketNotifier::Read);
  connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
    char byte = 0;
    while (read(pipe_ends[0], &byte, 1) > 0) {
    }
    emit asked_to_end();
  });
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaction(number, &action, nullptr);
}

UnixSignals::~UnixSignals() {
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) signal(number, SIG_DFL);
  notifier_.reset();
  for (int& end : pipe_ends) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

}  // namespace sotto::desktop
