// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <optional>

#include "controllers/files.hpp"
#include "controllers/message_deeds.hpp"
#include "controllers/off_record.hpp"
#include "controllers/safety_code.hpp"
#include "controllers/session.hpp"
#include "host/engine_port.hpp"
#include "models/conversation_list.hpp"
#include "models/timeline.hpp"

namespace sotto::desktop {

/// The open conversation.
class Chat final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString user READ user NOTIFY changed)
  Q_PROPERTY(QString title READ title NOTIFY changed)
  Q_PROPERTY(bool blocked READ blocked NOTIFY changed)
  Q_PROPERTY(QString draft READ draft NOTIFY changed)
  Q_PROPERTY(QString safetyNumber READ safetyNumber NOTIFY changed)
  Q_PROPERTY(bool typing READ typing NOTIFY changed)
  Q_PROPERTY(bool request READ request NOTIFY changed)
  Q_PROPERTY(bool userBlocked READ userBlocked NOTIFY changed)
  Q_PROPERTY(bool verified READ verified NOTIFY changed)
  Q_PROPERTY(bool wasVerified READ wasVerified NOTIFY changed)
  Q_PROPERTY(int lasting READ lasting NOTIFY changed)
  Q_PROPERTY(bool ready READ ready NOTIFY changed)
  Q_PROPERTY(bool profileKnown READ profileKnown NOTIFY changed)
  Q_PROPERTY(QString profileDisplayName READ profileDisplayName NOTIFY changed)
  Q_PROPERTY(QString profileAbout READ profileAbout NOTIFY changed)
  Q_PROPERTY(QString profileIdentityKey READ profileIdentityKey NOTIFY changed)
  Q_PROPERTY(QString contactName READ contactName NOTIFY changed)
  Q_PROPERTY(sotto::desktop::Timeline* timeline READ timeline CONSTANT)
  Q_PROPERTY(sotto::desktop::MessageDeeds* deeds READ deeds CONSTANT)
  Q_PROPERTY(sotto::desktop::OffRecord* offRecord READ offRecord CONSTANT)
  Q_PROPERTY(sotto::desktop::Files* files READ files CONSTANT)
  Q_PROPERTY(sotto::desktop::SafetyCode* safetyCode READ safetyCode CONSTANT)
  Q_PROPERTY(qint64 highlighted READ highlighted NOTIFY changed)
  Q_PROPERTY(qint64 unreadFrom READ unreadFrom NOTIFY changed)

 public:
  /// All must outlive this object.
  Chat(EnginePort& engine, ConversationList& conversations, const Session& session,
       QObject* parent = nullptr);

  [[nodiscard]] QString user() const;
  [[nodiscard]] QString title() const;
  /// The other's key changed: nothing is sent until acceptIdentity().
  [[nodiscard]] bool blocked() const;
  /// What was saved here last counts until the engine's own, which another device may change, is as new.
  [[nodiscard]] QString draft() const;
  /// 60 digits; "" before the first contact. While blocked it stays as it was shown, even when a further key
  /// came, until readSafetyNumber().
  [[nodiscard]] QString safetyNumber() const { return safety_number_; }
  /// The other is writing just now.
  [[nodiscard]] bool typing() const { return typing_.isActive(); }
  /// A stranger's: nothing is told to them before they are accepted or answered.
  [[nodiscard]] bool request() const;
  [[nodiscard]] bool userBlocked() const;
  /// The number was compared, and the key is still the same.
  [[nodiscard]] bool verified() const;
  /// Blocked, and the key before was compared.
  [[nodiscard]] bool wasVerified() const;
  /// How many seconds messages last unless one is sent for another time; 0: for good.
  [[nodiscard]] int lasting() const;
  [[nodiscard]] bool ready() const;
  [[nodiscard]] bool profileKnown() const { return profile() != nullptr; }
  [[nodiscard]] QString profileDisplayName() const;
  [[nodiscard]] QString profileAbout() const;
  /// Hex, as the relay told it.
  [[nodiscard]] QString profileIdentityKey() const;
  /// The local name; "" when none was given.
  [[nodiscard]] QString contactName() const;
  [[nodiscard]] Timeline* timeline() noexcept { return &timeline_; }
  [[nodiscard]] MessageDeeds* deeds() noexcept { return &deeds_; }
  [[nodiscard]] OffRecord* offRecord() noexcept { return &off_record_; }
  [[nodiscard]] Files* files() noexcept { return &files_; }
  [[nodiscard]] SafetyCode* safetyCode() noexcept { return &safety_code_; }
  [[nodiscard]] qint64 highlighted() const;
  /// The first message that was unread when the conversation was opened; 0: none.
  [[nodiscard]] qint64 unreadFrom() const { return unread_from_; }

  Q_INVOKABLE void open(const QString& user);
  Q_INVOKABLE void close();
  /// The reason why this text can't be sent at all, or "". What fails later comes back as the draft.
  /// It answers the message with the id `quoted`, if that is one, and lasts `seconds`; as long as the others
  /// if that is negative.
  Q_INVOKABLE QString send(const QString& text, const QString& quoted = {}, int seconds = -1);
  /// With every key; the engine tells it seldom, and only if one has chosen so.
  Q_INVOKABLE void tellTyping();
  Q_INVOKABLE void saveDraft(const QString& text);
  /// The end of the timeline is in view.
  Q_INVOKABLE void markRead();
  /// The number is about to be looked at.
  Q_INVOKABLE void readSafetyNumber();
  /// Goes on with the key of the safety number that is shown.
  Q_INVOKABLE void acceptIdentity();
  Q_INVOKABLE void acceptRequest();
  /// Nothing that they send directly is shown any more.
  Q_INVOKABLE void blockUser();
  Q_INVOKABLE void unblockUser();
  /// The number that is shown was compared with the other's.
  Q_INVOKABLE void verify();
  Q_INVOKABLE void unverify();
  /// For both, from now on; 0: for good.
  Q_INVOKABLE void setDuration(int seconds);
  Q_INVOKABLE void setContactName(const QString& name);
  [[nodiscard]] Q_INVOKABLE bool textTooLong(const QString& text) const;
  /// The same of a post in an open group.
  [[nodiscard]] Q_INVOKABLE bool postTooLong(const QString& text) const;
  Q_INVOKABLE void jumpTo(qint64 position);
  Q_INVOKABLE void toNewest();

  /// Nothing is marked as read while nobody looks: the window is hidden or minimised.
  void set_watched(bool watched);
  /// Logged out: what was fetched about others goes too.
  void forget();

 signals:
  void changed();
  void failed(sotto::ErrorCode code);
  /// The key is another than the one whose number was shown: show the number it has now.
  void keyRefused();

 private:
  void on_event(const client::Event& event);
  void on_timeline();
  void on_conversation(const ConversationId& with);
  void fetch_profile();
  void submit(client::Input input);
  void mark_seen();
  [[nodiscard]] bool has_unmarked() const;
  void stop_typing();
  void on_not_sent(const ConversationId& to, const QString& text, ErrorCode code);
  /// By the engine, or on its way there.
  [[nodiscard]] QString kept_draft() const;
  void on_draft_saved(const ConversationId& with, const QString& text);
  /// nullptr: a group, or nothing is open.
  [[nodiscard]] const Username* other_user() const;
  [[nodiscard]] const client::ProfileView* profile() const;

  EnginePort& engine_;
  ConversationList& conversations_;
  const Session& session_;
  Timeline timeline_;
  MessageDeeds deeds_;
  OffRecord off_record_;
  Files files_;
  SafetyCode safety_code_;
  std::optional<ConversationId> with_;
  std::optional<client::ConversationView> view_;
  QString safety_number_;
  /// What others show of themselves, since the start.
  std::map<Username, client::ProfileView> profiles_;
  /// What could not be handed to the engine: kept in the field.
  QString unsent_;
  /// What the engine was asked to keep last, as long as its answer isn't in `view_`.
  std::optional<QString> saving_;
  /// Settled when the timeline is there; later messages are not "new" to somebody who looks at it.
  bool unread_settled_ = false;
  qint64 unread_from_ = 0;
  store::Position seen_;
  store::Position marked_;
  bool watched_ = true;
  /// Runs while the other is taken to be writing.
  QTimer typing_;
};

}  // namespace sotto::desktop
