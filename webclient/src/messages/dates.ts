// SPDX-License-Identifier: GPL-3.0-or-later
import { sameDay } from "../state/timeline";
import { region, t } from "./index";

const dayMs = 24 * 3600 * 1000;

function formatsIn(region: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(region, options);
  return {
    region,
    time: format({ hour: "2-digit", minute: "2-digit", hour12: false }),
    weekday: format({ weekday: "short" }),
    shortDate: format({ day: "numeric", month: "short" }),
    longDate: format({ weekday: "long", day: "numeric", month: "long" }),
    fullDate: format({ day: "numeric", month: "long", year: "numeric" }),
    exact: format({ dateStyle: "full", timeStyle: "short" }),
  };
}

let latest: ReturnType<typeof formatsIn> | undefined;

/** They are slow to make, and asked for by every row of a list. */
function formats(): ReturnType<typeof formatsIn> {
  const wanted = region();
  if (latest?.region !== wanted) latest = formatsIn(wanted);
  return latest;
}

export const timeOf = (at: number): string => formats().time.format(at);
export const dateOf = (at: number): string => formats().fullDate.format(at);
export const exactTime = (at: number): string => formats().exact.format(at);
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
  return new Intl.NumberFormat(region(), { style: "unit", unit, unitDisplay }).format(seconds / size);
}

/** For a list: the time today, then the day of the week, then the date. */
export function shortTime(at: number, now: number): string {
  if (sameDay(at, now)) return formats().time.format(at);
  if (sameDay(at, now - dayMs)) return t.conversation.yesterday;
  if (now - at < 6 * dayMs && at < now) return formats().weekday.format(at);
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? formats().shortDate.format(at)
    : formats().fullDate.format(at);
}

export function dayLabel(at: number, now: number): string {
  if (sameDay(at, now)) return t.conversation.today;
  if (sameDay(at, now - dayMs)) return t.conversation.yesterday;
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? formats().longDate.format(at)
    : formats().fullDate.format(at);
}
