// SPDX-License-Identifier: GPL-3.0-or-later
#include "input.hpp"
#include "samples.hpp"
#include "sotto/wire/content.hpp"
#include "sotto/wire/frame.hpp"
#include "sotto/wire/padding.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

/// Two programs that read a frame and write it on must not come to differ about it.
Verdict run_frame(ByteView input) {
  const auto frame = wire::parse_frame(input);
  if (!frame) return Verdict::refused;
  const Bytes written = wire::serialise(*frame);
  const auto again = wire::parse_frame(written);
  require(again.ok(), "a frame that was read can be written and read");
  require(wire::serialise(*again) == written, "a frame is written in one way");
  return Verdict::accepted;
}

std::vector<Bytes> frame_seeds() {
  std::vector<Bytes> seeds;
  for (const auto& frame : samples::frames()) seeds.push_back(wire::serialise(frame));
  return seeds;
}

enum class ContentForm : std::uint8_t { as_it_is, padded_here };

template <class Content>
Verdict run_padded(ByteView bytes, Result<Content> (*parse)(ByteView)) {
  Input input{bytes};
  const auto form = static_cast<ContentForm>(input.below(2));
  const auto rest = input.rest();
  const auto content = parse(form == ContentForm::padded_here ? wire::pad(rest) : copy_of(rest));
  if (!content) return Verdict::refused;
  const Bytes written = wire::serialise_padded(*content);
  const auto again = parse(written);
  require(again.ok(), "content that was read can be written and read");
  require(wire::serialise_padded(*again) == written, "content is written in one way");
  return Verdict::accepted;
}

template <class Content>
std::vector<Bytes> in_both_forms(const std::vector<Content>& contents) {
  std::vector<Bytes> seeds;
  for (const auto& content : contents) {
    const Bytes padded = wire::serialise_padded(content);
    seeds.push_back(choosing(0, padded));
    seeds.push_back(choosing(1, *wire::unpad(padded)));
  }
  return seeds;
}

Verdict run_content(ByteView bytes) { return run_padded(bytes, wire::parse_padded); }
std::vector<Bytes> content_seeds() { return in_both_forms(samples::contents()); }

Verdict run_group_content(ByteView bytes) { return run_padded(bytes, wire::parse_padded_group); }
std::vector<Bytes> group_content_seeds() { return in_both_forms(samples::group_contents()); }

Verdict run_padding(ByteView input) {
  const auto content = wire::unpad(input);
  if (!content) return Verdict::refused;
  require(equal(wire::pad(*content), input), "each content has one padded form");
  return Verdict::accepted;
}

std::vector<Bytes> padding_seeds() {
  return {wire::pad({}), wire::pad(Bytes(159, 1)), wire::pad(Bytes(160, 0x80)), wire::pad(Bytes(700, 0))};
}

const Registration registration{{{"frame", 4'096, run_frame, frame_seeds},
                                 {"content", 2'048, run_content, content_seeds},
                                 {"group_content", 2'048, run_group_content, group_content_seeds},
                                 {"padding", 2'560, run_padding, padding_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
