// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/files.hpp"

#include <QFileInfo>
#include <QMimeDatabase>

#include "controllers/small_picture.hpp"
#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {
namespace {

/// As many as a long conversation shows at once; they are small.
constexpr std::size_t most_pictures = 64;

}  // namespace

Files::Files(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Files::on_event);
}

void Files::open(const std::optional<ConversationId>& with) {
  with_ = with;
  pictures_.clear();
}

QString Files::nameOf(const QUrl& file) const { return QFileInfo{file.toLocalFile()}.fileName(); }

qint64 Files::sizeOf(const QUrl& file) const { return QFileInfo{file.toLocalFile()}.size(); }

QString Files::refusal(const QUrl& file) const {
  const QFileInfo info{file.toLocalFile()};
  if (!file.isLocalFile() || !info.isFile() || !info.isReadable()) return to_qt(ErrorCode::not_found);
  const auto size = static_cast<std::uint64_t>(info.size());
  return size > client::max_attachment ? to_qt(ErrorCode::too_large) : QString{};
}

bool Files::exists(const QUrl& file) const { return QFileInfo::exists(file.toLocalFile()); }

QString Files::send(const QUrl& file, const QString& caption, const QString& quoted, int seconds) {
  if (!with_) return to_qt(ErrorCode::invalid_state);
  if (const QString refused = refusal(file); !refused.isEmpty()) return refused;
  auto opened = std::make_unique<QFile>(file.toLocalFile());
  if (!opened->open(QIODevice::ReadOnly)) return to_qt(ErrorCode::not_found);
  const QString type = QMimeDatabase{}.mimeTypeForFile(opened->fileName()).name();
  const auto lasting =
      seconds < 0 ? std::nullopt : std::optional{Lasting{static_cast<std::uint32_t>(seconds)}};
  const auto number = ++last_number_;
  const auto size = static_cast<std::uint64_t>(opened->size());
  client::SendAttachment intent{*with_,
                                number,
                                from_qt(nameOf(file)),
                                from_qt(type),
                                size,
                                from_qt(caption.trimmed()),
                                parse_message_id(quoted),
                                lasting};
  chosen_.emplace(number, Chosen{std::move(opened), size});
  engine_.submit(std::move(intent), when_answered(this, [this, number](Status kept) {
                   if (kept) return;
                   chosen_.erase(number);
                   emit failed(kept.error().code);
                 }));
  return {};
}

void Files::on_event(const client::Event& event) {
  std::visit(Overloaded{[this](const client::AttachmentBytesWanted& e) { on_wanted(e); },
                        [this](const client::MessageChanged& e) { check_picture(e.message); },
                        [this](const client::LoggedOut&) { chosen_.clear(); }, [](const auto&) {}},
             event);
}

void Files::on_wanted(const client::AttachmentBytesWanted& wanted) {
  const auto found = chosen_.find(wanted.file);
  if (found == chosen_.end()) return;
  auto& file = *found->second.file;
  SecretBytes bytes{static_cast<std::size_t>(wanted.size)};
  const auto space = bytes.expose_for_writing();
  const auto size = static_cast<qint64>(wanted.size);
  const bool is_whole = file.seek(static_cast<qint64>(wanted.offset)) &&
                        file.read(reinterpret_cast<char*>(space.data()), size) == size;
  const bool is_last = wanted.offset + wanted.size >= found->second.size;
  if (is_last || !is_whole) chosen_.erase(found);
  // It was cut or taken away after it had been chosen.
  if (!is_whole) return submit(client::CancelAttachment{wanted.conversation, wanted.message});
  give(wanted, std::move(bytes));
}

/// Its message may have been taken back meanwhile: then nobody wants them, and nothing went wrong.
void Files::give(const client::AttachmentBytesWanted& wanted, SecretBytes bytes) {
  client::GiveAttachmentBytes given{wanted.conversation, wanted.message, wanted.offset, std::move(bytes)};
  engine_.submit(std::move(given), when_answered(this, [this, number = wanted.file](Status taken) {
                   if (taken) return;
                   chosen_.erase(number);
                   if (taken.error().code != ErrorCode::invalid_state) emit failed(taken.error().code);
                 }));
}

void Files::download(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::FetchAttachment{*with_, *id});
}

void Files::cancel(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::CancelAttachment{*with_, *id});
}

void Files::save(const QString& messageId, const QUrl& to) {
  const auto id = parse_message_id(messageId);
  if (!with_ || !id || !to.isLocalFile()) return;
  // In its place only when all of it is written.
  const auto file = std::make_shared<QSaveFile>(to.toLocalFile());
  if (!file->open(QIODevice::WriteOnly)) return emit notSaved(nameOf(to));
  const auto written = std::make_shared<bool>(true);
  const auto write = [file, written](ByteView bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    *written = file->write(reinterpret_cast<const char*>(bytes.data()), size) == size;
    return *written;
  };
  read(*id, 0, write, [this, file, written, name = nameOf(to)](std::optional<ErrorCode> error) {
    // Told apart from the engine's errors, which are about the messages that are kept here.
    if (!*written || (!error && !file->commit())) return emit notSaved(name);
    if (error) return emit failed(*error);
    emit saved(name);
  });
}

void Files::show(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (!with_ || !id || pictures_.count(*id) > 0 || !looking_.insert(*id).second) return;
  const auto all = std::make_shared<QByteArray>();
  const auto append = [all](ByteView bytes) {
    all->append(to_qt_bytes(bytes));
    return all->size() <= largest_picture;
  };
  read(*id, 0, append, [this, all, id = *id](std::optional<ErrorCode> error) {
    looking_.erase(id);
    if (!error) keep_picture(id, small_picture(*all));
    wipe(*all);
  });
}

QString Files::picture(const QString& messageId) const {
  const auto id = parse_message_id(messageId);
  const auto found = id ? pictures_.find(*id) : pictures_.end();
  return found == pictures_.end() ? QString{} : found->second;
}

/// Piece after piece; the last one is shorter than the others. Given up when another conversation is opened.
void Files::read(const MessageId& message, std::uint64_t offset, OnPiece on_piece, OnEnd on_end) {
  engine_.ask_attachment(*with_, message, offset, client::attachment_piece,
                         when_answered(this, [=, this, asked = with_](Result<SecretBytes> answer) {
                           if (asked != with_) return on_end(ErrorCode::invalid_state);
                           if (!answer) return on_end(answer.error().code);
                           if (!on_piece(answer->expose())) return on_end(ErrorCode::store_unavailable);
                           if (answer->size() < client::attachment_piece) return on_end(std::nullopt);
                           read(message, offset + answer->size(), on_piece, on_end);
                         }));
}

void Files::keep_picture(const MessageId& message, const QString& address) {
  if (address.isEmpty()) return;
  if (pictures_.size() >= most_pictures) pictures_.clear();
  pictures_[message] = address;
  emit pictureChanged(to_qt(to_hex(message.view())));
}

/// Its message may have been deleted, or its time may be over; or somebody has reacted to it.
void Files::check_picture(const MessageId& message) {
  if (!with_ || pictures_.count(message) == 0) return;
  engine_.ask_attachment(*with_, message, 0, 0,
                         when_answered(this, [this, message](const Result<SecretBytes>& answer) {
                           if (!answer) forget_picture(message);
                         }));
}

void Files::forget_picture(const MessageId& message) {
  if (pictures_.erase(message) > 0) emit pictureChanged(to_qt(to_hex(message.view())));
}

void Files::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

}  // namespace sotto::desktop
