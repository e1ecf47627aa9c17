// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { parseNews } from "./news";

const item = { id: 1, title: "Hello", text: "World", published_at: "2026-11-24" };

test("news are read in their exact form", () => {
  expect(parseNews({ news: [item] })).toEqual([
    { id: "1", title: "Hello", text: "World", publishedAt: Date.parse("2026-11-24") },
  ]);
  expect(parseNews({ news: [] })).toEqual([]);
});
test.each([null, "x", {}, []])("%j is no list of news", (json) => expect(parseNews(json)).toBeNull());
test.each([{}, { ...item, title: 1 }, { ...item, published_at: "soon" }, { ...item, published_at: 1 }, null])(
  "a list with %j in it is refused as a whole",
  (one) => expect(parseNews({ news: [item, one] })).toBeNull(),
);
