// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "pair.hpp"

/// A host with a file, and what it sees of one.
namespace sotto::testing {

inline Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<std::uint8_t>(at * 31 + at / 251);
  return bytes;
}

/// Answers what the engine asks for, until it asks for nothing more.
inline void hand_in(Device& device, const Bytes& file) {
  for (;;) {
    const auto wanted = device.events<client::AttachmentBytesWanted>();
    device.forget_events();
    if (wanted.empty()) return;
    const auto& last = wanted.back();
    const auto bytes =
        ByteView{file}.subspan(static_cast<std::size_t>(last.offset), static_cast<std::size_t>(last.size));
    static_cast<void>(device.handle(client::GiveAttachmentBytes{last.conversation, last.message, last.offset,
                                                                SecretBytes::copied_from(bytes)}));
  }
}

inline client::SendAttachment sending(const ConversationId& to, std::size_t size) {
  return {to, 7, "holiday.png", "image/png", size, "", {}, {}};
}
inline client::SendAttachment sending(const std::string& to, std::size_t size) {
  return sending(name(to), size);
}

/// The file is sealed; nothing has left yet.
inline MessageId attach(Device& from, const client::SendAttachment& intent, const Bytes& file) {
  from.forget_events();
  static_cast<void>(from.handle(intent));
  hand_in(from, file);
  return from.messages_in(intent.to).back().id;
}
inline MessageId attach(Device& from, const std::string& to, const Bytes& file) {
  return attach(from, sending(to, file.size()), file);
}

inline MessageId send_file(Pair& pair, Device& from, const std::string& to, const Bytes& file) {
  const auto message = attach(from, to, file);
  pair.world.settle();
  return message;
}

inline client::AttachmentView attachment_at(Device& device, const ConversationId& with, const MessageId& id) {
  const auto page = *device.engine().timeline(with, std::nullopt, 100);
  for (const auto& attachment : page.attachments) {
    if (attachment.message == id) return attachment;
  }
  return {};
}
inline client::AttachmentView attachment_at(Device& device, const std::string& with, const MessageId& id) {
  return attachment_at(device, name(with), id);
}

inline std::size_t chunks_at(Device& device) {
  return static_cast<std::size_t>(*device.store().count(store::Table::attachment_chunk));
}

/// nullopt: it isn't released.
inline std::optional<Bytes> released(Device& device, const ConversationId& with, const MessageId& id) {
  Bytes file;
  const auto size = attachment_at(device, with, id).size;
  do {
    const auto piece = device.engine().attachment_bytes(with, id, file.size(), client::attachment_piece);
    if (!piece) return std::nullopt;
    append(file, piece->expose());
  } while (file.size() < size);
  return file;
}
inline std::optional<Bytes> released(Device& device, const std::string& with, const MessageId& id) {
  return released(device, name(with), id);
}

inline std::optional<Bytes> download(World& world, Device& device, const ConversationId& with,
                                     const MessageId& id) {
  static_cast<void>(device.handle(client::FetchAttachment{with, id}));
  world.settle();
  return released(device, with, id);
}
inline std::optional<Bytes> download(Pair& pair, Device& device, const std::string& with,
                                     const MessageId& id) {
  return download(pair.world, device, name(with), id);
}

}  // namespace sotto::testing
