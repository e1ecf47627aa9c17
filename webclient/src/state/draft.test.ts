// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { takenOver, type DraftField } from "./draft";

const untouched: DraftField = { text: "", shared: "" };
const both = (text: string): DraftField => ({ text, shared: text });

describe("a draft of another device", () => {
  test("appears, changes and vanishes in a field in which nobody writes", () => {
    let field = untouched;
    for (const draft of ["hello", "hello world", "goodbye", ""]) {
      field = takenOver(field, draft);
      expect(field).toEqual(both(draft));
    }
  });
  test("never overwrites what is being typed", () => {
    const typing = { text: "hello, I", shared: "hello" };
    for (const draft of ["hello world", ""]) expect(takenOver(typing, draft)).toBe(typing);
  });
  test("doesn't come back into a field that was emptied by hand", () => {
    const emptied = { text: "", shared: "hello" };
    expect(takenOver(emptied, "hello world")).toBe(emptied);
  });
  test("is taken again after one's own was saved", () =>
    expect(takenOver(both("mine"), "mine, and more")).toEqual(both("mine, and more")));
  test("is taken again when what was typed is taken back", () =>
    expect(takenOver(both("hello"), "hello world")).toEqual(both("hello world")));
  test("is in common when both have typed the same", () => {
    const same = takenOver({ text: "hello world", shared: "hello" }, "hello world");
    expect(same).toEqual(both("hello world"));
    expect(takenOver(same, "")).toEqual(untouched);
  });
});
