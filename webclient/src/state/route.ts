// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of the screens.

export type Route =
  | { screen: "landing" }
  | { screen: "register" }
  | { screen: "login" }
  | { screen: "direct"; with: string | null }
  | { screen: "groups" }
  | { screen: "about" }
  | { screen: "news" }
  | { screen: "settings" }
  | { screen: "lost" };

export type Screen = Route["screen"];

const plain = ["register", "login", "groups", "about", "news", "settings"] as const;

export function parseRoute(path: string): Route {
  const [first = "", second, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { screen: "lost" };
  if (first === "direct") return directRoute(second);
  if (second !== undefined) return { screen: "lost" };
  if (first === "") return { screen: "landing" };
  const screen = plain.find((name) => name === first);
  return screen === undefined ? { screen: "lost" } : { screen };
}

export function pathOf(route: Route): string {
  switch (route.screen) {
    case "landing":
      return "/";
    case "direct":
      return route.with === null ? "/direct" : conversationPath(route.with);
    case "lost":
      return "/lost";
    default:
      return `/${route.screen}`;
  }
}

export function conversationPath(user: string): string {
  return `/direct/${encodeURIComponent(user)}`;
}

function directRoute(encoded: string | undefined): Route {
  if (encoded === undefined) return { screen: "direct", with: null };
  const user = decoded(encoded)?.toLowerCase();
  return user !== undefined && isUsername(user) ? { screen: "direct", with: user } : { screen: "lost" };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** The rule of sotto::Username: 3 to 32 of a-z 0-9 _ - . with a letter first and no punctuation doubled or last. */
export function isUsername(text: string): boolean {
  return text.length >= 3 && text.length <= 32 && /^[a-z](?:[_.-]?[a-z0-9])*$/.test(text);
}
