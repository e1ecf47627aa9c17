// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { isPending, menuItems, redirected } from "./access";
import { parseRoute, pathOf } from "./route";
import { after, alice, aliceIsIn } from "./testing";

const signedIn = { kind: "in", account: alice } as const;
const signedOut = { kind: "out" } as const;
const target = (path: string, session: Parameters<typeof redirected>[1], wanted: string | null = null) => {
  const route = redirected(parseRoute(path), session, wanted === null ? null : parseRoute(wanted));
  return route === null ? null : pathOf(route);
};

describe("who may see what", () => {
  test.each(["/direct", "/direct/bob", "/groups", "/settings"])("%s asks to log in first", (path) => {
    expect(target(path, signedOut)).toBe("/login");
    expect(target(path, signedIn)).toBeNull();
  });
  test.each(["/", "/about", "/news"])("%s is for everybody", (path) => {
    expect(target(path, signedOut)).toBeNull();
    expect(target(path, signedIn)).toBeNull();
  });
  test("whoever is logged in goes on to the messages, or to what was wanted before", () => {
    expect(target("/login", signedIn)).toBe("/direct");
    expect(target("/register", signedIn, "/direct/bob")).toBe("/direct/bob");
  });
  test("nobody is sent anywhere before it is known who is logged in", () => {
    expect(target("/direct", { kind: "unknown" })).toBeNull();
    expect(isPending(after({ type: "routed", route: parseRoute("/direct") }))).toBe(true);
    expect(isPending(after({ type: "routed", route: parseRoute("/about") }))).toBe(false);
    expect(isPending(after(aliceIsIn, { type: "routed", route: parseRoute("/direct") }))).toBe(false);
  });
});

test("the menu follows the login state", () => {
  const screens = (session: Parameters<typeof menuItems>[0]) => menuItems(session).map(({ screen }) => screen);
  expect(screens(signedOut)).toEqual(["about", "news", "login", "register"]);
  expect(screens(signedIn)).toEqual(["direct", "groups", "about", "news", "settings"]);
  expect(screens({ kind: "unknown" })).toEqual(["about", "news"]);
});
