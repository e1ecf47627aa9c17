// SPDX-License-Identifier: GPL-3.0-or-later
// Why a device wasn't linked, in words of this one situation.
import type { ErrorCode } from "../state/error_code";
import type { LinkingSide } from "../state/model";
import { errorText, t } from "./index";

export function linkingFailure(code: ErrorCode, side: LinkingSide): string {
  switch (code) {
    case "not_found":
      return side === "owner" ? t.linking.overForOwner : t.linking.overForNewcomer;
    case "stale_state":
      return t.linking.usedAlready;
    case "undecryptable":
    case "identity_mismatch":
    case "context_mismatch":
    case "invalid_key":
    case "low_order_key":
      return t.linking.meddled;
    default:
      return errorText({ code, retryAfterMs: 0 });
  }
}
