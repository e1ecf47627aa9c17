// SPDX-License-Identifier: GPL-3.0-or-later
// How large a picture says that it is, before anything decodes it. Sources: PNG (third edition) 11.2.1, GIF89a 18 and
// 20, ITU-T T.81 B.2.2, RFC 9649 2.5 to 2.7.

/** What a good camera takes; decoded it needs 160 MB. More is a file to save (attack F7). */
const mostPixels = 40_000_000;

/** One that stands beside a name, many times on a screen. */
const mostPixelsSmall = 512 * 512;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the bytes are counts, not what the sender calls them: a browser would decode other kinds too. */
export function mayBeShown(file: Uint8Array): boolean {
  return isWithin(file, mostPixels);
}

export function mayBeShownSmall(file: Uint8Array): boolean {
  return isWithin(file, mostPixelsSmall);
}

function isWithin(file: Uint8Array, most: number): boolean {
  const size = pictureSize(file);
  return size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= most;
}

/** Null: no PNG, JPEG, GIF or WebP, or one that is cut before it says its size. */
export function pictureSize(file: Uint8Array): Size | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    if (says(file, 0, "\x89PNG\r\n\x1a\n")) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (says(file, 0, "\xff\xd8\xff")) return jpegSize(view);
    if (says(file, 0, "GIF8")) return gifSize(view);
    if (says(file, 0, "RIFF") && says(file, 8, "WEBP")) return webpSize(file, view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

function says(file: Uint8Array, at: number, text: string): boolean {
  return [...text].every((letter, index) => file[at + index] === letter.charCodeAt(0));
}

/** In the first header of a frame: markers C0 to CF but for three that are something else. */
function jpegSize(view: DataView): Size | null {
  const others: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && !others.has(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The screen, or the first picture if that reaches beyond it: browsers make room for both. */
function gifSize(view: DataView): Size | null {
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  while (view.getUint8(at) === 0x21) at = behindBlocks(view, at + 2);
  if (view.getUint8(at) !== 0x2c) return null;
  const right = view.getUint16(at + 1, true) + view.getUint16(at + 5, true);
  const bottom = view.getUint16(at + 3, true) + view.getUint16(at + 7, true);
  return { width: Math.max(screen.width, right), height: Math.max(screen.height, bottom) };
}

function behindBlocks(view: DataView, start: number): number {
  let at = start;
  for (let size = view.getUint8(at); size > 0; size = view.getUint8(at)) at += 1 + size;
  return at + 1;
}

function webpSize(file: Uint8Array, view: DataView): Size | null {
  const threeBytes = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (says(file, 12, "VP8X")) return { width: 1 + threeBytes(24), height: 1 + threeBytes(27) };
  if (says(file, 12, "VP8 ")) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (!says(file, 12, "VP8L")) return null;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}
