// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge.pb.h"
#include "sotto/client/view.hpp"
#include "sotto/crypto/safety_code.hpp"

namespace sotto::web {

void encode(const client::AccountView& view, bridge::Account& out);
void encode(const store::Message& message, bridge::Message& out);
void encode(const client::ConversationView& view, bridge::Conversation& out);
void encode(const client::AttachmentView& view, bridge::Attachment& out);
void encode(const client::TimelinePage& page, bridge::Timeline& out);
void encode(const client::ProfileView& view, bridge::Profile& out);
void encode(const client::DeviceView& view, bridge::Device& out);
void encode(const client::HistoryView& view, bridge::History& out);
[[nodiscard]] bridge::SafetyCodeMatch encode(crypto::SafetyCodeMatch match);
void encode(const client::LinkingView& view, bridge::Linking& out);
[[nodiscard]] bridge::AttachmentPhase encode(client::AttachmentPhase phase);
[[nodiscard]] bridge::LinkState encode(client::LinkState state);

}  // namespace sotto::web
