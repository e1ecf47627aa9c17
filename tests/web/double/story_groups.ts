// SPDX-License-Identifier: GPL-3.0-or-later
// The groups of the stories.
import { GroupRole, GroupStanding } from "../../../webclient/src/generated/bridge_pb";
import { choir, waitedFor } from "./group_ids";

/** As the bridge's Group. Spelled out, so that tests can read stories without the bridge's library. */
export interface StoryGroup {
  group: string;
  name: string;
  standing: GroupStanding;
  forked?: boolean;
  behind?: boolean;
  disputedBy?: string;
  policyApprovals?: number;
  policyApprovers?: GroupRole;
  neededApprovals?: number;
  role?: GroupRole;
  mayApprove?: boolean;
  members: { user: string; role: GroupRole }[];
  requests: { user: string; approvals: number; approvedHere: boolean }[];
  open?: boolean;
  olderPosts?: boolean;
  refusedPosts?: bigint;
  picture?: Uint8Array;
}

const base = {
  policyApprovals: 2,
  policyApprovers: GroupRole.MEMBER,
  neededApprovals: 2,
};

export function choirGroup(changes: Partial<StoryGroup> = {}): StoryGroup {
  return {
    ...base,
    group: choir,
    name: "Choir on Thursdays",
    standing: GroupStanding.STANDING_MEMBER,
    role: GroupRole.OWNER,
    mayApprove: true,
    members: [
      { user: "mira", role: GroupRole.OWNER },
      { user: "ada", role: GroupRole.ADMIN },
      { user: "farida", role: GroupRole.MEMBER },
      { user: "dalia-h", role: GroupRole.MEMBER },
    ],
    requests: [{ user: "ben.okafor", approvals: 1, approvedHere: false }],
    ...changes,
  };
}

export const waitingGroup: StoryGroup = {
  group: waitedFor,
  name: "Allotments",
  standing: GroupStanding.STANDING_WAITING,
  members: [],
  requests: [],
};
