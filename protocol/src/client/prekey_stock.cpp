// SPDX-License-Identifier: GPL-3.0-or-later
#include "prekey_stock.hpp"

#include <algorithm>

#include "backoff.hpp"
#include "publication.hpp"
#include "signed_prekeys.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::prekey_stock {
namespace {

using store::Table;

/// One-time keys that a device has at the relay when it is full, and those that a refill adds at prekeys_low.
constexpr std::size_t full_stock = 100;
constexpr std::size_t refill = full_stock - wire::prekeys_low;
/// The same for KEM prekeys, as many as a publication takes.
constexpr std::size_t full_kem_stock = wire::max_kem_prekeys_per_call;
constexpr std::size_t kem_refill = full_kem_stock - wire::prekeys_low;
/// Private halves kept here. A relay that says "none left" again and again must not fill the disk.
constexpr std::size_t max_private_keys = 2'000;
/// A refill does not follow at once on the message that made the stock low (attack C7).
constexpr Duration refill_jitter{5'000};
constexpr Backoff retry{Duration{5'000}, Duration{5 * 60'000}};
constexpr KeysAtRelay everything{true, full_stock, full_kem_stock};

Result<std::vector<wire::OneTimePrekey>> fresh_batch(Step& step, std::size_t count) {
  std::vector<wire::OneTimePrekey> batch;
  SOTTO_ASSIGN(const auto kept, step.count(Table::prekey));
  if (kept + count > max_private_keys) return batch;
  SOTTO_ASSIGN(const auto fresh, crypto::fresh_prekeys(count, step.random()));
  for (const auto& prekey : fresh) {
    SOTTO_TRY(step.put(Table::prekey, key_of(prekey.id), prekey.record.expose()));
    const auto message =
        crypto::one_time_prekey_message(step.self().user, step.self().device, prekey.id, prekey.public_key);
    SOTTO_ASSIGN(auto signature,
                 crypto::sign(step.account().identity, crypto::SignaturePurpose::one_time_prekey, message,
                              step.random()));
    batch.push_back({prekey.id, prekey.public_key, std::move(signature)});
  }
  return batch;
}

Result<std::vector<wire::KemPrekey>> fresh_kem_batch(Step& step, std::size_t count) {
  std::vector<wire::KemPrekey> batch;
  SOTTO_ASSIGN(const auto kept, step.count(Table::kem_prekey));
  if (kept + count > max_private_keys) return batch;
  SOTTO_ASSIGN(const auto fresh, crypto::fresh_kem_prekeys(count, step.random()));
  for (const auto& prekey : fresh) {
    SOTTO_TRY(step.put(Table::kem_prekey, key_of(prekey.id), prekey.record.expose()));
    SOTTO_ASSIGN(auto key,
                 signed_prekeys::signed_kem_prekey(step, prekey, crypto::SignaturePurpose::kem_prekey));
    batch.push_back(std::move(key));
  }
  return batch;
}

/// Leaves only keys whose private half has not been used: a key must not be handed out twice.
template <class Key>
Status drop_used(Step& step, Table table, std::vector<Key>& batch) {
  std::vector<Key> unused;
  for (auto& key : batch) {
    SOTTO_ASSIGN(const auto record, step.find(table, key_of(key.id)));
    if (record) unused.push_back(std::move(key));
  }
  batch = std::move(unused);
  return {};
}

void plan_rotation(Step& step, Instant created) {
  const auto age = std::max(step.now() - created, Duration{0});
  step.memory().stock.rotate_at = step.steady() + std::max(signed_prekeys::renew_after - age, Duration{0});
}

void put_into(Publication& publication, signed_prekeys::PublicHalves halves) {
  publication.signed_prekey = std::move(halves.key);
  publication.kem_last_resort = std::move(halves.kem_last_resort);
}

Status add_signed_prekey(Step& step, const KeysAtRelay& there, Publication& publication) {
  SOTTO_ASSIGN(const auto current, signed_prekeys::current(step));
  const bool stale = !current || step.now() - current->created >= signed_prekeys::renew_after;
  if (stale) {
    SOTTO_ASSIGN(auto fresh, signed_prekeys::renew(step));
    put_into(publication, std::move(fresh));
  } else if (!there.published) {
    put_into(publication, current->halves);
  }
  plan_rotation(step, stale ? step.now() : current->created);
  return {};
}

Status add_one_time(Step& step, const KeysAtRelay& there, Publication& publication) {
  const bool low = !there.published || there.one_time <= wire::prekeys_low;
  if (!low) {
    publication.one_time.clear();  // if any were under way they have arrived
    return {};
  }
  SOTTO_TRY(drop_used(step, Table::prekey, publication.one_time));
  if (!publication.one_time.empty()) return {};
  SOTTO_ASSIGN(publication.one_time, fresh_batch(step, there.published ? refill : full_stock));
  return {};
}

Status add_kem(Step& step, const KeysAtRelay& there, Publication& publication) {
  const bool low = !there.published || there.kem <= wire::prekeys_low;
  if (!low) {
    publication.kem.clear();
    return {};
  }
  SOTTO_TRY(drop_used(step, Table::kem_prekey, publication.kem));
  if (!publication.kem.empty()) return {};
  SOTTO_ASSIGN(publication.kem, fresh_kem_batch(step, there.published ? kem_refill : full_kem_stock));
  return {};
}

Status publish(Step& step, const Publication& publication) {
  const auto& account = step.account();
  const auto message = crypto::device_message(account.self.user, account.self.device, account.registration,
                                              wire::suite_hybrid);
  SOTTO_ASSIGN(auto signature,
               crypto::sign(account.identity, crypto::SignaturePurpose::device, message, step.random()));
  wire::PublishKeysRequest request{account.registration,
                                   std::move(signature),
                                   publication.signed_prekey,
                                   publication.one_time,
                                   {},
                                   wire::suite_hybrid,
                                   publication.kem_last_resort,
                                   publication.kem};
  SOTTO_ASSIGN(request.sealed_device_name,
               crypto::seal_device_name(account.device_name, account.archive_key, step.random()));
  calls::begin(step, std::move(request), PublishCall{});
  step.memory().stock.publishing = true;
  step.memory().stock.publish_at.reset();
  return {};
}

/// Brings the relay's stock up to what it should be; nothing when it is.
Status restock(Step& step, const KeysAtRelay& there) {
  SOTTO_ASSIGN(auto publication, load_publication(step));
  const bool was_empty = publication.empty();
  SOTTO_TRY(add_signed_prekey(step, there, publication));
  SOTTO_TRY(add_one_time(step, there, publication));
  SOTTO_TRY(add_kem(step, there, publication));
  if (!was_empty || !publication.empty()) SOTTO_TRY(save_publication(step, publication));
  if (publication.empty()) return entry::on_published(step);
  return publish(step, publication);
}

Status publish_prepared(Step& step) {
  step.memory().stock.publish_at.reset();
  SOTTO_ASSIGN(const auto publication, load_publication(step));
  return publication.empty() ? Status{} : publish(step, publication);
}

Status on_refused(Step& step, const Error& error) {
  auto& stock = step.memory().stock;
  SOTTO_ASSIGN(const auto delay,
               delay_before_retry(step.random(), retry, stock.failures, calls::retry_after(error)));
  ++stock.failures;
  stock.publish_at = step.steady() + delay;
  return entry::on_published(step);  // the account is there; its keys follow
}

}  // namespace

Status lay_in(Step& step) {
  Publication publication;
  SOTTO_ASSIGN(auto fresh, signed_prekeys::renew(step));
  put_into(publication, std::move(fresh));
  SOTTO_ASSIGN(publication.one_time, fresh_batch(step, full_stock));
  SOTTO_ASSIGN(publication.kem, fresh_kem_batch(step, full_kem_stock));
  return save_publication(step, publication);
}

Status on_welcome(Step& step, const wire::Welcome& welcome) {
  step.memory().stock = {};
  const KeysAtRelay there{welcome.keys_published, welcome.one_time_prekeys, welcome.kem_prekeys};
  SOTTO_ASSIGN(const bool listed, own_list::names_this_device(step));
  if (listed) return restock(step, there);
  step.memory().stock.held = there;
  return {};
}

Status on_listed(Step& step) {
  const auto held = std::exchange(step.memory().stock.held, std::nullopt);
  return held ? restock(step, *held) : Status{};
}

Status on_low(Step& step, const wire::PrekeysLow& low) {
  auto& stock = step.memory().stock;
  const auto fewest = std::min(low.one_time_prekeys, low.kem_prekeys);
  if (fewest > wire::prekeys_low || stock.publishing || stock.publish_at || stock.held) return {};
  SOTTO_ASSIGN(auto publication, load_publication(step));
  const KeysAtRelay there{true, low.one_time_prekeys, low.kem_prekeys};
  SOTTO_TRY(add_one_time(step, there, publication));
  SOTTO_TRY(add_kem(step, there, publication));
  if (publication.empty()) return {};
  SOTTO_TRY(save_publication(step, publication));
  SOTTO_ASSIGN(const auto jitter, random_delay(step.random(), refill_jitter));
  stock.publish_at = step.steady() + jitter;
  return {};
}

Status on_answer(Step& step, Answer answer) {
  auto& stock = step.memory().stock;
  stock.publishing = false;
  const auto published = calls::expect<wire::KeysPublished>(std::move(answer));
  if (!published) return on_refused(step, published.error());
  stock.failures = 0;
  SOTTO_TRY(save_publication(step, {}));
  return entry::on_published(step);
}

Status on_time(Step& step) {
  auto& memory = step.memory();
  if (!link::is_online(memory)) return {};
  if (is_due(memory.stock.publish_at, step.steady())) return publish_prepared(step);
  const bool busy = memory.stock.publishing || memory.stock.publish_at;
  if (busy || !is_due(memory.stock.rotate_at, step.steady())) return {};
  return restock(step, everything);
}

Deadline due(const Memory& memory) {
  if (!link::is_online(memory)) return std::nullopt;
  if (memory.stock.publishing || memory.stock.publish_at) return memory.stock.publish_at;
  return memory.stock.rotate_at;
}

}  // namespace sotto::client::prekey_stock
