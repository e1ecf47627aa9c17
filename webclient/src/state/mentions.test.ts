// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { begunName, peopleBeginning, textParts, withName } from "./mentions";

const people = [
  { user: "ada", title: "Ada Moreno" },
  { user: "ben.okafor", title: "Ben Okafor" },
  { user: "sofia", title: "София" },
];
const usersBeginning = (beginning: string) => peopleBeginning(people, beginning).map(({ user }) => user);

test("a text without names is one part, and an empty one none", () => {
  expect(textParts({ body: "hello", mentions: [] })).toEqual([{ text: "hello", named: null }]);
  expect(textParts({ body: "", mentions: [] })).toEqual([]);
});
test("names and words come by turns, and nothing is lost", () => {
  const body = "@ada, ask @Ben.Okafor";
  const mentions = [
    { from: 0, to: 4, user: "ada" },
    { from: 10, to: 21, user: "ben.okafor" },
  ];
  const parts = textParts({ body, mentions });
  expect(parts).toEqual([
    { text: "@ada", named: "ada" },
    { text: ", ask ", named: null },
    { text: "@Ben.Okafor", named: "ben.okafor" },
  ]);
  expect(parts.map(({ text }) => text).join("")).toBe(body);
});
test("a name is begun by the sign, not within a word", () => {
  expect(begunName("@", 1)).toEqual({ from: 0, to: 1, beginning: "" });
  expect(begunName("hi @be", 6)).toEqual({ from: 3, to: 6, beginning: "be" });
  expect(begunName("你好@со", 5)).toEqual({ from: 2, to: 5, beginning: "со" });
  expect(begunName("(@a", 3)).toEqual({ from: 1, to: 3, beginning: "a" });
  expect(begunName("write to me@home", 16)).toBeNull();
  expect(begunName("@ada is", 7)).toBeNull();
  expect(begunName("hello", 5)).toBeNull();
});
test("only what stands in front of the caret counts", () => {
  expect(begunName("@ada and more", 3)).toEqual({ from: 0, to: 3, beginning: "ad" });
  expect(begunName("@ada", 0)).toBeNull();
});
test("people are found by their name and by the words of their title", () => {
  expect(usersBeginning("")).toEqual(["ada", "ben.okafor", "sofia"]);
  expect(usersBeginning("B")).toEqual(["ben.okafor"]);
  expect(usersBeginning("mor")).toEqual(["ada"]);
  expect(usersBeginning("соф")).toEqual(["sofia"]);
  expect(usersBeginning("ren")).toEqual([]);
  expect(usersBeginning("Sofi")).toEqual(["sofia"]);
  expect(usersBeginning("Sofia")).toEqual([]);
});
test("six people are offered at most", () => {
  const many = Array.from({ length: 9 }, (_, number) => ({ user: `user${number}`, title: "" }));
  expect(peopleBeginning(many, "u")).toHaveLength(6);
});
test("a chosen name takes the place of its beginning, with one blank behind it", () => {
  const begun = { from: 3, to: 6, beginning: "be" };
  expect(withName("hi @be", begun, "ben.okafor")).toEqual({ text: "hi @ben.okafor ", caret: 15 });
  expect(withName("hi @be there", begun, "ben.okafor")).toEqual({ text: "hi @ben.okafor there", caret: 15 });
});
