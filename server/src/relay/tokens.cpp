// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/tokens.hpp"

#include <algorithm>

#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

std::string id_of(const store::Hash& hash) { return to_hex(ByteView{hash}.first(16)); }

}  // namespace

Result<FreshToken> FreshToken::make(RandomSource& random) {
  FreshToken token{SecretBytes{wire::token_size}, {}};
  SOTTO_TRY(random.fill(token.secret.expose_for_writing()));
  token.hash = token_hash(token.secret.expose());
  return token;
}

Result<std::optional<Principal>> Tokens::authorise(ByteView token) {
  if (token.size() != wire::token_size) return std::optional<Principal>{};
  std::optional<store::Token> found;
  SOTTO_TRY(base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(found, snapshot.find_token(token_hash(token)));
    return {};
  }));
  if (!found) return std::optional<Principal>{};
  const auto today = store::Day::of(base_.clock.now());
  if (found->expires && today.number >= found->expires->number) return std::optional<Principal>{};
  return std::optional{Principal{found->owner, found->device, found->scope, found->hash}};
}

void Tokens::create(const Username& owner, store::Scope scope, std::string label, std::int64_t days,
                    Answer<Grant> answer) {
  if (scope == store::Scope::device || days < 1 || days > max_token_days || label.size() > max_token_label) {
    return answer(failure(Code::malformed));
  }
  auto fresh = FreshToken::make(base_.random);
  if (!fresh.ok()) return answer(failure(Code::unavailable));
  const auto today = store::Day::of(base_.clock.now());
  const store::Token token{
      fresh->hash, owner, {}, scope, std::move(label), today, store::Day{today.number + days}};
  auto secret = std::make_shared<SecretBytes>(std::move(fresh->secret));
  base_.store.update(
      [token](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(const auto all, transaction.tokens(token.owner));
        const auto apps =
            std::count_if(all.begin(), all.end(), [](const auto& other) { return !other.device; });
        if (static_cast<std::size_t>(apps) >= max_app_tokens) return Error{ErrorCode::refused, "tokens"};
        return transaction.add_token(token);
      },
      [secret, id = id_of(token.hash), answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(Grant{std::move(*secret), id});
      });
}

Outcome<std::vector<Tokens::Listed>> Tokens::list(const Principal& who) {
  std::vector<Listed> list;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(auto tokens, snapshot.tokens(who.user));
    for (auto& token : tokens) {
      const bool current = token.hash == who.token;
      list.push_back({id_of(token.hash), std::move(token), current});
    }
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return list;
}

void Tokens::revoke(const Principal& who, std::string_view id, Answer<wire::Done> answer) {
  auto device = std::make_shared<std::optional<DeviceId>>();
  base_.store.update(
      [who, wanted = std::string{id}, device](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(const auto all, transaction.tokens(who.user));
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const auto& token) { return id_of(token.hash) == wanted; });
        if (found == all.end()) return Error{ErrorCode::not_found, "token"};
        *device = found->device;
        if (found->device) return transaction.remove_device({who.user, *found->device});
        SOTTO_TRY(transaction.remove_token(found->hash));
        return {};
      },
      [this, user = who.user, device, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        if (*device) base_.bus.publish(bus::DevicesChanged{user});
        answer(wire::Done{});
        if (!*device) return;
        base_.bus.publish(bus::SessionRevoked{{user, **device}});
      });
}

}  // namespace sotto::relay
