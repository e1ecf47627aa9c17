// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test } from "vitest";

import { codeProblems, loginProblems, profileProblems, registerProblems } from "./entry_form";
import { passwordStrength } from "./password";

const good = {
  username: "Alice ",
  password: "seven quiet violins",
  displayName: "",
  deviceName: "Desk",
  listed: true,
};

describe("the form for a code", () => {
  test.each([
    ["ABCD-EFGH", "Desk", {}],
    ["  ", "Desk", { code: "codeMissing" }],
    ["ABCD", "x".repeat(65), { deviceName: "tooLong" }],
  ] as const)("'%s' on '%s'", (code, deviceName, problems) => {
    expect(codeProblems({ code, deviceName })).toEqual(problems);
  });
});

describe("the register form", () => {
  test("a good one has no problem", () => expect(registerProblems(good)).toEqual({}));
  test.each([
    ["username", "", "nameMissing"],
    ["username", "a b", "nameMalformed"],
    ["password", "", "passwordMissing"],
    ["password", "nine char", "passwordShort"],
    ["displayName", "ü".repeat(33), "tooLong"],
    ["deviceName", "x".repeat(65), "tooLong"],
  ] as const)("%s '%s' is %s", (field, value, problem) => {
    expect(registerProblems({ ...good, [field]: value })).toEqual({ [field]: problem });
  });
  test("a password counts characters, not their parts", () => {
    expect(registerProblems({ ...good, password: "👋".repeat(5) })).toEqual({ password: "passwordShort" });
  });
});

test("logging in doesn't judge an old password", () => {
  expect(loginProblems({ username: "alice", password: "short", deviceName: "" })).toEqual({});
  expect(loginProblems({ username: "alice", password: "", deviceName: "" })).toEqual({ password: "passwordMissing" });
});

test("a profile's text is limited in bytes", () => {
  expect(profileProblems({ displayName: "A", about: "é".repeat(250) })).toEqual({});
  expect(profileProblems({ displayName: "A", about: "é".repeat(251) })).toEqual({ about: "tooLong" });
});

describe("password hint", () => {
  test.each([
    ["", "empty"],
    ["123456789", "short"],
    ["1234567890", "weak"],
    ["aaaaaaaaaaaaaaaaaaaa", "weak"],
    ["password1234", "weak"],
    ["alicealice1", "weak"],
    ["seven quiet violins at dusk", "strong"],
  ] as const)("'%s' is %s", (password, strength) => expect(passwordStrength(password, "alice")).toBe(strength));
});
