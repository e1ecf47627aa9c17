// SPDX-License-Identifier: GPL-3.0-or-later
// What is said in an open group, and what is taken back; what of it holds, and what is no post of its author.
#include "../support/malleated.hpp"
#include "changed_bytes.hpp"
#include "seeded_random.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/group/sign_post.hpp"

namespace sotto::vectors {
namespace {

using crypto::SignaturePurpose;
using group::Post;
using group::PostBody;
using group::PostHeader;

constexpr Instant noon{1'795'608'000'000};
constexpr std::uint64_t place_known = 41;

struct Author {
  Author(const char* called, RandomSource& random)
      : name{must(Username::parse(called))}, identity{must(crypto::IdentityKeyPair::fresh(random))} {}
  Username name;
  crypto::IdentityKeyPair identity;
};

/// Of these bytes, from whoever has this identity.
std::string judged(const Author& author, const Bytes& bytes) {
  const auto post = Post::parse(bytes);
  return post ? outcome(post->verify(author.identity.public_key())) : outcome(post);
}

Json body_of(const Post& post) {
  if (const auto* text = std::get_if<group::PostText>(&post.body()))
    return {{"label", "sotto/v1/group/post"}, {"text", text->text}};
  return {{"label", "sotto/v1/group/post-removal"},
          {"removes", hex(std::get<group::PostRemoval>(post.body()).target.view())}};
}

Json written(const Author& author, const Post& post) {
  const ByteView whole{post.bytes()};
  const auto split = whole.size() - Post::signature_size;
  Json all{{"author", author.name.text()},
           {"identity_key", hex(author.identity.public_key().view())},
           {"group", hex(post.header().group.view())},
           {"id", hex(post.header().id.view())},
           {"after", post.header().after},
           {"time_ms", post.header().at.milliseconds}};
  all.update(body_of(post));
  all.update({{"signed", hex(whole.first(split))},
              {"signature", hex(whole.subspan(split))},
              {"changed_bytes",
               changed_bytes(post.bytes(), [&](const Bytes& bytes) { return judged(author, bytes); })}});
  return all;
}

/// Posts as somebody would make them who has the author's key and no regard for the rules.
class Forger {
 public:
  Forger(const Author& author, const PostHeader& header, RandomSource& random)
      : author_{author}, header_{header}, random_{random} {}

  void add(const char* why, const Author& reader_knows, const Bytes& post) {
    all_.push_back({{"why", why},
                    {"identity_key", hex(reader_knows.identity.public_key().view())},
                    {"post", hex(post)},
                    {"code", judged(reader_knows, post)}});
  }
  void add_signed(const char* why, Bytes bytes, SignaturePurpose purpose = SignaturePurpose::post_text) {
    append(bytes, must(crypto::sign(author_.identity, purpose, bytes, random_)));
    add(why, author_, bytes);
  }
  [[nodiscard]] Bytes text(std::string_view text) const {
    return serialise_unsigned(header_, group::PostText{std::string{text}});
  }
  [[nodiscard]] Json take() { return std::move(all_); }

 private:
  const Author& author_;
  const PostHeader& header_;
  RandomSource& random_;
  Json all_ = Json::array();
};

Bytes with_byte(Bytes bytes, std::size_t place, std::uint8_t value) {
  bytes[place] = value;
  return bytes;
}

Bytes longer(Bytes bytes) {
  bytes.push_back(0);
  return bytes;
}

/// The whole post with its signature in the other spelling.
Bytes respelt(const Post& post) {
  const ByteView whole{post.bytes()};
  const auto split = whole.size() - Post::signature_size;
  auto out = copy_of(whole.first(split));
  append(out, testing::malleated(copy_of(whole.subspan(split))));
  return out;
}

/// The name with a capital: a second spelling of the same user.
Bytes capitalised(const PostHeader& header) {
  BinaryWriter out;
  out.u8(1).u8(1).raw(header.group.view()).raw(header.id.view()).u64(header.after).instant(header.at);
  out.text("Alice").text("hello");
  return copy_of(out.view());
}

Json refused(const Author& alice, const Author& bob, const Post& post, RandomSource& random) {
  Forger forger{alice, post.header(), random};
  const auto hello = forger.text("hello");
  forger.add("another identity", bob, post.bytes());
  forger.add("the signature's second spelling", alice, respelt(post));
  forger.add("cut", alice, copy_of(ByteView{post.bytes()}.first(Post::signature_size - 1)));
  forger.add_signed("signed as a removal", hello, SignaturePurpose::post_removal);
  forger.add_signed("another version", with_byte(hello, 0, 2));
  forger.add_signed("another kind", with_byte(hello, 1, 3));
  forger.add_signed("something behind", longer(hello));
  forger.add_signed("no text", forger.text(""));
  forger.add_signed("no UTF-8", forger.text("\xff\xfe"));
  forger.add_signed("a NUL", forger.text({"a\0b", 3}));
  forger.add_signed("an author in capitals", capitalised(post.header()));
  return forger.take();
}

}  // namespace

Json open_posts() {
  SeededRandom random{"sotto/vectors/post"};
  const Author alice{"alice", random};
  const Author bob{"bob", random};
  PostHeader header{{}, must(MessageId::fresh(random)), place_known, noon, alice.name};
  must(random.fill(header.group.bytes));
  const auto text = must(sign_post(header, group::PostText{"Who plays tonight? ♞"}, alice.identity, random));
  const PostHeader next{header.group, must(MessageId::fresh(random)), place_known + 1, noon, bob.name};
  const auto removal = must(sign_post(next, group::PostRemoval{header.id}, bob.identity, random));
  return {{"posts", Json::array({written(alice, text), written(bob, removal)})},
          {"refused", refused(alice, bob, text, random)}};
}

}  // namespace sotto::vectors
