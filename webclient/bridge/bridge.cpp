// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge.hpp"

#include "bridge.pb.h"
#include "decode_request.hpp"
#include "encode_group.hpp"
#include "encode_reply.hpp"
#include "encode_views.hpp"
#include "sotto/client/engine.hpp"

namespace sotto::web {
namespace {

Bytes serialise(const bridge::Reply& reply) {
  Bytes bytes(reply.ByteSizeLong());
  reply.SerializeWithCachedSizesToArray(bytes.data());
  return bytes;
}

Moment moment_of(const bridge::Request& request) {
  const Instant wall{request.now_ms()};
  return request.steady_ms() == 0 ? Moment{wall} : Moment{wall, Duration{request.steady_ms()}};
}

Error not_started() { return {ErrorCode::invalid_state, "bridge not started"}; }

/// Answers a question from the engine's views.
class Answerer {
 public:
  Answerer(client::Engine& engine, bridge::Answer& out) : engine_{engine}, out_{out} {}

  Status operator()(const AskAccount&) const {
    bridge::AccountAnswer& answer = *out_.mutable_account();
    if (const auto account = engine_.account()) encode(*account, *answer.mutable_account());
    answer.set_link(encode(engine_.link()));
    return {};
  }
  Status operator()(const AskConversations&) const {
    SOTTO_ASSIGN(const auto views, engine_.conversations());
    bridge::Conversations& answer = *out_.mutable_conversations();
    for (const client::ConversationView& view : views) encode(view, *answer.add_conversations());
    return {};
  }
  Status operator()(const AskConversation& ask) const {
    SOTTO_ASSIGN(const auto view, engine_.conversation(ask.with));
    if (view) encode(*view, *out_.mutable_conversation());
    return {};
  }
  Status operator()(const AskTimeline& ask) const {
    SOTTO_ASSIGN(const auto page, engine_.timeline(ask.with, ask.before, ask.limit));
    encode(page, *out_.mutable_timeline());
    return {};
  }
  Status operator()(const AskSearch& ask) const {
    SOTTO_ASSIGN(const auto messages, engine_.search(ask.query, ask.limit));
    bridge::Messages& answer = *out_.mutable_messages();
    for (const store::Message& message : messages) encode(message, *answer.add_messages());
    return {};
  }
  Status operator()(const AskSafetyNumber& ask) const {
    SOTTO_ASSIGN(const auto number, engine_.safety_number(ask.with));
    if (number) out_.set_safety_number(*number);
    return {};
  }
  Status operator()(const AskSafetyCode& ask) const {
    SOTTO_ASSIGN(const auto code, engine_.safety_code(ask.with));
    if (code) out_.mutable_safety_code()->set_code(*code);
    return {};
  }
  Status operator()(const CompareSafetyCode& ask) const {
    SOTTO_ASSIGN(const auto match, engine_.compare_safety_code(ask.with, ask.code));
    out_.mutable_safety_code()->set_match(encode(match));
    return {};
  }
  Status operator()(const AskGroups&) const {
    SOTTO_ASSIGN(const auto views, engine_.groups());
    bridge::Groups& answer = *out_.mutable_groups();
    for (const client::GroupView& view : views) encode(view, *answer.add_groups());
    return {};
  }
  Status operator()(const AskGroup& ask) const {
    SOTTO_ASSIGN(const auto view, engine_.group(ask.group));
    if (view) encode(*view, *out_.mutable_group());
    return {};
  }
  Status operator()(const AskHistory&) const {
    encode(engine_.history(), *out_.mutable_history());
    return {};
  }
  Status operator()(const AskLinking&) const {
    auto& linking = *out_.mutable_linking();
    if (const auto view = engine_.linking()) encode(*view, *linking.mutable_linking());
    return {};
  }
  Status operator()(const AskAttachmentBytes& ask) const {
    SOTTO_ASSIGN(const auto bytes, engine_.attachment_bytes(ask.with, ask.message, ask.offset, ask.size));
    out_.set_attachment_bytes(std::string{text_of(bytes.expose())});
    return {};
  }

 private:
  client::Engine& engine_;
  bridge::Answer& out_;
};

}  // namespace

/// The open store and the engine on it, in the order in which they may die.
class Bridge::Running {
 public:
  Running(std::unique_ptr<store::ClientStore> opened, RandomSource& random)
      : store{std::move(opened)}, engine{*store, random} {}

  std::unique_ptr<store::ClientStore> store;
  client::Engine engine;
};

/// Carries one command out and fills its answer.
class Bridge::Dispatch {
 public:
  Dispatch(Bridge& bridge, Moment now, bridge::Answer& answer)
      : bridge_{bridge}, now_{now}, answer_{answer} {}

  Status operator()(Start& start) const {
    if (bridge_.running_) return Error{ErrorCode::invalid_state, "bridge started twice"};
    SOTTO_ASSIGN(auto store, bridge_.open_store_(start.path, start.key));
    auto running = std::make_unique<Running>(std::move(store), bridge_.random_);
    SOTTO_TRY(running->engine.start(now_, start.kept_epoch));
    bridge_.running_ = std::move(running);
    return {};
  }
  Status operator()(client::Input& input) const {
    if (!bridge_.running_) return not_started();
    return bridge_.running_->engine.handle(std::move(input), now_);
  }
  Status operator()(const Question& question) const {
    if (!bridge_.running_) return not_started();
    return std::visit(Answerer{bridge_.running_->engine, answer_}, question);
  }

 private:
  Bridge& bridge_;
  Moment now_;
  bridge::Answer& answer_;
};

Bridge::Bridge(OpenStore open_store, RandomSource& random)
    : open_store_{std::move(open_store)}, random_{random} {}

Bridge::~Bridge() = default;

void Bridge::handle(ByteView bytes) {
  bridge::Request request;
  bridge::Reply reply;
  bridge::Answer& answer = *reply.mutable_answer();
  Status done;
  if (request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    answer.set_id(request.id());
    if (auto command = decode_request(request); command.ok()) {
      done = std::visit(Dispatch{*this, moment_of(request), answer}, *command);
    } else {
      done = command.error();
    }
  } else {
    done = Error{ErrorCode::malformed, "bridge request"};
  }
  if (!done.ok()) {
    answer.clear_view();
    answer.set_error(std::string{name_of(done.error().code)});
  }
  answers_.push_back(serialise(reply));
}

std::optional<Bytes> Bridge::poll() {
  if (!answers_.empty()) {
    Bytes answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
  }
  if (!running_) return std::nullopt;
  const auto effect = running_->engine.poll();
  if (!effect) return std::nullopt;
  return serialise(encode_effect(*effect));
}

}  // namespace sotto::web
