// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences in the reader's language, and what is put together of them.
import { toErrorCode } from "../state/error_code";
import type { Failure } from "../state/model";
import { t } from "./spoken.svelte";

export { t };

/** The reader's own region, where it is one of this language: a day before its month in Britain, after it in America. */
export function region(): string {
  return navigator.languages.find((tag) => tag.split("-")[0] === t.language) ?? t.language;
}

export function errorText({ code, retryAfterMs }: Failure): string {
  const sentence = t.errors[toErrorCode(code)];
  return retryAfterMs > 0 ? `${sentence} ${t.retryIn(Math.ceil(retryAfterMs / 1000))}` : sentence;
}
