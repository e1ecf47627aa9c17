// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { isUsername, parseRoute, pathOf } from "./route";

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

describe("user names", () => {
  test.each(["bob", "a-b.c_d", "x".repeat(32), "a1b"])("%s is one", (name) => expect(isUsername(name)).toBe(true));
  test.each(["bo", "x".repeat(33), "1bob", "bob-", "b..ob", "Bob", "bób", "", "b_-ob"])("%s is none", (name) =>
    expect(isUsername(name)).toBe(false),
  );
});
