// SPDX-License-Identifier: GPL-3.0-or-later
// A hint about a new password: length first, because length is what helps against guessing.

export const passwordFloor = 10;

export type PasswordStrength = "empty" | "short" | "weak" | "fair" | "good" | "strong";

const common = ["password", "passwort", "contraseña", "qwertz", "qwerty", "letmein", "iloveyou", "welcome", "sotto"];

export function passwordStrength(password: string, username: string): PasswordStrength {
  const length = [...password].length;
  if (length === 0) return "empty";
  if (length < passwordFloor) return "short";
  const bits = estimatedBits(password, username);
  if (bits < 36) return "weak";
  if (bits < 52) return "fair";
  return bits < 72 ? "good" : "strong";
}

/** Rough and cautious: what is repeated, counted up, common or the own name adds next to nothing. */
function estimatedBits(password: string, username: string): number {
  let rest = password.toLowerCase();
  for (const word of [...common, username.toLowerCase()]) {
    if (word.length >= 3) rest = rest.replaceAll(word, "\u0000");
  }
  const letters = [...rest];
  const news = letters.filter((letter, index) => !isPredictable(letters[index - 1], letter)).length;
  const variety = new Set(letters).size;
  return Math.min(news, variety * 1.5) * bitsPerCharacter(password);
}

function isPredictable(before: string | undefined, now: string): boolean {
  const step = before === undefined ? undefined : (now.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return step === 0 || step === 1 || step === -1;
}

function bitsPerCharacter(password: string): number {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
  return 3 + kinds * 0.6;
}
