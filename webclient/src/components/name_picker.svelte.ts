// SPDX-License-Identifier: GPL-3.0-or-later
import { begunName, peopleBeginning, withName, type BegunName, type Person } from "../state/mentions";

/** Offers people while one types "@" and the beginning of a name. */
export class NamePicker {
  readonly #people: () => readonly Person[];
  #begun = $state.raw<BegunName | null>(null);
  chosen = $state(0);
  readonly offered = $derived.by(() =>
    this.#begun === null ? [] : peopleBeginning(this.#people(), this.#begun.beginning),
  );

  constructor(people: () => readonly Person[]) {
    this.#people = people;
  }

  look({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): void {
    this.#begun = selectionStart === selectionEnd ? begunName(value, selectionStart) : null;
    this.chosen = 0;
  }

  close(): void {
    this.#begun = null;
  }

  /** What a key does while people are offered: the one whom it takes; "used"; or nothing here. */
  press(key: string): Person | "used" | null {
    const count = this.offered.length;
    if (count === 0) return null;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        this.chosen = (this.chosen + (key === "ArrowDown" ? 1 : count - 1)) % count;
        return "used";
      case "Escape":
        this.close();
        return "used";
      case "Enter":
      case "Tab":
        return this.offered[this.chosen] ?? null;
      case "ArrowLeft":
      case "ArrowRight":
      case "Home":
      case "End":
        this.close();
        return null;
      default:
        return null;
    }
  }

  /** The text with this name in it, and where the caret belongs then. */
  take(text: string, user: string): { text: string; caret: number } {
    const begun = this.#begun;
    this.close();
    return begun === null ? { text, caret: text.length } : withName(text, begun, user);
  }
}
