// SPDX-License-Identifier: GPL-3.0-or-later
// What can be shown of a file, and what can be done with it.
import type { Attachment, ChatMessage } from "./model";

/** Bytes; protocol/include/sotto/client/input.hpp, max_attachment. */
export const maxFileBytes = 100_000_000;
/** A larger picture is a file to save: a page that decodes it may not come back. */
const maxPictureBytes = 20_000_000;
/** What every browser decodes, and what holds no script: no SVG, no document. */
const pictureTypes: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export function isPicture({ mediaType, size }: Pick<Attachment, "mediaType" | "size">): boolean {
  return pictureTypes.has(mediaType) && size <= maxPictureBytes;
}

export function isMoving({ phase }: Attachment): boolean {
  return phase === "reading" || phase === "uploading" || phase === "downloading";
}

/** 0 to 1. */
export function fraction({ done, size }: Attachment): number {
  return size === 0 ? 1 : Math.min(1, done / size);
}

/** What stands for a message where there is room for a line. */
export function lineOf({ body, attachment }: Pick<ChatMessage, "body" | "attachment">): string {
  return body === "" && attachment !== null ? attachment.name : body;
}
