// SPDX-License-Identifier: GPL-3.0-or-later

/** Long enough for any browser to have begun. */
const keptMs = 60_000;

/** The browser asks where to, or puts it with the other downloads; it is never opened here. */
export function offerForSaving(blob: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
