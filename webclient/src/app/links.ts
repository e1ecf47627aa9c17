// SPDX-License-Identifier: GPL-3.0-or-later
import { parseRoute, type Route } from "../state/route";

/** The screen that a plain click on one of our own links leads to; null: leave it to the browser. */
export function internalTarget(event: MouseEvent): Route | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download"))
    return null;
  if (link.hash !== "" || link.pathname.startsWith("/api/")) return null;
  return parseRoute(link.pathname);
}
