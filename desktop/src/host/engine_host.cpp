// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/engine_host.hpp"

#include <memory>

#include "host/engine_worker.hpp"
#include "sotto/base/scrub_stack.hpp"

namespace sotto::desktop {

EngineHost::EngineHost(QObject* parent) : EnginePort{parent} {
  worker_ = new EngineWorker{[this](client::Event event) {
    QMetaObject::invokeMethod(
        this, [this, event = std::move(event)] { emit happened(event); }, Qt::QueuedConnection);
  }};
  worker_->moveToThread(&thread_);
  thread_.setObjectName(QStringLiteral("engine"));
  thread_.start();
}

EngineHost::~EngineHost() {
  // The last message: whatever was handed in before has been carried out when it is read.
  QMetaObject::invokeMethod(
      worker_,
      [worker = worker_] {
        worker->close();
        worker->deleteLater();
        QThread::currentThread()->quit();
      },
      Qt::QueuedConnection);
  thread_.wait();
}

template <class T, class Work>
void EngineHost::post(Then<T> then, Work work) {
  // Messages between threads are copied, inputs and secrets are not.
  auto shared = std::make_shared<Work>(std::move(work));
  QMetaObject::invokeMethod(
      worker_,
      [this, shared, then = std::move(then)] {
        auto answer = std::make_shared<Result<T>>((*shared)(*worker_));
        scrub_stack();
        QMetaObject::invokeMethod(
            this, [answer, then] { then(std::move(*answer)); }, Qt::QueuedConnection);
      },
      Qt::QueuedConnection);
}

template <class T, class Question>
void EngineHost::ask(Then<T> then, Question question) {
  post(std::move(then), [question = std::move(question)](EngineWorker& worker) -> Result<T> {
    if (worker.engine() == nullptr) return Error{ErrorCode::invalid_state, "no database is open"};
    return question(*worker.engine());
  });
}

void EngineHost::open(const QString& database, SecretBytes key, const RelayUrl& relay, Then<void> then) {
  post(std::move(then), [database, key = std::move(key), relay](EngineWorker& worker) {
    return worker.open(database, key, relay);
  });
}

void EngineHost::close() {
  QMetaObject::invokeMethod(
      worker_,
      [worker = worker_] {
        worker->close();
        scrub_stack();
      },
      Qt::QueuedConnection);
}

void EngineHost::submit(client::Input input, Then<void> then) {
  post(std::move(then),
       [input = std::move(input)](EngineWorker& worker) mutable { return worker.handle(std::move(input)); });
}

void EngineHost::ask_account(Then<AccountStatus> then) {
  ask(std::move(then), [](client::Engine& engine) -> Result<AccountStatus> {
    return AccountStatus{engine.account(), engine.link()};
  });
}

void EngineHost::ask_conversations(Then<std::vector<client::ConversationView>> then) {
  ask(std::move(then), [](client::Engine& engine) { return engine.conversations(); });
}

void EngineHost::ask_conversation(const ConversationId& with,
                                  Then<std::optional<client::ConversationView>> then) {
  ask(std::move(then), [with](client::Engine& engine) { return engine.conversation(with); });
}

void EngineHost::ask_timeline(const ConversationId& with, std::optional<store::Position> before,
                              std::size_t limit, Then<client::TimelinePage> then) {
  ask(std::move(then), [=](client::Engine& engine) { return engine.timeline(with, before, limit); });
}

void EngineHost::ask_search(std::string query, std::size_t limit, Then<std::vector<store::Message>> then) {
  ask(std::move(then),
      [query = std::move(query), limit](client::Engine& engine) { return engine.search(query, limit); });
}

void EngineHost::ask_groups(Then<std::vector<client::GroupView>> then) {
  ask(std::move(then), [](client::Engine& engine) { return engine.groups(); });
}

void EngineHost::ask_group(const GroupId& group, Then<std::optional<client::GroupView>> then) {
  ask(std::move(then), [group](client::Engine& engine) { return engine.group(group); });
}

void EngineHost::ask_attachment(const ConversationId& with, const MessageId& message, std::uint64_t offset,
                                std::uint64_t size, Then<SecretBytes> then) {
  ask(std::move(then),
      [=](client::Engine& engine) { return engine.attachment_bytes(with, message, offset, size); });
}

void EngineHost::ask_linking(Then<std::optional<client::LinkingView>> then) {
  ask(std::move(then),
      [](client::Engine& engine) -> Result<std::optional<client::LinkingView>> { return engine.linking(); });
}

void EngineHost::ask_safety_number(const Username& with, Then<std::optional<std::string>> then) {
  ask(std::move(then), [with](client::Engine& engine) { return engine.safety_number(with); });
}

void EngineHost::ask_safety_code(const Username& with, Then<std::optional<std::string>> then) {
  ask(std::move(then), [with](client::Engine& engine) { return engine.safety_code(with); });
}

void EngineHost::compare_safety_code(const Username& with, std::string text,
                                     Then<crypto::SafetyCodeMatch> then) {
  ask(std::move(then), [with, text = std::move(text)](client::Engine& engine) {
    return engine.compare_safety_code(with, text);
  });
}

}  // namespace sotto::desktop
