// SPDX-License-Identifier: GPL-3.0-or-later
// GET /api/v1/news, read with care: what comes from a relay is only believed in its exact form.
import type { NewsItem } from "../state/model";

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
  if (!isRecord(json) || !Array.isArray(json["news"])) return null;
  const items = json["news"].map(parseItem);
  return items.every((item) => item !== null) ? items : null;
}

function parseItem(json: unknown): NewsItem | null {
  if (!isRecord(json)) return null;
  const { id, title, text, published_at } = json;
  const publishedAt = parseTime(published_at);
  if (typeof title !== "string" || typeof text !== "string" || publishedAt === null) return null;
  return typeof id === "number" || typeof id === "string" ? { id: String(id), title, text, publishedAt } : null;
}

/** A day, e.g. "2026-11-24": the relay keeps no finer time. */
function parseTime(value: unknown): number | null {
  const at = typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
