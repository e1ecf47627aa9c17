// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace sotto::wire {

/// The protocol's version and the suite of this release; both stand in every envelope and every content.
inline constexpr std::uint32_t protocol_version = 1;
/// 2 = X3DH and Double Ratchet, Signal's version 3 on the wire, around a content that is sealed with
/// ML-KEM-768. Whether a suite is spoken is the session's question; here it only has to be a number.
inline constexpr std::uint32_t suite_hybrid = 2;
inline constexpr std::uint32_t max_suite = 255;

/// A frame's size in bytes. Before authentication a relay buffers no more than 64 KiB of a connection (attack
/// G4), so what may be sent then is smaller still.
inline constexpr std::size_t max_frame = 128 * 1024;
inline constexpr std::size_t max_unauthenticated_frame = 32 * 1024;
/// One envelope's ciphertext in bytes: a text of max_text, padded, with KEM keys, and the ratchet's header.
inline constexpr std::size_t max_ciphertext = 96 * 1024;
/// Devices of one account; a submission has at most one envelope for each.
inline constexpr std::size_t max_devices = 16;
/// Bytes of an account's signed list of devices: 16 of 8 bytes, the name, and some numbers.
inline constexpr std::size_t max_device_list = 256;
/// Bytes of UTF-8 in one text message.
inline constexpr std::size_t max_text = 64 * 1024;
/// Bytes of UTF-8 in a reaction: the longest emoji sequence of Unicode 15 has 35.
inline constexpr std::size_t max_reaction = 40;
/// Seconds that a message with a duration stays: a year. More would be no promise that a device can keep.
inline constexpr std::uint32_t max_duration_s = 366 * 24 * 60 * 60;
/// A file that comes along with a text: its name and media type in bytes of UTF-8 (what file systems and
/// RFC 6838 allow), its key and digest.
inline constexpr std::size_t max_file_name = 255;
inline constexpr std::size_t max_media_type = 127;
inline constexpr std::size_t attachment_key_size = 32;
inline constexpr std::size_t attachment_digest_size = 32;
inline constexpr std::size_t max_display_name = 64;
inline constexpr std::size_t max_about = 500;
inline constexpr std::size_t max_device_name = 64;
inline constexpr std::size_t max_sealed_device_name = 160;
inline constexpr std::size_t max_wrapped_keys = 512;
inline constexpr std::size_t max_invite = 64;
inline constexpr std::size_t max_search_query = 64;
inline constexpr std::size_t max_search_results = 50;
/// One-time prekeys in one publication, and stored for one device.
inline constexpr std::size_t max_prekeys_per_call = 100;
inline constexpr std::size_t max_prekeys_stored = 200;
/// The same of KEM prekeys, which are ten times as large: a publication has to fit into a frame with the
/// others.
inline constexpr std::size_t max_kem_prekeys_per_call = 50;
inline constexpr std::size_t max_kem_prekeys_stored = 100;
/// The relay tells a device to refill at this many of either kind (attack A6).
inline constexpr std::size_t prekeys_low = 20;
/// Deliveries in one frame, and acknowledgements in one.
inline constexpr std::size_t max_deliveries = 64;
inline constexpr std::size_t max_message_ids = 64;

/// One serialised entry of a group's log in bytes, and as many in one page as fit into a frame.
inline constexpr std::size_t max_group_entry = 9 * 1024;
inline constexpr std::size_t max_group_entries = 256;
inline constexpr std::size_t max_group_page = 96 * 1024;
inline constexpr std::size_t max_group_name = 64;
/// One serialised post of an open group in bytes, and as many in one page as fit into a frame.
inline constexpr std::size_t max_post = 8 * 1024 + 256;
inline constexpr std::size_t max_posts = 100;
inline constexpr std::size_t max_post_page = 96 * 1024;
/// libsignal's sender-key distribution message in bytes.
inline constexpr std::size_t max_distribution = 256;
/// Groups of one account, requests included.
inline constexpr std::size_t max_groups = 1'000;

/// One serialised entry of an archive in bytes, and as many in one page or batch as fit into a frame.
inline constexpr std::size_t max_archive_entry = 82'090;
inline constexpr std::size_t max_archive_entries = 256;
inline constexpr std::size_t max_archive_page = 96 * 1024;
/// Entries that one call shreds.
inline constexpr std::size_t max_shreddings = 64;

/// One sealed message of a linking: the offer, the largest, has an ML-KEM-768 key, another key and a name.
inline constexpr std::size_t max_linking_message = 2'048;
inline constexpr std::size_t linking_claim_size = 32;

inline constexpr std::size_t token_size = 32;
inline constexpr std::size_t hash_size = 32;
inline constexpr std::size_t public_key_size = 33;
inline constexpr std::size_t kem_public_key_size = 1184;
inline constexpr std::size_t signature_size = 64;
inline constexpr std::size_t login_secret_size = 32;
inline constexpr std::size_t password_salt_size = 16;

}  // namespace sotto::wire
