// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <string>
#include <vector>

#include "canary_scan.hpp"

namespace sotto::testing {

/// A client that stops at stages of its life, so that its memory can be searched. Its canaries are known once
/// it says them, masked (see scanned_client.cpp). Killed when it goes out of scope.
class ScannedProcess {
 public:
  /// `scene`: log-out, close or end. Throws when it does not start.
  ScannedProcess(const QString& program, const QString& scene);
  ~ScannedProcess();
  ScannedProcess(const ScannedProcess&) = delete;
  ScannedProcess& operator=(const ScannedProcess&) = delete;

  /// Lets it go on until it says that it is there. Throws when it ends before, or says nothing for a minute.
  void go_on_to(const QByteArray& stage);
  /// What it has said so far.
  [[nodiscard]] const std::vector<Canary>& canaries() const { return canaries_; }
  [[nodiscard]] std::vector<Finding> scan(const std::vector<Canary>& canaries) const;

 private:
  QByteArray read_line();
  void take_canary(const QByteArray& name, const QByteArray& masked_digits);

  QTemporaryDir folder_;
  QProcess process_;
  std::vector<Canary> canaries_;
  bool waits_ = false;  ///< for a line
};

}  // namespace sotto::testing
