// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/padding.hpp"

#include "vectors.hpp"

namespace sotto::vectors {
namespace {

Json refused(const char* why, const Bytes& padded) {
  if (wire::unpad(padded)) std::exit(1);
  return {{"why", why}, {"padded", hex(padded)}};
}

}  // namespace

Json padding() {
  Json sizes = Json::array();
  for (const std::size_t size :
       {0U, 1U, 158U, 159U, 160U, 319U, 320U, 1279U, 1280U, 40959U, 65536U, 81919U}) {
    sizes.push_back(Json{{"content_bytes", size}, {"padded_bytes", wire::bucket_for(size)}});
  }
  Json padded = Json::array();
  for (const std::size_t size : {0U, 3U, 159U, 160U}) {
    const Bytes content(size, 0xc0);
    padded.push_back(Json{{"content", hex(content)}, {"padded", hex(wire::pad(content))}});
  }
  Bytes without_mark(160, 0);
  Bytes no_bucket = wire::pad({});
  no_bucket.push_back(0);
  Bytes too_large = wire::pad(Bytes(200, 1));
  std::fill(too_large.begin() + 5, too_large.end(), std::uint8_t{0});
  too_large[4] = 0x80;
  return {
      {"sizes", sizes},
      {"padded", padded},
      {"refused", Json::array({refused("no 80", without_mark), refused("no bucket's length", no_bucket),
                               refused("a smaller bucket would do", too_large), refused("nothing", {})})}};
}

}  // namespace sotto::vectors
