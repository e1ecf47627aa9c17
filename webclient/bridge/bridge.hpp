// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "sotto/base/bytes.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {
class Engine;
}

namespace sotto::web {

/// Opens the database in the worker's file system.
using OpenStore = std::function<Result<std::unique_ptr<store::ClientStore>>(const std::string& path,
                                                                            const SecretBytes& key)>;

/// One engine behind bridge.proto. A request is carried out at once; its answer and the engine's effects wait
/// for poll(). Every request gets exactly one answer, before the effects that it caused. Bytes that are no
/// request are answered too (id 0, malformed). Until Start has succeeded every other request is answered with
/// invalid_state.
class Bridge {
 public:
  Bridge(OpenStore open_store, RandomSource& random);
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;
  ~Bridge();

  void handle(ByteView request);
  /// A serialised Reply; nullopt when there is nothing more.
  [[nodiscard]] std::optional<Bytes> poll();

 private:
  class Running;
  class Dispatch;
  OpenStore open_store_;
  RandomSource& random_;
  std::unique_ptr<Running> running_;
  std::deque<Bytes> answers_;
};

}  // namespace sotto::web
