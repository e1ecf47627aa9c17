// SPDX-License-Identifier: GPL-3.0-or-later
#include "publication.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

constexpr std::uint8_t record_version = 1;
constexpr std::string_view record_key = "publication";

template <class Key>
void write_key(RecordWriter& out, const Key& key) {
  out.u32(key.id.value).bytes(key.key).bytes(key.signature);
}

template <class Key>
Key read_key(RecordReader& in) {
  const PrekeyId id{in.u32()};
  auto key = sotto::copy_of(in.bytes());
  return Key{id, std::move(key), sotto::copy_of(in.bytes())};
}

Result<Publication> parse_publication(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  Publication publication;
  if (in.u8() != 0) publication.signed_prekey = read_key<wire::SignedPrekey>(in);
  const auto count = in.u32();
  for (std::uint32_t at = 0; at < count && !in.failed(); ++at) {
    publication.one_time.push_back(read_key<wire::OneTimePrekey>(in));
  }
  SOTTO_TRY(in.finish());
  return publication;
}

}  // namespace

Result<Publication> load_publication(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::setting, bytes_of(record_key)));
  if (!record) return Publication{};
  return parse_publication(*record);
}

Status save_publication(Step& step, const Publication& publication) {
  if (publication.empty()) return step.erase(store::Table::setting, bytes_of(record_key));
  RecordWriter out;
  out.u8(record_version).u8(publication.signed_prekey ? 1 : 0);
  if (publication.signed_prekey) write_key(out, *publication.signed_prekey);
  out.u32(static_cast<std::uint32_t>(publication.one_time.size()));
  for (const auto& key : publication.one_time) write_key(out, key);
  return step.put(store::Table::setting, bytes_of(record_key), out.view());
}

}  // namespace sotto::client
