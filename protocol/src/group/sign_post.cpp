// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/sign_post.hpp"

namespace sotto::group {

Result<Post> sign_post(const PostHeader& header, const PostBody& body, const crypto::IdentityKeyPair& author,
                       RandomSource& random) {
  auto bytes = serialise_unsigned(header, body);
  SOTTO_ASSIGN(const auto signature, crypto::sign(author, purpose_of(body), bytes, random));
  append(bytes, signature);
  return Post::parse(bytes);
}

}  // namespace sotto::group
