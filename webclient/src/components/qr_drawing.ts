// SPDX-License-Identifier: GPL-3.0-or-later
import qrcode from "qrcode-generator";

/** Light modules on each side of the code, without which cameras don't find it (ISO/IEC 18004). */
export const quietZone = 4;

/** A QR code as one path of an SVG: a module is a square of 1, the quiet zone counts. */
export interface QrDrawing {
  readonly side: number;
  readonly path: string;
}

/** Draws at most 2,331 bytes, in bytes as they are; text as UTF-8. Throws where it is longer. */
export function drawQr(content: string | Uint8Array): QrDrawing {
  const code = qrcode(0, "M");
  code.addData(bytesAsText(content), "Byte");
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) => rowPath(count, row, (column) => code.isDark(row, column)));
  return { side: count + 2 * quietZone, path: rows.join("") };
}

/** The library takes the lower half of each unit for a byte. */
function bytesAsText(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Neighbours in one stroke: seams between squares would show where the drawing is scaled. */
function rowPath(count: number, row: number, isDark: (column: number) => boolean): string {
  let path = "";
  for (let from = 0; from < count; from++) {
    if (!isDark(from)) continue;
    let to = from + 1;
    while (to < count && isDark(to)) to++;
    path += `M${from + quietZone} ${row + quietZone}h${to - from}v1h-${to - from}z`;
    from = to;
  }
  return path;
}
