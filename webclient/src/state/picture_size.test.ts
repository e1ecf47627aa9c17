// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { Seeded } from "../testing/seeded";
import { mayBeShown, pictureSize } from "./picture_size";

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const big = (number: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Math.floor(number / 256 ** (bytes - 1 - at)) % 256);
const little = (number: number, bytes: number): number[] => big(number, bytes).reverse();
const bytes = (...parts: readonly number[][]): Uint8Array => Uint8Array.from(parts.flat());

const png = (width: number, height: number) =>
  bytes(letters("\x89PNG\r\n\x1a\n"), big(13, 4), letters("IHDR"), big(width, 4), big(height, 4));
const jpeg = (width: number, height: number) => {
  const comment = [0xff, 0xfe, ...big(5, 2), 1, 2, 3];
  return bytes([0xff, 0xd8], comment, [0xff, 0xff, 0xc2, ...big(17, 2), 8], big(height, 2), big(width, 2));
};
const gif = (screen: number, left: number, width: number, height: number) => {
  const colours = [0, 0, 0, 1, 1, 1];
  const comment = [0x21, 0xfe, 2, 7, 7, 0];
  const frame = [0x2c, ...little(left, 2), 0, 0, ...little(width, 2), ...little(height, 2)];
  return bytes(letters("GIF89a"), little(screen, 2), little(screen, 2), [0x80, 0, 0], colours, comment, frame);
};
const webp = (kind: string, behind: readonly number[]) =>
  bytes(letters("RIFF"), little(100, 4), letters("WEBP"), letters(kind), little(50, 4), [...behind]);

const sizes: readonly [string, Uint8Array, number, number][] = [
  ["png", png(300, 200), 300, 200],
  ["jpeg", jpeg(4000, 3000), 4000, 3000],
  ["gif", gif(64, 0, 64, 48), 64, 64],
  ["gif, larger than its screen", gif(1, 60_000, 5_000, 60_000), 65_000, 60_000],
  ["webp with colours of its own", webp("VP8X", [0, 0, 0, 0, ...little(1919, 3), ...little(1079, 3)]), 1920, 1080],
  ["lossy webp", webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, ...little(640, 2), ...little(480, 2)]), 640, 480],
  ["lossless webp", webp("VP8L", [0x2f, ...little(99 + 49 * 2 ** 14, 4)]), 100, 50],
];
test.each(sizes)("the_size_is_read_without_decoding: %s", (_, file, width, height) => {
  expect(pictureSize(file)).toEqual({ width, height });
});

const shown: readonly [string, Uint8Array, boolean][] = [
  ["a photograph", jpeg(7000, 5000), true],
  ["a bomb", png(50_000, 50_000), false],
  ["a bomb in another coat", gif(1, 0, 65_000, 65_000), false],
  ["no width", png(0, 5), false],
  ["cut", png(300, 200).slice(0, 18), false],
  ["cut in the middle of a frame", jpeg(30, 20).slice(0, 14), false],
  ["a bitmap that says that it is a png", bytes(letters("BM"), little(100, 30)), false],
  ["a page", bytes(letters("<svg xmlns=")), false],
  ["nothing", bytes(), false],
];
test.each(shown)("only_what_can_be_decoded_safely_is_shown: %s", (_, file, safe) => {
  expect(mayBeShown(file)).toBe(safe);
});

test("whatever_a_damaged_picture_says_it_is_no_bomb", () => {
  let read = 0;
  for (let seed = 1; seed <= 8000; ++seed) {
    const random = new Seeded(seed);
    const file = random.damaged(random.pick(sizes)[1]);
    const size = pictureSize(file);
    const { width, height } = size ?? { width: 0, height: 0 };
    expect([width, height].every((side) => Number.isInteger(side) && side >= 0)).toBe(true);
    expect(mayBeShown(file)).toBe(size !== null && width * height > 0 && width * height <= 40_000_000);
    if (size !== null) ++read;
  }
  expect(read).toBeGreaterThan(800);
});
