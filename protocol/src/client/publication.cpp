// SPDX-License-Identifier: GPL-3.0-or-later
#include "publication.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

constexpr std::uint8_t record_version = 2;
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

template <class Key>
void write_keys(RecordWriter& out, const std::vector<Key>& keys) {
  out.u32(static_cast<std::uint32_t>(keys.size()));
  for (const auto& key : keys) write_key(out, key);
}

template <class Key>
std::vector<Key> read_keys(RecordReader& in) {
  std::vector<Key> keys;
  const auto count = in.u32();
  for (std::uint32_t at = 0; at < count && !in.failed(); ++at) keys.push_back(read_key<Key>(in));
  return keys;
}

Result<Publication> parse_publication(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  Publication publication;
  if (in.u8() != 0) {
    publication.signed_prekey = read_key<wire::SignedPrekey>(in);
    publication.kem_last_resort = read_key<wire::KemPrekey>(in);
  }
  publication.one_time = read_keys<wire::OneTimePrekey>(in);
  publication.kem = read_keys<wire::KemPrekey>(in);
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
  const bool both = publication.signed_prekey && publication.kem_last_resort;
  out.u8(record_version).u8(both ? 1 : 0);
  if (both) {
    write_key(out, *publication.signed_prekey);
    write_key(out, *publication.kem_last_resort);
  }
  write_keys(out, publication.one_time);
  write_keys(out, publication.kem);
  return step.put(store::Table::setting, bytes_of(record_key), out.view());
}

}  // namespace sotto::client
