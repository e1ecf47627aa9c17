// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { Seeded } from "../testing/seeded";
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
test("whatever a relay says is news in their exact form, or none", () => {
  const text = JSON.stringify({ news: [item, { ...item, id: "2", title: "\u00e4 \u{1F600}" }] });
  const values = [null, 0, -1, 1e999, "", "x", [], {}, [item], "2026-13-99", "2026-02-30T25:00", true];
  let read = 0;
  for (let seed = 1; seed <= 4000; ++seed) {
    const random = new Seeded(seed);
    const fields = Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, random.once(8) ? random.pick(values) : value]),
    );
    const whole = random.once(2) ? { news: [fields] } : damagedJson(random, text);
    const news = parseNews(random.once(16) ? random.pick(values) : whole);
    if (news === null) continue;
    ++read;
    for (const { id, title, text, publishedAt } of news) {
      expect([typeof id, typeof title, typeof text]).toEqual(["string", "string", "string"]);
      expect(Number.isNaN(new Date(publishedAt).getTime())).toBe(false);
    }
  }
  expect(read).toBeGreaterThan(400);
});

function damagedJson(random: Seeded, text: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(random.damaged(new TextEncoder().encode(text))));
  } catch {
    return undefined;
  }
}
