// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences in the reader's language. A language is a file of the shape of en.ts; es and de are to come.
import { toErrorCode } from "../state/error_code";
import type { Failure } from "../state/model";
import { en, type Messages } from "./en";

const languages: Readonly<Record<string, Messages>> = { en };

export function messagesFor(preferred: readonly string[]): Messages {
  const known = preferred.map((tag) => languages[tag.split("-")[0] ?? ""]).find((messages) => messages !== undefined);
  return known ?? en;
}

export const t: Messages = messagesFor(typeof navigator === "undefined" ? [] : navigator.languages);

export function errorText({ code, retryAfterMs }: Failure): string {
  const sentence = t.errors[toErrorCode(code)];
  return retryAfterMs > 0 ? `${sentence} ${t.retryIn(Math.ceil(retryAfterMs / 1000))}` : sentence;
}
