// SPDX-License-Identifier: GPL-3.0-or-later

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a text stands before its first hit, so that the hit is in sight. */
const leadLength = 30;

/** Splits a text where the query occurs, ignoring case, and begins near the first hit. */
export function marked(text: string, query: string): readonly Part[] {
  const wanted = query.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length with their case; then places don't match and nothing is marked.
  if (wanted === "" || lower.length !== text.length) return [{ text, hit: false }];
  const first = lower.indexOf(wanted);
  if (first < 0) return [{ text, hit: false }];
  const from = Math.max(0, first - leadLength);
  const parts: Part[] = from > 0 ? [{ text: "…", hit: false }] : [];
  let at = from;
  for (let hit = first; hit >= 0; hit = lower.indexOf(wanted, at)) {
    if (hit > at) parts.push({ text: text.slice(at, hit), hit: false });
    at = hit + wanted.length;
    parts.push({ text: text.slice(hit, at), hit: true });
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}
