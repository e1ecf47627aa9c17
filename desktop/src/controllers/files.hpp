// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QObject>
#include <QSaveFile>
#include <QString>
#include <QUrl>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "host/engine_port.hpp"

namespace sotto::desktop {

/// Files that come along with messages of the open conversation: handed to the engine and taken from it in
/// pieces. Their plaintext is in the file that the user chose, in the one that they save to, and in the small
/// copies of the pictures that are looked at; nowhere else.
class Files final : public QObject {
  Q_OBJECT

 public:
  /// `engine` must outlive this object.
  explicit Files(EnginePort& engine, QObject* parent = nullptr);

  /// Nothing is done until a conversation is open.
  void open(const std::optional<ConversationId>& with);

  [[nodiscard]] Q_INVOKABLE QString nameOf(const QUrl& file) const;
  [[nodiscard]] Q_INVOKABLE qint64 sizeOf(const QUrl& file) const;
  /// "too_large", "not_found" for what is no file that can be read, or "".
  [[nodiscard]] Q_INVOKABLE QString refusal(const QUrl& file) const;
  /// Something has this name already.
  [[nodiscard]] Q_INVOKABLE bool exists(const QUrl& file) const;
  /// With some words, as an answer to `quoted` if that is a message's id, for `seconds` if that isn't
  /// negative. The reason why it can't be sent at all, or "".
  Q_INVOKABLE QString send(const QUrl& file, const QString& caption, const QString& quoted, int seconds);
  Q_INVOKABLE void download(const QString& messageId);
  Q_INVOKABLE void cancel(const QString& messageId);
  Q_INVOKABLE void save(const QString& messageId, const QUrl& to);
  /// Makes picture(), unless it is there already. What isn't a picture that is safe to decode is left alone.
  Q_INVOKABLE void show(const QString& messageId);
  /// A small copy, as a data: address; "" while there is none.
  [[nodiscard]] Q_INVOKABLE QString picture(const QString& messageId) const;

 signals:
  void pictureChanged(const QString& messageId);
  void saved(const QString& name);
  /// What it was to be written to doesn't take it.
  void notSaved(const QString& name);
  void failed(sotto::ErrorCode code);

 private:
  using OnPiece = std::function<bool(ByteView)>;
  using OnEnd = std::function<void(std::optional<ErrorCode>)>;

  void on_event(const client::Event& event);
  void on_wanted(const client::AttachmentBytesWanted& wanted);
  void give(const client::AttachmentBytesWanted& wanted, SecretBytes bytes);
  void submit(client::Input input);
  void read(const MessageId& message, std::uint64_t offset, OnPiece on_piece, OnEnd on_end);
  void keep_picture(const MessageId& message, const QString& address);
  /// Forgets it unless its file is still here.
  void check_picture(const MessageId& message);
  void forget_picture(const MessageId& message);

  /// As it was announced: it may have grown since.
  struct Chosen {
    std::unique_ptr<QFile> file;
    std::uint64_t size;
  };

  EnginePort& engine_;
  std::optional<ConversationId> with_;
  /// By the numbers that the engine knows them by, until it has read them.
  std::map<std::uint64_t, Chosen> chosen_;
  std::uint64_t last_number_ = 0;
  std::map<MessageId, QString> pictures_;
  std::set<MessageId> looking_;  ///< for pictures that are being read
};

}  // namespace sotto::desktop
