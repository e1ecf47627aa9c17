// SPDX-License-Identifier: GPL-3.0-or-later
// Which screens need somebody to be logged in, and where one is sent instead.
import type { Session, State } from "./model";
import type { Route, Screen } from "./route";

const needsAccount: readonly Screen[] = ["direct", "groups", "settings"];
const needsNobody: readonly Screen[] = ["register", "login"];

/** Null: stay. While it isn't known who is logged in, nobody is sent anywhere. */
export function redirected(route: Route, session: Session, wanted: Route | null): Route | null {
  if (session.kind === "out" && needsAccount.includes(route.screen)) return { screen: "login" };
  if (session.kind === "in" && needsNobody.includes(route.screen)) return wanted ?? { screen: "direct", with: null };
  return null;
}

/** What can't be shown at all when the engine doesn't start. */
export function needsEngine(route: Route): boolean {
  return needsAccount.includes(route.screen) || needsNobody.includes(route.screen);
}

/** The screen is held back until it is known who is logged in. */
export function isPending({ route, session }: State): boolean {
  return session.kind === "unknown" && needsEngine(route);
}

export type MenuItem = { readonly screen: Exclude<Screen, "lost">; readonly path: string };

const item = (screen: MenuItem["screen"], path = `/${screen}`): MenuItem => ({ screen, path });
const publicItems = [item("about"), item("news")];

/** The menu follows the login state. */
export function menuItems(session: Session): readonly MenuItem[] {
  switch (session.kind) {
    case "in":
      return [item("direct"), item("groups"), ...publicItems, item("settings")];
    case "out":
      return [...publicItems, item("login"), item("register")];
    case "unknown":
      return publicItems;
  }
}
