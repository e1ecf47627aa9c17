// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { marked } from "./marked";

const shown = (text: string, query: string) =>
  marked(text, query)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join("");

test("every hit is marked, whatever its case", () => expect(shown("Ada and ada", "ADA")).toBe("[Ada] and [ada]"));
test("other scripts too", () => expect(shown("привет мир", "иве")).toBe("пр[иве]т мир"));
test("a text without a hit stays whole", () => expect(shown("hello", "x")).toBe("hello"));
test("a late hit is brought near the beginning", () => {
  expect(shown(`${"x".repeat(100)}needle`, "needle")).toBe(`…${"x".repeat(30)}[needle]`);
});
test("nothing is lost but what stands before", () => {
  expect(
    marked("<b>a</b>", "a")
      .map(({ text }) => text)
      .join(""),
  ).toBe("<b>a</b>");
});
