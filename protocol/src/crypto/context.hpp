// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "handles.hpp"
#include "provider.hpp"

namespace sotto::crypto {

struct DestroyContext {
  void operator()(signal_context* context) const noexcept { signal_context_destroy(context); }
};
using BareContext = std::unique_ptr<signal_context, DestroyContext>;

/// A context without primitives: enough to parse with. crypto_failed.
[[nodiscard]] Result<BareContext> bare_context();

/// The library's context over our provider. Without lock callbacks: one thread uses it.
class Context {
 public:
  /// `random` must outlive the context. crypto_failed.
  [[nodiscard]] static Result<std::unique_ptr<Context>> create(RandomSource& random);
  [[nodiscard]] signal_context* get() const noexcept { return context_.get(); }
  [[nodiscard]] Provider& provider() noexcept { return provider_; }

 private:
  explicit Context(RandomSource& random) : provider_{random} {}
  Provider provider_;
  BareContext context_;
};

}  // namespace sotto::crypto
