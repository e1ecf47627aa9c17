// SPDX-License-Identifier: GPL-3.0-or-later
import { sameDay } from "../state/timeline";
import { t } from "./index";

// The reader's own region, where it is one of this language: a day before its month in Britain, after it in America.
const region = navigator.languages.find((tag) => tag.split("-")[0] === t.language) ?? t.language;
const dayMs = 24 * 3600 * 1000;
const time = new Intl.DateTimeFormat(region, { hour: "2-digit", minute: "2-digit", hour12: false });
const weekday = new Intl.DateTimeFormat(region, { weekday: "short" });
const shortDate = new Intl.DateTimeFormat(region, { day: "numeric", month: "short" });
const longDate = new Intl.DateTimeFormat(region, { weekday: "long", day: "numeric", month: "long" });
const fullDate = new Intl.DateTimeFormat(region, { day: "numeric", month: "long", year: "numeric" });
const exact = new Intl.DateTimeFormat(region, { dateStyle: "full", timeStyle: "short" });

export const timeOf = (at: number): string => time.format(at);
export const dateOf = (at: number): string => fullDate.format(at);
export const exactTime = (at: number): string => exact.format(at);
export const isoTime = (at: number): string => new Date(at).toISOString();

const units = [
  ["week", 7 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In the largest unit that needs no fraction: "4 weeks", "90 minutes". */
export function durationText(seconds: number, unitDisplay: "long" | "short" = "long"): string {
  const [unit, size] = units.find(([, size]) => seconds % size === 0) ?? units[4];
  return new Intl.NumberFormat(region, { style: "unit", unit, unitDisplay }).format(seconds / size);
}

/** For a list: the time today, then the day of the week, then the date. */
export function shortTime(at: number, now: number): string {
  if (sameDay(at, now)) return time.format(at);
  if (sameDay(at, now - dayMs)) return t.conversation.yesterday;
  if (now - at < 6 * dayMs && at < now) return weekday.format(at);
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? shortDate.format(at) : fullDate.format(at);
}

export function dayLabel(at: number, now: number): string {
  if (sameDay(at, now)) return t.conversation.today;
  if (sameDay(at, now - dayMs)) return t.conversation.yesterday;
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? longDate.format(at) : fullDate.format(at);
}
