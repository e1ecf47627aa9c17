// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/v1/rpc.pb.h"
#include "sotto/v1/wire.pb.h"
#include "sotto/wire/call.hpp"
#include "sotto/wire/envelope.hpp"

/// Between the plain structs and Protobuf, one pair for each part of a frame. Only for this folder.
namespace sotto::wire {

void write_call(const CallRequest& from, v1::CallRequest& to);
[[nodiscard]] Result<CallRequest> read_call(const v1::CallRequest& from);
void write_reply(const CallReply& from, v1::CallReply& to);
[[nodiscard]] Result<CallReply> read_reply(const v1::CallReply& from);

void write_submit(const Submit& from, v1::Submit& to);
[[nodiscard]] Result<Submit> read_submit(const v1::Submit& from);
void write_submit_reply(const SubmitReply& from, v1::SubmitReply& to);
[[nodiscard]] Result<SubmitReply> read_submit_reply(const v1::SubmitReply& from);
void write_deliver(const Deliver& from, v1::Deliver& to);
[[nodiscard]] Result<Deliver> read_deliver(const v1::Deliver& from);

}  // namespace sotto::wire
