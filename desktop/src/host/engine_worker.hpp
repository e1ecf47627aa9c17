// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "host/alarm.hpp"
#include "host/clocks.hpp"
#include "host/epoch_file.hpp"
#include "host/relay_url.hpp"
#include "host/transport.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/client/engine.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace sotto::desktop {

/// The engine with what it needs: its database, its link, its timer. Lives on a thread of its own, which
/// alone may call it; see EngineHost.
class EngineWorker final : public QObject {
  Q_OBJECT

 public:
  using OnEvent = std::function<void(client::Event)>;
  /// `on_event` is called on this object's thread, after the commit of what it tells.
  explicit EngineWorker(OnEvent on_event, Clock clock = read_clocks);
  ~EngineWorker() override;

  Status open(const QString& database, const SecretBytes& key, const RelayUrl& relay);
  /// Cuts the link and closes the database; what has been handled is on disk.
  void close();
  Status handle(client::Input input);
  /// nullptr: nothing is open.
  [[nodiscard]] client::Engine* engine() noexcept { return running_ ? &running_->engine : nullptr; }

 private:
  /// The open database and the engine on it, in the order in which they may die.
  struct Running {
    Running(std::unique_ptr<store::SqlcipherStore> opened, const QString& database, RandomSource& source)
        : store{std::move(opened)}, epoch{database}, engine{*store, source} {}
    std::unique_ptr<store::SqlcipherStore> store;
    EpochFile epoch;
    client::Engine engine;
  };

  void link_to(const RelayUrl& relay);
  /// An input that nobody asked for: when it fails, the engine itself comes back to it.
  void enter(client::Input input);
  void carry_out_effects();
  void carry_out(client::Effect effect);

  OnEvent on_event_;
  Clock clock_;
  Moment now_;  ///< of the last input: what the engine's instants are counted from
  std::unique_ptr<RandomSource> random_;
  std::unique_ptr<Running> running_;
  std::unique_ptr<Transport> transport_;
  Alarm alarm_;
};

}  // namespace sotto::desktop
