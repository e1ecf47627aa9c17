// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

#include "attachment_record.hpp"
#include "calls.hpp"
#include "deadline.hpp"
#include "sotto/base/result.hpp"
#include "sotto/crypto/attachment.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// An attachment that is on its way. How far it is that must not be lost stands in the store.
struct Transfer {
  std::uint64_t file = 0;     ///< reading: the host's number for it
  bool asking = false;        ///< uploading: a blob, or how much of it the relay has, was asked for
  bool known = false;         ///< uploading: the relay has said how much of it it has
  std::uint64_t done = 0;     ///< uploading: chunks at the relay
  std::uint64_t next = 0;     ///< the next chunk to send or to ask for
  std::size_t in_flight = 0;  ///< chunks that were sent or asked for, without an answer yet
  Deadline rest;              ///< until then nothing is tried; reading: then it is given up
  unsigned refusals = 0;      ///< in a row
};

struct TransfersMemory {
  std::map<AttachmentRef, Transfer> running;
  std::uint64_t room = std::uint64_t{512} * 1024 * 1024;  ///< bytes of files that stay here
};

/// Attachments on their way: read from the host, to the relay, from the relay.
namespace transfers {

/// Chunks of all transfers without an answer at a time, and of one: a link on which more than 1 MiB waits is
/// closed (wire-format.md, "Blobs").
inline constexpr std::size_t window = 16;
inline constexpr std::size_t window_of_one = 8;

/// The record is reading, uploading or downloading; nothing of it was done yet.
[[nodiscard]] Status begin(Step& step, const AttachmentRef& ref, std::uint64_t file = 0);
[[nodiscard]] Status end(Step& step, const AttachmentRef& ref);
[[nodiscard]] Result<crypto::AttachmentProgress> parse_progress(ByteView record);
/// How many chunks are here, and their digest.
[[nodiscard]] Result<crypto::AttachmentProgress> progress(Step& step, const AttachmentRef& ref);
[[nodiscard]] Status save_progress(Step& step, const AttachmentRef& ref,
                                   const crypto::AttachmentProgress& progress);
[[nodiscard]] std::size_t room_in_window(const Memory& memory, const Transfer& transfer);
/// Tries again after a while: what the relay asks for, within reason.
[[nodiscard]] Status back_off(Step& step, Transfer& transfer, const Error& error);
/// Whether an answer like this one may be another the next time.
[[nodiscard]] bool is_passing(ErrorCode code);
void tell_moved(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, std::uint64_t chunks);
void tell_changed(Step& step, const AttachmentRef& ref);

/// Does what can be done now for all of them.
[[nodiscard]] Status pump(Step& step);
/// Once, when the engine starts: what the host had not handed in is not coming any more.
[[nodiscard]] Status load(Step& step);
[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_answer(Step& step, const BlobCall& call, Answer answer);
[[nodiscard]] Status on_time(Step& step);
/// Whoever was blocked gets no file that is still on its way to the relay.
[[nodiscard]] Status withdraw_all(Step& step, const Username& to);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace transfers
}  // namespace sotto::client
