// SPDX-License-Identifier: GPL-3.0-or-later
import jsQR from "jsqr";
import { expect, test } from "vitest";

import { drawQr, quietZone, type QrDrawing } from "./qr_drawing";

const scale = 4;

/** Paints the path's rectangles as a browser would, black on white, `scale` pixels to a module. */
function paint(drawing: QrDrawing): Uint8ClampedArray {
  const width = drawing.side * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of drawing.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++)
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  return pixels;
}

const read = (drawing: QrDrawing) => jsQR(paint(drawing), drawing.side * scale, drawing.side * scale);

const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
const contents: readonly [string, string | Uint8Array][] = [
  ["text", "7F3K-Q9WM-2XHV-8RTC"],
  ["text that is not ASCII", "Grüße, привет"],
  ["every byte", everyByte],
  ["one byte", Uint8Array.of(0)],
];
test.each(contents)("a reader of QR codes finds %s in the drawing", (_, content) => {
  const expected = typeof content === "string" ? new TextEncoder().encode(content) : content;
  expect(read(drawQr(content))?.binaryData).toEqual([...expected]);
});

test("a drawing with one finder pattern gone is not read", () => {
  const drawing = drawQr("7F3K-Q9WM");
  const path = drawing.path.replaceAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g, (stroke, x: string, y: string) =>
    Number(x) < quietZone + 7 && Number(y) < quietZone + 7 ? "" : stroke,
  );
  expect(read({ ...drawing, path })).toBeNull();
});

test("the quiet zone is light on every side", () => {
  const { side, path } = drawQr("quiet");
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(quietZone);
    expect(Math.max(Number(x) + Number(run), Number(y) + 1)).toBeLessThanOrEqual(side - quietZone);
  }
});
