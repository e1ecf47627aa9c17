// SPDX-License-Identifier: GPL-3.0-or-later
#include "scanned_process.hpp"

#include <stdexcept>

#include "canary_mask.hpp"

namespace sotto::testing {
namespace {

constexpr int a_minute = 60'000;

}  // namespace

ScannedProcess::ScannedProcess(const QString& program, const QString& scene) {
  process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process_.start(program, {folder_.path(), scene});
  if (!process_.waitForStarted(a_minute)) throw std::runtime_error{"the client did not start"};
}

ScannedProcess::~ScannedProcess() {
  process_.kill();
  process_.waitForFinished(a_minute);
}

void ScannedProcess::go_on_to(const QByteArray& stage) {
  if (waits_) process_.write("\n");
  for (;;) {
    const auto words = read_line().split(' ');
    if (words.size() == 3 && words[0] == "canary") take_canary(words[1], words[2]);
    if (words.size() == 2 && words[0] == "at") {
      if (words[1] != stage) throw std::runtime_error{"the client is somewhere else"};
      waits_ = true;
      return;
    }
  }
}

QByteArray ScannedProcess::read_line() {
  while (!process_.canReadLine()) {
    if (!process_.waitForReadyRead(a_minute)) throw std::runtime_error{"the client says nothing more"};
  }
  return process_.readLine().trimmed();
}

void ScannedProcess::take_canary(const QByteArray& name, const QByteArray& masked_digits) {
  std::string secret;
  for (const char c : QByteArray::fromHex(masked_digits)) {
    secret.push_back(static_cast<char>(masked(static_cast<std::uint8_t>(c))));
  }
  canaries_.push_back({name.toStdString(), std::move(secret)});
}

std::vector<Finding> ScannedProcess::scan(const std::vector<Canary>& canaries) const {
  return scan_memory(static_cast<pid_t>(process_.processId()), canaries);
}

}  // namespace sotto::testing
