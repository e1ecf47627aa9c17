// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include "host/data_folder.hpp"

namespace sotto::desktop {

/// One process per data folder. The lock goes with its process, however that ends; beside it the first
/// process listens for a second one, which asks it to show its window.
class SingleInstance final : public QObject {
  Q_OBJECT

 public:
  explicit SingleInstance(const DataFolder& folder, QObject* parent = nullptr);

  /// False: another process has the folder.
  [[nodiscard]] bool acquire();
  /// Asks the other process to come to the front; whether it heard.
  [[nodiscard]] bool raise_other() const;

 signals:
  void asked_to_show();

 private:
  void listen();
  void on_connection();

  QLockFile lock_;
  QString name_;
  QLocalServer server_;
};

}  // namespace sotto::desktop
