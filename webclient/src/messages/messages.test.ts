// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { errorCodes, toErrorCode } from "../state/error_code";
import "../testing/english";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { errorText } from "./index";

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
    for (const { errors } of [en, es, de]) {
      expect(errors[code]).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect(errors[code]).not.toContain("_");
    }
  });
  test("an unknown code is still a sentence", () =>
    expect(en.errors[toErrorCode("brand_new")]).toBe(en.errors.refused));
  test("the wait is said in whole seconds", () => {
    expect(errorText({ code: "rate_limited", retryAfterMs: 1200 })).toContain("in 2 seconds");
    expect(errorText({ code: "rate_limited", retryAfterMs: 900 })).toContain("in a second");
    expect(errorText({ code: "refused", retryAfterMs: 0 })).toBe(en.errors.refused);
  });
});
