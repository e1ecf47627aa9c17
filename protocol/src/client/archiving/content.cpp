// SPDX-License-Identifier: GPL-3.0-or-later
#include "content.hpp"

#include <algorithm>
#include <memory>

#include "sotto/base/binary.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::client::archiving {
namespace {

constexpr std::uint8_t version = 1;
/// Of a text or an edit in which users are named: an older program must not take it for one without.
constexpr std::uint8_t version_with_mentions = 2;
constexpr std::string_view change_label = "sotto/v1/archive/change";

void write(BinaryWriter& out, const wire::Attachment& attachment) {
  out.raw(attachment.blob.view()).raw(attachment.key->expose()).u64(attachment.size);
  out.raw(attachment.digest).text(attachment.name).text(attachment.media_type);
}

struct Writer {
  BinaryWriter& out;

  void operator()(const Said& said) const {
    out.instant(said.sent_at).u32(said.revision.value).text(said.body);
    out.bytes(said.quoted ? said.quoted->view() : ByteView{});
    if (said.attachment) write(out, *said.attachment);
  }
  void operator()(const Edited& edited) const {
    out.raw(edited.target.view()).u32(edited.revision.value).text(edited.body);
  }
  void operator()(const Deleted& deleted) const { out.raw(deleted.target.view()).instant(deleted.sent_at); }
  void operator()(const Reacted& reacted) const {
    out.raw(reacted.target.view()).u32(reacted.revision.value).text(reacted.emoji);
  }
  void operator()(const LastsFrom& lasts) const {
    out.instant(lasts.sent_at).u32(lasts.revision.value).u32(lasts.lasting.seconds);
  }
};

Mentions mentions_in(const Content& content) {
  if (const auto* said = std::get_if<Said>(&content)) return said->mentions;
  if (const auto* edited = std::get_if<Edited>(&content)) return edited->mentions;
  return {};
}

void write(BinaryWriter& out, const Content& content) {
  const auto mentions = mentions_in(content);
  out.u8(mentions.empty() ? version : version_with_mentions);
  out.u8(static_cast<std::uint8_t>(content.index() + 1));
  if (!mentions.empty()) out.bytes(serialise_mentions(mentions));
  std::visit(Writer{out}, content);
}

Result<std::optional<MessageId>> parse_quoted(ByteView bytes) {
  if (bytes.empty()) return std::optional<MessageId>{};
  SOTTO_ASSIGN(const auto id, MessageId::parse(bytes));
  return std::optional{id};
}

Result<wire::Attachment> parse_attachment(BinaryReader& in) {
  SOTTO_ASSIGN(const auto blob, wire::BlobId::parse(in.raw(wire::BlobId::size)));
  const auto key = in.raw(wire::attachment_key_size);
  wire::Attachment attachment{
      blob, std::make_shared<const SecretBytes>(SecretBytes::copied_from(key)), in.u64(), {}, {}, {}};
  const auto digest = in.raw(attachment.digest.size());
  std::copy(digest.begin(), digest.end(), attachment.digest.begin());
  attachment.name = in.text();
  attachment.media_type = in.text();
  return attachment;
}

Result<Content> parse_said(BinaryReader& in) {
  Said said{in.instant(), {}, {}, Revision{in.u32()}};
  said.body = in.text();
  SOTTO_ASSIGN(said.quoted, parse_quoted(in.bytes()));
  if (in.failed() || in.is_complete()) return Content{std::move(said)};
  SOTTO_ASSIGN(said.attachment, parse_attachment(in));
  return Content{std::move(said)};
}

Result<Content> parse_kind(BinaryReader& in, std::uint8_t kind) {
  switch (kind) {
    case 1:
      return parse_said(in);
    case 2: {
      const auto target = in.message_id();
      const Revision revision{in.u32()};
      return Content{Edited{target, revision, in.text()}};
    }
    case 3: {
      const auto target = in.message_id();
      return Content{Deleted{target, in.instant()}};
    }
    case 4: {
      const auto target = in.message_id();
      const Revision revision{in.u32()};
      return Content{Reacted{target, revision, in.text()}};
    }
    case 5: {
      const auto sent_at = in.instant();
      const Revision revision{in.u32()};
      return Content{LastsFrom{sent_at, revision, Lasting{in.u32()}}};
    }
    default:
      return Error{ErrorCode::unsupported_version, "archived kind", kind};
  }
}

/// They have one form: where nobody is named, nothing is said of it.
template <class Worded>
Status set_mentions_of(Worded& content, ByteView record) {
  if (record.empty()) return Error{ErrorCode::malformed, "archived mentions"};
  SOTTO_ASSIGN(content.mentions, parse_mentions(content.body, record));
  return {};
}

Status set_mentions(Content& content, ByteView record) {
  if (auto* said = std::get_if<Said>(&content)) return set_mentions_of(*said, record);
  if (auto* edited = std::get_if<Edited>(&content)) return set_mentions_of(*edited, record);
  return Error{ErrorCode::malformed, "archived mentions"};
}

}  // namespace

SecretBytes serialise(const Content& content) {
  BinaryWriter out;
  write(out, content);
  return SecretBytes::copied_from(out.view());
}

Result<Content> parse_content(ByteView bytes) {
  BinaryReader in{bytes};
  const auto written_by = in.u8();
  if (written_by != version && written_by != version_with_mentions)
    return Error{ErrorCode::unsupported_version, "archived content", written_by};
  const auto kind = in.u8();
  const auto mentions = written_by == version_with_mentions ? in.bytes() : ByteView{};
  SOTTO_ASSIGN(auto content, parse_kind(in, kind));
  if (!in.is_complete()) return Error{ErrorCode::malformed, "archived content"};
  if (written_by == version_with_mentions) SOTTO_TRY(set_mentions(content, mentions));
  return content;
}

MessageId id_of_change(const Content& change, const Username& author) {
  BinaryWriter out;
  out.text(change_label).text(author.text());
  write(out, change);
  const auto digest = crypto::sha256(out.view());
  MessageId id;
  std::copy_n(digest.begin(), MessageId::size, id.bytes.begin());
  return id;
}

}  // namespace sotto::client::archiving
