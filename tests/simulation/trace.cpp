// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace.hpp"

#include <cstdio>
#include <string>

namespace sotto::simulation {
namespace {

constexpr std::size_t shown_bytes = 8;

ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

void Trace::mix(ByteView bytes) {
  for (const auto byte : bytes) digest_ = (digest_ ^ byte) * 0x100000001b3ULL;
}

void Trace::note(Instant at, std::string_view who, std::string_view what, ByteView detail) {
  const auto moment = at.milliseconds;
  mix({reinterpret_cast<const std::uint8_t*>(&moment), sizeof moment});
  mix(view_of(who));
  mix(view_of(what));
  mix(detail);
  if (mode_ == Mode::print) {
    print(at, who, what,
          std::to_string(detail.size()) + " bytes " +
              to_hex(detail.size() > shown_bytes ? detail.last(shown_bytes) : detail));
  }
}

void Trace::note(Instant at, std::string_view who, std::string_view what, std::string_view detail) {
  const auto mode = mode_;
  mode_ = Mode::digest;
  note(at, who, what, view_of(detail));
  mode_ = mode;
  if (mode_ == Mode::print) print(at, who, what, detail);
}

void Trace::print(Instant at, std::string_view who, std::string_view what, std::string_view detail) {
  if (began_ == Instant{}) began_ = at;
  std::printf("%10.3f  %-10.*s %-22.*s %.*s\n", static_cast<double>((at - began_).count()) / 1000,
              static_cast<int>(who.size()), who.data(), static_cast<int>(what.size()), what.data(),
              static_cast<int>(detail.size()), detail.data());
}

}  // namespace sotto::simulation
