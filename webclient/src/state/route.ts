// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of the screens.

export type Route =
  | { screen: "landing" }
  | { screen: "register" }
  | { screen: "login" }
  | { screen: "direct"; with: string | null }
  | { screen: "groups"; group: string | null }
  | { screen: "about" }
  | { screen: "news" }
  | { screen: "settings" }
  | { screen: "lost" };

export type Screen = Route["screen"];

const plain = ["register", "login", "about", "news", "settings"] as const;

export function parseRoute(path: string): Route {
  const [first = "", second, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { screen: "lost" };
  if (first === "direct") return directRoute(second);
  if (first === "groups") return groupsRoute(second);
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
    case "groups":
      return route.group === null ? "/groups" : `/groups/${route.group}`;
    case "lost":
      return "/lost";
    default:
      return `/${route.screen}`;
  }
}

export function conversationPath(conversation: string): string {
  const group = groupOf(conversation);
  return group === null ? `/direct/${encodeURIComponent(conversation)}` : `/groups/${group}`;
}

/** Where a conversation is shown. */
export function routeTo(conversation: string): Route {
  const group = groupOf(conversation);
  return group === null ? { screen: "direct", with: conversation } : { screen: "groups", group };
}

/** The conversation that a screen shows; undefined: none. */
export function conversationOf(route: Route): string | undefined {
  if (route.screen === "direct") return route.with ?? undefined;
  return route.screen === "groups" && route.group !== null ? groupConversation(route.group) : undefined;
}

/** A group's conversation has its id with '#' in front, as no user name begins. */
export const groupConversation = (group: string): string => `#${group}`;
/** Null: it is one with a person. */
export const groupOf = (conversation: string): string | null =>
  conversation.startsWith("#") ? conversation.slice(1) : null;

function groupsRoute(group: string | undefined): Route {
  if (group === undefined) return { screen: "groups", group: null };
  return /^[A-Za-z0-9_-]{43}$/.test(group) ? { screen: "groups", group } : { screen: "lost" };
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
