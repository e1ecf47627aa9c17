// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.hpp"

#include <future>
#include <memory>

namespace sotto::relay::store {

Status update_and_wait(Store& store, Store::Work work) {
  auto promise = std::make_shared<std::promise<Status>>();
  auto future = promise->get_future();
  store.update(std::move(work), [promise](Status status) { promise->set_value(std::move(status)); });
  return future.get();
}

}  // namespace sotto::relay::store
