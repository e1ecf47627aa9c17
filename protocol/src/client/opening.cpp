// SPDX-License-Identifier: GPL-3.0-or-later
#include "opening.hpp"

#include "defences.hpp"

namespace sotto::client {
namespace {

Error mismatch(const char* where) { return {ErrorCode::context_mismatch, where, 0}; }

/// The seal has opened in this context; a peer whose client is wrong may still have written another one
/// inside.
Status check_context(const Address& self, const Incoming& incoming, const wire::Content& content,
                     std::uint64_t counter) {
  if (!(content.sender == incoming.sender)) return mismatch("content sender");
  if (!(content.recipient == self)) return mismatch("content recipient");
  if (!(content.message == incoming.message)) return mismatch("content message id");
  if (content.counter != counter) return mismatch("content counter");
  return {};
}

/// What is said to the other and comes from oneself is always a copy.
bool is_said(const wire::ContentBody& body) {
  return std::holds_alternative<wire::Text>(body) || std::holds_alternative<wire::Edit>(body) ||
         std::holds_alternative<wire::Deletion>(body) || std::holds_alternative<wire::Reaction>(body) ||
         std::holds_alternative<wire::DurationSetting>(body);
}

/// Copies of what was said, and one's own state, come from one's own devices only; the originals never do.
Status check_sender_may(const Address& self, const wire::Content& content) {
  const bool own = content.sender.user == self.user;
  if (std::holds_alternative<wire::SentCopy>(content.body) && !own) return mismatch("sent copy");
  if (std::holds_alternative<wire::OwnState>(content.body) && !own) return mismatch("own state");
  if (is_said(content.body) && own) return mismatch("said by oneself");
  return {};
}

crypto::CiphertextType type_of(wire::EnvelopeType type) {
  return type == wire::EnvelopeType::prekey ? crypto::CiphertextType::prekey
                                            : crypto::CiphertextType::ordinary;
}

/// What a careless client would take for content though nobody has sealed it.
std::optional<wire::Content> unsealed(const Incoming& incoming) {
  if (defences().sealed_only) return std::nullopt;
  auto content = wire::parse_padded(incoming.envelope.ciphertext);
  return content ? std::optional{*std::move(content)} : std::nullopt;
}

Result<wire::Content> read_opened(const Address& self, const Incoming& incoming,
                                  const crypto::OpenedContent& opened) {
  auto content = wire::parse_padded(opened.content.expose());
  if (!content) return mismatch("content");
  if (defences().context) SOTTO_TRY(check_context(self, incoming, *content, opened.counter));
  SOTTO_TRY(check_sender_may(self, *content));
  return content;
}

}  // namespace

Result<wire::Content> open_envelope(Step& step, Attempt& attempt, const Incoming& incoming) {
  const auto& self = step.self();
  if (!(incoming.envelope.device == self.device) || incoming.sender == self)
    return mismatch("envelope device");
  if (auto content = unsealed(incoming)) {
    SOTTO_TRY(check_context(self, incoming, *content, content->counter));
    SOTTO_TRY(check_sender_may(self, *content));
    return *std::move(content);
  }
  if (incoming.envelope.suite != wire::suite_hybrid)
    return Error{ErrorCode::unsupported_suite, "envelope", incoming.envelope.suite};
  const crypto::ContentContext context{incoming.sender, self, std::string{crypto::direct_conversation},
                                       incoming.message};
  const auto type = type_of(incoming.envelope.type);
  SOTTO_ASSIGN(const auto opened,
               step.session().decrypt(attempt, context, type, incoming.envelope.ciphertext, step.now()));
  auto content = read_opened(self, incoming, opened);
  // Its key isn't used up, so the next one would cost as much (attack A13).
  if (!content) step.session().note_failure(incoming.sender.user, type, step.now());
  return content;
}

}  // namespace sotto::client
