// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said about the register and login forms before the relay is asked.
import { passwordFloor } from "./password";
import { isUsername } from "./route";

export interface RegisterForm {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly deviceName: string;
  readonly listed: boolean;
}

export interface LoginForm {
  readonly username: string;
  readonly password: string;
  readonly deviceName: string;
}

export interface CodeForm {
  readonly code: string;
  readonly deviceName: string;
}

export type FieldProblem =
  "nameMissing" | "nameMalformed" | "passwordMissing" | "passwordShort" | "codeMissing" | "codeMalformed" | "tooLong";

export type Problems<Form> = { readonly [Field in keyof Form]?: FieldProblem };

/** In bytes of UTF-8, as the wire counts; see wire/limits.hpp. */
const maxBytes = { displayName: 64, deviceName: 64, about: 500 };
export const maxMessageBytes = 64 * 1024;
export const maxPostBytes = 8 * 1024;

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

export function folded(username: string): string {
  return username.trim().toLowerCase();
}

export function registerProblems(form: RegisterForm): Problems<RegisterForm> {
  const length = [...form.password].length;
  return {
    ...nameProblem(form.username),
    ...(length === 0 ? { password: "passwordMissing" } : length < passwordFloor ? { password: "passwordShort" } : {}),
    ...lengthProblem("displayName", form.displayName),
    ...lengthProblem("deviceName", form.deviceName),
  };
}

export function loginProblems(form: LoginForm): Problems<LoginForm> {
  return {
    ...nameProblem(form.username),
    ...(form.password === "" ? { password: "passwordMissing" } : {}),
    ...lengthProblem("deviceName", form.deviceName),
  };
}

/** Whether it is a code, the engine says. */
export function codeProblems(form: CodeForm): Problems<CodeForm> {
  return {
    ...(form.code.trim() === "" ? { code: "codeMissing" } : {}),
    ...lengthProblem("deviceName", form.deviceName),
  };
}

export function profileProblems(form: { displayName: string; about: string }): Problems<typeof form> {
  return { ...lengthProblem("displayName", form.displayName), ...lengthProblem("about", form.about) };
}

function nameProblem(username: string): { username?: FieldProblem } {
  if (folded(username) === "") return { username: "nameMissing" };
  return isUsername(folded(username)) ? {} : { username: "nameMalformed" };
}

function lengthProblem<Field extends keyof typeof maxBytes>(
  field: Field,
  text: string,
): { [F in Field]?: FieldProblem } {
  if (byteLength(text) <= maxBytes[field]) return {};
  const problem: { [F in Field]?: FieldProblem } = {};
  problem[field] = "tooLong";
  return problem;
}
