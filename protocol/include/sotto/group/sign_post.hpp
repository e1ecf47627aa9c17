// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/post.hpp"

namespace sotto::group {

/// The half of posts that a relay does not have. Errors: malformed or too_large (a text over its limits),
/// random_failed, crypto_failed.
[[nodiscard]] Result<Post> sign_post(const PostHeader& header, const PostBody& body,
                                     const crypto::IdentityKeyPair& author, RandomSource& random);

}  // namespace sotto::group
