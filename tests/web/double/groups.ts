// SPDX-License-Identifier: GPL-3.0-or-later
// What the scripted engine does with groups.
import { GroupStanding } from "../../../webclient/src/generated/bridge_pb";
import type { EngineEvent, PageRequest } from "../../../webclient/src/engine/client";
import { choir, square, strange } from "./group_ids";
import { choirGroup, waitingGroup, type StoryGroup } from "./story_groups";

const facts = [
  { group: choir, name: "Choir on Thursdays", members: 4, neededApprovals: 2, open: false },
  { group: strange, name: "Chess club", members: 1, neededApprovals: 1, open: false },
  { group: square, name: "Chess in town", members: 12, neededApprovals: 1, open: true },
];

type Emit = (event: EngineEvent | { case: string; value: unknown }) => void;
type Change = Extract<PageRequest, { case: "changeGroup" }>["value"];

/** Enough of the rules for the screens; what really holds is the engine's. */
export function changeGroup(groups: Map<string, StoryGroup>, { group: id = "", what }: Change, emit: Emit): void {
  const group = groups.get(id);
  if (group === undefined || what === undefined) return;
  switch (what.case) {
    case "approve":
      group.requests = group.requests.map((request) =>
        request.user === what.value ? { ...request, approvals: request.approvals + 1, approvedHere: true } : request,
      );
      break;
    case "remove":
      group.requests = group.requests.filter(({ user }) => user !== what.value);
      group.members = group.members.filter(({ user }) => user !== what.value);
      break;
    case "role": {
      const { user, role } = what.value;
      group.members = group.members.map((member) =>
        member.user === user && role !== undefined ? { ...member, role } : member,
      );
      break;
    }
    case "policy":
      group.policyApprovals = what.value.approvals ?? group.policyApprovals;
      group.policyApprovers = what.value.approvers ?? group.policyApprovers;
      break;
    case "rename":
      group.name = what.value;
      break;
    case "picture":
      group.picture = what.value;
      break;
    case "leave":
      group.standing = GroupStanding.STANDING_FORMER;
      break;
    default:
      break;
  }
  emit({ case: "groupUpdated", value: { group: id } });
}

export function requestToJoin(groups: Map<string, StoryGroup>, id: string, emit: Emit): void {
  const found = facts.find(({ group }) => group === id);
  const name = found?.name ?? "";
  const group = found?.open ? choirGroup({ open: true, requests: [] }) : (groups.get(id) ?? waitingGroup);
  groups.set(id, { ...group, group: id, name, standing: found?.open ? group.standing : waitingGroup.standing });
  emit({ case: "groupUpdated", value: { group: id } });
}

export const foundGroups = (query: string) =>
  facts.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
