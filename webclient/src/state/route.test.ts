// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { Seeded } from "../testing/seeded";
import { conversationOf, isUsername, parseRoute, pathOf, routeTo } from "./route";

describe("addresses", () => {
  test.each(["/", "/register", "/login", "/direct", "/direct/bob", "/groups", "/about", "/news", "/settings"])(
    "%s is the address of its own screen",
    (path) => {
      const route = parseRoute(path);
      expect(route.screen).not.toBe("lost");
      expect(pathOf(route)).toBe(path);
    },
  );

  test.each([
    "/nowhere",
    "/about/more",
    "/direct/bob/more",
    "/direct/%ff",
    "/direct/..%2f",
    "/direct/<b>",
    "/direct/x",
  ])("%s leads nowhere", (path) => {
    expect(parseRoute(path)).toEqual({ screen: "lost" });
  });

  test("a name in capitals is the same name", () => {
    expect(parseRoute("/direct/Bob")).toEqual({ screen: "direct", with: "bob" });
  });
});

describe("whatever stands in the bar", () => {
  const group = "A".repeat(43);
  const parts = [
    "",
    "direct",
    "groups",
    "bob",
    "B%6Fb",
    "%ff",
    "%",
    "..",
    "%2e%2e",
    "#",
    group,
    `${group}A`,
    "settings",
    "é",
  ];
  test("leads to a screen whose own address leads there again", () => {
    let found = 0;
    for (let seed = 1; seed <= 4000; ++seed) {
      const random = new Seeded(seed);
      const path = `/${Array.from({ length: random.below(4) }, () => random.pick(parts)).join("/")}`;
      const route = parseRoute(
        random.once(4) ? new TextDecoder().decode(random.damaged(new TextEncoder().encode(path))) : path,
      );
      expect(parseRoute(pathOf(route))).toEqual(route);
      const conversation = conversationOf(route);
      if (conversation !== undefined) expect(routeTo(conversation)).toEqual(route);
      if (route.screen === "direct" && route.with !== null) expect(isUsername(route.with)).toBe(true);
      if (route.screen !== "lost") ++found;
    }
    expect(found).toBeGreaterThan(400);
  });
});

describe("user names", () => {
  test.each(["bob", "a-b.c_d", "x".repeat(32), "a1b"])("%s is one", (name) => expect(isUsername(name)).toBe(true));
  test.each(["bo", "x".repeat(33), "1bob", "bob-", "b..ob", "Bob", "bób", "", "b_-ob"])("%s is none", (name) =>
    expect(isUsername(name)).toBe(false),
  );
});
