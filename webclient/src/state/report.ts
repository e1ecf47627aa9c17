// SPDX-License-Identifier: GPL-3.0-or-later
import { lineOf } from "./attachment";
import type { ChatMessage } from "./model";
import { groupOf } from "./route";

export interface Report {
  readonly message: ChatMessage;
  /** Who reports. */
  readonly by: string;
  /** The relay's host. */
  readonly relay: string;
  readonly withText: boolean;
}

/** What the relay's administrator is shown of a message, if its reader hands it on. In English on every client. */
export function reportText({ message, by, relay, withText }: Report): string {
  const group = groupOf(message.conversation);
  const facts = [
    `Report to the administrator of ${relay}`,
    `From: ${message.sender}`,
    `To: ${group === null ? by : `group ${group}`}`,
    `Sent: ${new Date(message.sentAt).toISOString()}`,
    `Message: ${message.id}`,
  ];
  if (withText) facts.push("", lineOf(message));
  return facts.join("\n");
}
