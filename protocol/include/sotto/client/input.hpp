// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

// From the link.
struct LinkUp {};    ///< the WebSocket is open
struct LinkDown {};  ///< closed, or could not be opened
struct FrameReceived {
  Bytes bytes;
};
/// The instant of the last WakeAt has come. Harmless when it is early, late or repeated.
struct TimerFired {};

// What the user wants. Answers come as events; an intent that cannot even begin fails in Engine::handle.
struct Register {
  Username username;
  SecretBytes password;
  std::string display_name;
  std::string device_name;
  bool listed = true;
  std::string invite;
};
struct LogIn {
  Username username;
  SecretBytes password;
  std::string device_name;
};
struct CancelEntry {};  ///< gives up a registration or log-in that is under way
struct LogOut {};       ///< tells the relay if it can, and erases everything here
struct SendText {
  Username to;
  std::string text;
  std::optional<MessageId> quoted = {};  ///< the message of the conversation that it answers
  std::optional<Lasting> lasting = {};   ///< nullopt: as long as is set for the conversation
};
/// A new text for a message of one's own, for everyone.
struct EditMessage {
  Username conversation;
  MessageId message;
  std::string text;
};
/// Takes a message of one's own back, for everyone.
struct DeleteMessage {
  Username conversation;
  MessageId message;
};
/// How long messages of this conversation last from now on, for both. What was said already stays as it is.
struct SetDuration {
  Username conversation;
  Lasting lasting;
};
/// Replaces the own reaction to a message; empty takes it back.
struct React {
  Username conversation;
  MessageId message;
  std::string emoji;
};
struct RetryMessage {
  Username to;
  MessageId message;
};
struct SaveDraft {
  Username conversation;
  std::string text;
};
struct OpenConversation {
  Username with;
};
struct MarkRead {
  Username conversation;
  store::Position up_to;
};
struct SetContactName {
  Username user;
  std::string name;
};  ///< local only; empty removes it
struct AcceptIdentity {
  Username user;
};  ///< goes on with a changed identity key
/// The user has compared this safety number with the other's.
struct VerifyIdentity {
  Username user;
  std::string safety_number;
};
struct UnverifyIdentity {
  Username user;
};
struct SearchDirectory {
  std::string query;
};
struct FetchProfile {
  Username user;
};
struct UpdateProfile {
  std::string display_name;
  std::string about;
  bool listed = true;
};
struct ListDevices {};
struct RevokeDevice {
  DeviceId device;
};

using Input =
    std::variant<LinkUp, LinkDown, FrameReceived, TimerFired, Register, LogIn, CancelEntry, LogOut, SendText,
                 RetryMessage, SaveDraft, OpenConversation, MarkRead, SetContactName, AcceptIdentity,
                 SearchDirectory, FetchProfile, UpdateProfile, ListDevices, RevokeDevice, EditMessage,
                 DeleteMessage, React, SetDuration, VerifyIdentity, UnverifyIdentity>;

}  // namespace sotto::client
