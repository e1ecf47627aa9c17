// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/random.hpp"
#include "sotto/crypto/content_seal.hpp"
#include "sotto/crypto/digest.hpp"

/// Files that messages bring along, sealed in chunks under a key of their own, so that they can be sent and
/// fetched piece by piece, and go on after an interruption. Source: crypto-docs/protocol.md, "Attachments".
namespace sotto::crypto {

/// Bytes of the padded file in each chunk but the last: with its seal a chunk fits into a frame and into the
/// body of a request.
inline constexpr std::uint64_t attachment_chunk_size = 32 * 1024;
/// What sealing adds to a chunk: a salt in front, a content's seal around it.
inline constexpr std::uint64_t attachment_chunk_overhead = content_salt_size + content_seal_overhead;
/// So that no sum here leaves 64 bits. What a relay takes is its own, smaller limit.
inline constexpr std::uint64_t max_attachment_size = std::uint64_t{1} << 40;

/// Where the bytes of a file lie in its sealed form. All sizes in bytes.
class AttachmentLayout {
 public:
  /// `size`: of the file, 0 to max_attachment_size. too_large.
  [[nodiscard]] static Result<AttachmentLayout> of(std::uint64_t size);
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// With zeros behind it, so that its length tells little (PADMÉ, at least 1,024).
  [[nodiscard]] std::uint64_t padded_size() const noexcept;
  [[nodiscard]] std::uint64_t chunks() const noexcept;  ///< 1 or more
  /// Bytes of the file itself in a chunk; 0 where only padding is left.
  [[nodiscard]] std::uint64_t file_bytes_in(std::uint64_t chunk) const noexcept;
  /// With padding.
  [[nodiscard]] std::uint64_t padded_bytes_in(std::uint64_t chunk) const noexcept;
  [[nodiscard]] std::uint64_t sealed_size() const noexcept;  ///< of all chunks
  friend bool operator==(const AttachmentLayout&, const AttachmentLayout&) = default;

 private:
  explicit AttachmentLayout(std::uint64_t size) : size_{size} {}
  std::uint64_t size_;
};

inline constexpr std::size_t attachment_key_size = 32;

/// What a message tells of its attachment: all that is needed to open it and to know that it is the one.
struct AttachmentSecret {
  SecretBytes key;  ///< attachment_key_size, used for this file alone
  AttachmentLayout layout;
  Sha256 digest;  ///< of the sealed chunks in their order
};

/// How far a file has been sealed or opened: what to keep in order to go on after an interruption.
struct AttachmentProgress {
  std::uint64_t next = 0;  ///< the first chunk that is missing
  Sha256 digest{};         ///< of those before it
};

/// Seals a file from front to back. Not thread-safe.
class AttachmentSealer {
 public:
  /// random_failed.
  [[nodiscard]] static Result<AttachmentSealer> start(AttachmentLayout layout, RandomSource& random);
  /// After an interruption; `key` is the one that start() made. malformed when they don't fit.
  [[nodiscard]] static Result<AttachmentSealer> resume(AttachmentLayout layout, const SecretBytes& key,
                                                       AttachmentProgress progress, RandomSource& random);
  /// `file_bytes`: layout().file_bytes_in(progress().next) bytes. malformed, random_failed, crypto_failed:
  /// the chunk can be tried again. invalid_state after the last chunk.
  [[nodiscard]] Result<Bytes> seal_next(ByteView file_bytes);
  /// invalid_state before the last chunk is sealed.
  [[nodiscard]] Result<AttachmentSecret> finish() const;
  [[nodiscard]] const AttachmentLayout& layout() const noexcept { return layout_; }
  [[nodiscard]] const AttachmentProgress& progress() const noexcept { return progress_; }
  [[nodiscard]] const SecretBytes& key() const noexcept { return key_; }

 private:
  AttachmentSealer(AttachmentLayout layout, SecretBytes key, AttachmentProgress progress,
                   RandomSource& random)
      : layout_{layout}, key_{std::move(key)}, progress_{progress}, random_{&random} {}
  AttachmentLayout layout_;
  SecretBytes key_;
  AttachmentProgress progress_;
  RandomSource* random_;
};

/// Opens a file from front to back. Nothing of it may be shown before finish() has succeeded. Not
/// thread-safe.
class AttachmentOpener {
 public:
  explicit AttachmentOpener(AttachmentSecret secret);
  /// After an interruption. malformed when they don't fit.
  [[nodiscard]] static Result<AttachmentOpener> resume(AttachmentSecret secret, AttachmentProgress progress);
  /// The file's own bytes of the next chunk. malformed: not as long as this chunk is, or its padding is no
  /// padding. undecryptable: under another key. context_mismatch: another chunk, of a file of another size,
  /// or damaged. invalid_state after the last chunk. The next call expects the same chunk again.
  [[nodiscard]] Result<SecretBytes> open_next(ByteView sealed);
  /// invalid_state: chunks are missing. context_mismatch: these are not the chunks that the sender sent.
  [[nodiscard]] Status finish() const;
  [[nodiscard]] const AttachmentLayout& layout() const noexcept { return secret_.layout; }
  [[nodiscard]] const AttachmentProgress& progress() const noexcept { return progress_; }

 private:
  AttachmentSecret secret_;
  AttachmentProgress progress_;
};

}  // namespace sotto::crypto
