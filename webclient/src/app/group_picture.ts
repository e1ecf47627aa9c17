// SPDX-License-Identifier: GPL-3.0-or-later
// A group's picture, from whatever somebody has chosen: a small square that fits into an entry of the group's log. It is drawn
// anew, so that nothing of the file goes along that is not to be seen, such as the place where it was taken.
import { mayBeShown } from "../state/picture_size";

/** Bytes; protocol/include/sotto/group/limits.hpp, max_picture. */
const mostBytes = 8 * 1024;
/** Of a file that is read into memory for it. */
const mostFileBytes = 50 * 1024 * 1024;
const sides = [128, 96, 64];
const qualities = [0.85, 0.7, 0.5];

/** A JPEG; null: the file is no picture that a browser can draw. */
export async function groupPictureFrom(file: File): Promise<Uint8Array | null> {
  const bitmap = await decode(file);
  if (bitmap === null) return null;
  try {
    for (const side of sides) {
      for (const quality of qualities) {
        const drawn = await draw(bitmap, side).convertToBlob({ type: "image/jpeg", quality });
        if (drawn.size <= mostBytes) return new Uint8Array(await drawn.arrayBuffer());
      }
    }
    return null;
  } finally {
    bitmap.close();
  }
}

async function decode(file: File): Promise<ImageBitmap | null> {
  if (file.size > mostFileBytes) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!mayBeShown(bytes)) return null;
  return createImageBitmap(new Blob([bytes])).catch(() => null);
}

/** The square in its middle. */
function draw(bitmap: ImageBitmap, side: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  // A JPEG has no transparency: what is behind it is white, and not black.
  context.fillStyle = "white";
  context.fillRect(0, 0, side, side);
  const part = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - part) / 2, (bitmap.height - part) / 2];
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, left, top, part, part, 0, 0, side, side);
  return canvas;
}
