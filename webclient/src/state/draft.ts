// SPDX-License-Identifier: GPL-3.0-or-later
// The field that one writes in and the draft of its conversation, which another device of the account may change.

export interface DraftField {
  text: string;
  /** What field and draft had in common last: taken from the engine, or saved from here. */
  shared: string;
}

/** The draft is taken over, also an empty one. What is being typed here is never overwritten. */
export function takenOver(field: DraftField, draft: string): DraftField {
  return field.text === field.shared || field.text === draft ? { text: draft, shared: draft } : field;
}
