// SPDX-License-Identifier: GPL-3.0-or-later
// What the log of a group has written into its conversation.
import { deedOf } from "../state/groups";
import type { ChatMessage, State } from "../state/model";
import { t } from ".";
import { whoIs } from "./who";

export function groupNotice(state: State, { sender, body }: ChatMessage): string {
  const who = whoIs(state, sender);
  const done = deedOf(body);
  if (done === null) return t.groups.changed(who);
  const { deed, about } = done;
  switch (deed) {
    case "created":
    case "joined":
    case "left":
      return t.groups.notices[deed](who);
    case "removed":
    case "role":
      return t.groups.notices[deed](who, whoIs(state, about));
    case "picture":
      return about === "none" ? t.groups.notices.noPicture(who) : t.groups.notices.picture(who);
    case "renamed":
    case "policy":
      return t.groups.notices[deed](who, about);
  }
}
