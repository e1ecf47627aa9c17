// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/context.hpp"
#include "net/tls.hpp"

namespace sotto::relay::net {

/// The threads that do the network: each with its own connections, which live and die there.
class Network {
 public:
  struct Options {
    std::string address;
    std::uint16_t port = 0;
    unsigned threads = 1;
    std::shared_ptr<Tls> tls;          ///< null: plain
  };
  /// Takes the port. already_exists: somebody has it; refused: no permission; malformed: no such address here.
  /// `context` is set by start().
  static Result<std::unique_ptr<Network>> open(Options options);
  ~Network();

  [[nodiscard]] std::uint16_t port() const;
  /// Begins to accept.
  void start(NetContext& context);
  /// No new connections from now on.
  void stop_accepting();
  /// Ends the threads; connections are cut. Nothing runs any more when it returns.
  void stop();

  /// Runs the task on one of the threads, later.
  void post(std::function<void()> task);
  /// Runs the task every `period` until it returns false.
  void every(Duration period, std::function<bool()> task);

 private:
  struct Thread;
  explicit Network(Options options);
  void accept();
  void serve(std::size_t thread);
  struct Acceptor;

  Options options_;
  NetContext* context_ = nullptr;
  std::vector<std::unique_ptr<Thread>> threads_;
  std::unique_ptr<Acceptor> acceptor_;
  std::atomic<std::size_t> next_thread_{0};
  std::int64_t max_connections_ = 0;
};

}  // namespace sotto::relay::net
