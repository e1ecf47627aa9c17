// SPDX-License-Identifier: GPL-3.0-or-later
// What a member does to a group -> the bridge's message.
import { GroupRole as BridgeRole } from "../generated/bridge_pb";
import { assertNever } from "../state/assert_never";
import type { GroupChange, GroupRole } from "../state/model";
import type { PageRequest } from "./port";

type What = NonNullable<Extract<PageRequest, { case: "changeGroup" }>["value"]["what"]>;

const roles: Record<GroupRole, BridgeRole> = {
  member: BridgeRole.MEMBER,
  admin: BridgeRole.ADMIN,
  owner: BridgeRole.OWNER,
};

export const bridgeRole = (role: GroupRole): BridgeRole => roles[role];

export function changeFor(change: GroupChange): What {
  switch (change.kind) {
    case "approve":
      return { case: "approve", value: change.user };
    case "leave":
      return { case: "leave", value: true };
    case "remove":
      return { case: "remove", value: change.user };
    case "role":
      return { case: "role", value: { user: change.user, role: roles[change.role] } };
    case "policy":
      return { case: "policy", value: { approvals: change.approvals, approvers: roles[change.approvers] } };
    case "rename":
      return { case: "rename", value: change.name.trim() };
    case "picture":
      return { case: "picture", value: change.picture };
    default:
      return assertNever(change);
  }
}
