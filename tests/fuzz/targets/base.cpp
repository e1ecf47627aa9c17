// SPDX-License-Identifier: GPL-3.0-or-later
#include "input.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/mention.hpp"
#include "sotto/store/text_search.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

Verdict verdict(bool accepted) { return accepted ? Verdict::accepted : Verdict::refused; }

bool is_hex(std::string_view text) {
  const auto bytes = parse_hex(text);
  if (bytes) require(parse_hex(to_hex(*bytes)) == bytes, "hexadecimal is written as it was read");
  return bytes.has_value();
}

/// base64url has several spellings of the same bytes unless the spare bits are checked.
bool is_base64url(std::string_view text) {
  const auto bytes = parse_base64url(text);
  if (bytes) require(to_base64url(*bytes) == text, "base64url has one spelling");
  return bytes.has_value();
}

bool is_username(std::string_view text) {
  const auto name = Username::parse(text);
  if (!name) return false;
  const auto again = Username::parse(name->text());
  require(again && *again == *name, "a name is written as it was read");
  require(name->text().size() >= Username::min_length && name->text().size() <= Username::max_length,
          "a name keeps its lengths");
  return true;
}

Verdict run_encodings(ByteView bytes) {
  Input input{bytes};
  const auto kind = input.below(3);
  const auto text = text_of(input.rest());
  if (kind == 0) return verdict(is_hex(text));
  return verdict(kind == 1 ? is_base64url(text) : is_username(text));
}

std::vector<Bytes> encoding_seeds() {
  return {choosing(0, bytes_of("00ffA5")), choosing(1, bytes_of("AP-_")), choosing(1, bytes_of("AA")),
          choosing(2, bytes_of("Alice_b.c-9"))};
}

bool is_group_id(std::string_view text) {
  const auto group = GroupId::parse_text(text);
  if (group) require(group->text() == text, "a group's id has one spelling");
  return group.ok();
}

bool is_conversation(std::string_view text) {
  const auto conversation = ConversationId::parse(text);
  if (!conversation) return false;
  require((conversation->user() == nullptr) != (conversation->group() == nullptr),
          "a conversation is with somebody or in a group");
  require((conversation->group() != nullptr) == (text.front() == '#'), "no name looks like a group");
  const auto again = ConversationId::parse(conversation->text());
  require(again && *again == *conversation, "a conversation is written as it was read");
  return true;
}

Verdict run_ids(ByteView bytes) {
  Input input{bytes};
  const auto kind = input.below(3);
  const auto rest = input.rest();
  if (kind == 0) return verdict(is_group_id(text_of(rest)));
  if (kind == 1) return verdict(is_conversation(text_of(rest)));
  const auto message = MessageId::parse(rest);
  require(message.ok() == (rest.size() == MessageId::size), "a message's id has one size");
  require(!message || equal(message->view(), rest), "an id is written as it was read");
  return verdict(message.ok());
}

std::vector<Bytes> id_seeds() {
  const GroupId group{{1, 2, 3}};
  return {choosing(0, bytes_of(group.text())), choosing(1, bytes_of(ConversationId{group}.text())),
          choosing(1, bytes_of("bob.smith")), choosing(2, Bytes(MessageId::size, 7))};
}

Verdict run_text_search(ByteView bytes) {
  Input input{bytes};
  const auto query = text_of(input.field());
  const auto text = text_of(input.rest());
  const auto folded = store::fold_case(text);
  require(store::fold_case(folded) == folded, "folded text stays as it is");
  require(store::count_characters(text) <= text.size(), "a character has a byte at least");
  const bool found = store::contains_folded(text, store::fold_case(query));
  require(!found || !query.empty(), "nothing is found by an empty query");
  return verdict(found);
}

std::vector<Bytes> text_search_seeds() {
  std::vector<Bytes> seeds;
  for (const auto& [query, text] : {std::pair{"ИВЕ", "Привет мир"}, std::pair{"ell", "HELLO"},
                                    std::pair{"\xff", "a\xff"}, std::pair{"ı", "ı"}}) {
    Bytes seed;
    put_field(seed, bytes_of(query));
    append(seed, bytes_of(text));
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

/// A text, and what lies beside it on the disk: who is named in it.
Verdict run_mentions(ByteView bytes) {
  Input input{bytes};
  const auto record = input.field();
  const auto text = text_of(input.rest());
  const auto found = find_mentions(text, [](const Username&) { return true; });
  require(check_mentions(text, found).ok(), "what a writer finds, a reader accepts");
  const auto again = parse_mentions(text, serialise_mentions(found));
  require(again && *again == found, "mentions are read as they were written");
  const auto mentions = parse_mentions(text, record);
  if (!mentions) return Verdict::refused;
  require(check_mentions(text, *mentions).ok(), "nobody is named who does not stand in the text");
  require(equal(serialise_mentions(*mentions), record), "mentions have one spelling");
  return Verdict::accepted;
}

std::vector<Bytes> mention_seeds() {
  std::vector<Bytes> seeds;
  for (const std::string_view text :
       {"nobody", "@bob", "(@Alice, @bob.) and a@carol.org", "@a..b @x @carol-"}) {
    Bytes seed;
    put_field(seed, serialise_mentions(find_mentions(text, [](const Username&) { return true; })));
    append(seed, bytes_of(text));
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

const Registration registration{{{"encodings", 128, run_encodings, encoding_seeds},
                                 {"ids", 64, run_ids, id_seeds},
                                 {"mentions", 512, run_mentions, mention_seeds},
                                 {"text_search", 512, run_text_search, text_search_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
