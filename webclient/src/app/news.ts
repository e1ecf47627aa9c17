// SPDX-License-Identifier: GPL-3.0-or-later
// GET /api/v1/news, read with care: what comes from a relay is only believed in its exact form.
import type { NewsItem } from "../state/model";

const dayMs = 24 * 3600 * 1000;

export async function fetchNews(): Promise<readonly NewsItem[] | null> {
  try {
    const answer = await fetch("/api/v1/news", { headers: { accept: "application/json" }, credentials: "omit" });
    return answer.ok ? parseNews(await answer.json()) : null;
  } catch {
    return null;
  }
}

/** Null when it isn't a list of news. */
export function parseNews(json: unknown): readonly NewsItem[] | null {
  const list = isRecord(json) && Array.isArray(json["news"]) ? json["news"] : json;
  if (!Array.isArray(list)) return null;
  const items = list.map(parseItem);
  return items.every((item) => item !== null) ? items : null;
}

function parseItem(json: unknown): NewsItem | null {
  if (!isRecord(json)) return null;
  const { id, title, text, published_at } = json;
  const publishedAt = parseTime(published_at);
  if (typeof title !== "string" || typeof text !== "string" || publishedAt === null) return null;
  return typeof id === "number" || typeof id === "string" ? { id: String(id), title, text, publishedAt } : null;
}

/** An ISO date, or the number of a day since 1970-01-01: the relay keeps no finer time. */
function parseTime(value: unknown): number | null {
  const at = typeof value === "string" ? Date.parse(value) : typeof value === "number" ? value * dayMs : Number.NaN;
  return Number.isNaN(at) || Math.abs(at) > 8.64e15 ? null : at;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
