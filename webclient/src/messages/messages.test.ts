// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { errorCodes, toErrorCode } from "../state/error_code";
import { en } from "./en";
import { errorText, messagesFor } from "./index";

const header = readFileSync(
  fileURLToPath(new URL("../../../protocol/include/sotto/base/result.hpp", import.meta.url)),
  "utf8",
);

/** The names in the engine's own header. */
function engineCodes(): string[] {
  const body = /enum class ErrorCode[^{]*\{([^}]*)\}/.exec(header)?.[1] ?? "";
  const code = body.replaceAll(/\/\/.*$/gm, "");
  return code.split(",").flatMap((part) => part.trim() || []);
}

describe("errors", () => {
  test("every code of the engine has a sentence", () => {
    expect(engineCodes().length).toBeGreaterThan(30);
    expect(errorCodes.filter((code) => code !== "interrupted").sort()).toEqual(engineCodes().sort());
  });
  test.each(errorCodes)("%s is said in plain language", (code) => {
    const sentence = en.errors[code];
    expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(sentence).not.toContain("_");
  });
  test("an unknown code is still a sentence", () =>
    expect(en.errors[toErrorCode("brand_new")]).toBe(en.errors.refused));
  test("the wait is said in whole seconds", () => {
    expect(errorText({ code: "rate_limited", retryAfterMs: 1200 })).toContain("in 2 seconds");
    expect(errorText({ code: "rate_limited", retryAfterMs: 900 })).toContain("in a second");
    expect(errorText({ code: "refused", retryAfterMs: 0 })).toBe(en.errors.refused);
  });
});

test("a language that isn't there falls back to English", () => {
  expect(messagesFor(["pt-BR", "fr"])).toBe(en);
  expect(messagesFor(["en-GB"])).toBe(en);
});

test("no sentence is empty or has markup in it", () => {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  collect({ ...en, deliveryStates: { ...en.deliveryStates, received: "-" } });
  expect(texts.length).toBeGreaterThan(150);
  expect(texts.filter((text) => text.trim() === "" || /[<>]/.test(text))).toEqual([]);
});
