// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "relay/clock.hpp"
#include "relay/seeded_hash.hpp"
#include "store/store.hpp"

/// Every limit of the relay stands in this file, with its unit and its reason.
namespace sotto::relay {

// --- Delivery
// ---------------------------------------------------------------------------------------------------

/// How long a connected device has to acknowledge before its message is written to disk. A round trip on a
/// bad mobile link is about 200 ms; the sender waits for it.
inline constexpr Duration live_acknowledgement{250};
/// Letters that are read from a mailbox at a time, and sent before the first must be acknowledged.
inline constexpr std::size_t drain_page = 32;
/// Bytes of ciphertext from a mailbox that may be on their way to a device, beside the first letter. A
/// quarter of max_outbox: a page of large letters must not look like a device that doesn't read.
inline constexpr std::size_t drain_bytes = 256 * 1024;
/// What waits for one device: about a month of a busy user, 64 MiB at most. Then the sender is told (attack
/// D8).
inline constexpr store::MailboxQuota mailbox_quota{10'000, 64 * 1024 * 1024};

/// What an account keeps in its archive: a hundred messages a day for 27 years, 1 GiB at most. Then its
/// clients are told.
inline constexpr store::ArchiveQuota archive_quota{1'000'000, 1024 * 1024 * 1024};

/// So far a list of devices may be ahead of the one that is kept, and what it says is gone ahead of the
/// devices that there are. Only a relay that was restored from a backup is behind at all; and a stolen device
/// must not sign the last version there can be, or use up all numbers.
inline constexpr std::uint32_t device_list_lead = 1'000'000;

// --- Connections
// -------------------------------------------------------------------------------------------------

/// Bytes that wait to be written to one connection; more means that it doesn't read (fault R20).
inline constexpr std::size_t max_outbox = 1024 * 1024;
/// A request's head: Beast's own default is 8 KiB, a browser's is under 2.
inline constexpr std::size_t max_request_head = 8 * 1024;
/// A REST body: the largest, key publication with 100 one-time keys in base64, has about 30 KiB (attack G4).
inline constexpr std::size_t max_request_body = 48 * 1024;
inline constexpr Duration header_timeout{10'000};  ///< slow loris (attack G3)
inline constexpr Duration body_timeout{
    30'000};  ///< the same, for a body and for a response that nobody reads
inline constexpr Duration keep_alive_timeout{30'000};      ///< between two requests
inline constexpr Duration unauthenticated_stream{60'000};  ///< a stream that never shows a token
inline constexpr Duration ping_interval{25'000};  ///< a silent link is noticed within two of them (fault R17)
/// Descriptors that are kept back for the database, logs and refusals (attack G12).
inline constexpr std::size_t reserved_descriptors = 64;

// --- Accounts
// ----------------------------------------------------------------------------------------------------

inline constexpr Duration captcha_lifetime{5 * 60 * 1000};
/// Challenges that were solved and must not be solved again; older than captcha_lifetime they leave by
/// themselves.
inline constexpr std::size_t max_redeemed_captchas = 1'000'000;
/// Wrong passwords for one name before its log-ins are slowed, and the longest wait: never a lock-out (attack
/// D4).
inline constexpr std::uint32_t free_login_failures = 5;
inline constexpr Duration longest_login_wait{60'000};
inline constexpr std::size_t max_app_tokens = 32;
inline constexpr std::size_t max_token_label = 64;
inline constexpr std::int64_t max_token_days = 366;
inline constexpr std::size_t max_news = 50;

// --- Linking devices
// --------------------------------------------------------------------------------------------

/// For two devices and the person between them; then the code is worth nothing.
inline constexpr Duration linking_lifetime{10 * 60 * 1000};
/// Linkings that are open at a time, with what they hold 25 MiB at most. They lie in memory alone.
inline constexpr std::size_t max_linkings = 4'096;

// --- Groups (what one may grow to is part of the protocol: sotto/group/limits.hpp)
// ------------------------------------------------------------------------------------------------------

/// How far the time in a new entry may be from the relay's: a clock that is a little wrong, and no more,
/// because the end of an approval is compared with it.
inline constexpr Duration entry_clock_tolerance{10 * 60 * 1000};
/// Groups whose state is kept in memory; another one is read from the store again. One of 1,000 members has
/// 200 KB.
inline constexpr std::size_t max_cached_groups = 2'000;

/// What is kept of open groups: a busy one's posts of years, 64 MiB; 4 GiB of all, so that whoever opens many
/// groups does not fill the disk that messages need (attack D8). Then their authors are told.
inline constexpr store::PostQuota post_quota{100'000, 64 * 1024 * 1024,
                                             std::uint64_t{4} * 1024 * 1024 * 1024};

// --- Blobs
// -------------------------------------------------------------------------------------------------------

/// The largest sealed attachment, all of an account's and all accounts' together, unless an installation says
/// otherwise: whoever opens many accounts must not fill the disk that messages need (attack D8).
inline constexpr store::BlobQuota blob_quota{100 * 1024 * 1024, 1024 * 1024 * 1024,
                                             std::uint64_t{20} * 1024 * 1024 * 1024};
/// Parts that wait to be written, of all accounts together, 2 MiB: what a message at most shares its commit
/// with.
inline constexpr std::size_t max_waiting_parts = 64;
/// When to try again a part that found the others waiting.
inline constexpr Duration crowded_parts{50};
/// Days after which an upload that was never finished is given up.
inline constexpr std::int64_t unfinished_blob_days = 2;
/// Parts that are removed in one go, 2 MiB: a message that waits behind them notices nothing.
inline constexpr std::size_t swept_parts = 64;

// --- Rates
// -------------------------------------------------------------------------------------------------------

/// A token bucket: `burst` at once, then `per_second`.
struct Rate {
  double burst;
  double per_second;
};

namespace rates {
/// Messages a device sends. A person types one in two seconds; a client that was offline sends its outbox.
inline constexpr Rate submit{500, 20};
/// Calls on a link, all kinds.
inline constexpr Rate call{100, 10};
/// Names an account looks up (directory, profile, bundles): 100 in 15 minutes (attack D3).
inline constexpr Rate lookup{100, 100.0 / (15 * 60)};
/// Bundles one account fetches of another: each costs a one-time prekey per device (attack A6).
inline constexpr Rate bundle_of_target{20, 1.0 / 30};
/// Bundles everybody together fetches of one account: 200, then 12 a minute (attack A6). Past it: refused,
/// never a bundle without its one-time prekey.
inline constexpr Rate bundles_from_target{200, 0.2};
/// Groups that an account makes and asks to be let into: each leaves an entry for ever (attack B15).
inline constexpr Rate group_request{20, 20.0 / 3600};
/// Other entries of an account in logs of groups.
inline constexpr Rate group_entry{60, 0.5};
/// Posts of an account in open groups: each is stored, and handed to everybody there.
inline constexpr Rate post{30, 0.2};
/// Blobs that an account begins or removes.
inline constexpr Rate blob{60, 0.2};
/// Parts that an account sends or fetches: 32 MiB at once, then 6 MiB a second. In place of `call`.
inline constexpr Rate blob_part{1000, 200};
/// Linkings that an account opens: a person who is slow at typing needs a few.
inline constexpr Rate linking{10, 10.0 / 3600};
/// Challenges, log-ins, linkings, registrations and public reads from one network (IPv4 address or IPv6 /64).
inline constexpr Rate network{200, 2};
/// Registrations from one network.
inline constexpr Rate registration{20, 20.0 / 3600};
}  // namespace rates

/// The state of one bucket.
class Bucket {
 public:
  /// Takes one token. Zero: taken; otherwise how long until one is there.
  Duration take(const Rate& rate, Instant now);
  [[nodiscard]] bool full(const Rate& rate, Instant now) const;

 private:
  void refill(const Rate& rate, Instant now);
  float used_ = 0;
  std::int64_t at_ = 0;
};

/// Buckets by name, for one rate. Thread-safe and bounded; when it is full of exhausted buckets it refuses.
class Buckets {
 public:
  Buckets(Rate rate, double factor, SeededHash hash)
      : rate_{rate.burst * factor, rate.per_second * factor}, buckets_{16, hash} {}
  Duration take(const std::string& key, Instant now);

 private:
  static constexpr std::size_t max_buckets = 200'000;
  void forget_full(Instant now);
  const Rate rate_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket, SeededHash> buckets_;
};

}  // namespace sotto::relay
