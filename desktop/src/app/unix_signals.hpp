// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace sotto::desktop {

/// SIGTERM, SIGINT and SIGHUP as a signal of the event loop, so that the program ends as it does from its
/// menu.
class UnixSignals final : public QObject {
  Q_OBJECT

 public:
  explicit UnixSignals(QObject* parent = nullptr);
  ~UnixSignals() override;

 signals:
  void asked_to_end();

 private:
  std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace sotto::desktop
