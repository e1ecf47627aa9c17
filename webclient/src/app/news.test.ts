// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { parseNews } from "./news";

const item = { id: 1, title: "Hello", text: "World", published_at: "2026-11-24" };

test("news are read in their exact form", () => {
  expect(parseNews([item])).toEqual([
    { id: "1", title: "Hello", text: "World", publishedAt: Date.parse("2026-11-24") },
  ]);
  expect(parseNews([])).toEqual([]);
});
test.each([null, "x", {}, [{}], [{ ...item, title: 1 }], [{ ...item, published_at: "soon" }], [item, null]])(
  "%j is refused as a whole",
  (json) => expect(parseNews(json)).toBeNull(),
);
