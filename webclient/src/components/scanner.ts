// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a QR code with the camera. What it sees stays in this page, and the next picture overwrites the last one.
import type jsQR from "jsqr";

export type ScanFailure = "refused" | "missing" | "notLoaded";

export type Scan =
  | { readonly kind: "asking" }
  | { readonly kind: "looking" }
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "failed"; readonly why: ScanFailure };

/** What came over an insecure connection is shown no cameras at all. */
export const canScan = (): boolean => (navigator.mediaDevices as MediaDevices | undefined) !== undefined;

/** After a look, which takes a telephone some 50 ms: the picture shall go on moving. */
const pauseMs = 150;
/** Pixels. A safety code has 49 modules a side: a larger picture makes a look longer and finds no more. */
const longestSide = 1024;

/**
 * Asks for the camera, shows in `video` what it sees, and tells the text of the first code and nothing after that.
 * Calling what is returned ends it, at whatever point it is; however it ends, the camera is off.
 */
export function scan(video: HTMLVideoElement, tell: (scan: Scan) => void): () => void {
  const over = new AbortController();
  const unlessOver = (scan: Scan): void => {
    if (!over.signal.aborted) tell(scan);
  };
  void look(video, unlessOver, over.signal);
  return () => over.abort();
}

async function look(video: HTMLVideoElement, tell: (scan: Scan) => void, over: AbortSignal): Promise<void> {
  const read = await loadReader();
  if (over.aborted) return;
  if (read === null) return tell({ kind: "failed", why: "notLoaded" });
  const camera = await openCamera();
  if (!(camera instanceof MediaStream)) return tell({ kind: "failed", why: camera });
  const switchOff = (): void => {
    for (const track of camera.getTracks()) track.stop();
    video.srcObject = null;
  };
  over.addEventListener("abort", switchOff);
  // Whoever closed the dialog before they were asked, or while they were.
  if (over.aborted) return switchOff();
  const text = await firstText(video, camera, read, tell, over);
  switchOff();
  tell(text === null ? { kind: "failed", why: "missing" } : { kind: "found", text });
}

/** Null: it didn't come over the wire. */
async function loadReader(): Promise<typeof jsQR | null> {
  try {
    return (await import("jsqr")).default;
  } catch {
    return null;
  }
}

async function openCamera(): Promise<MediaStream | ScanFailure> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch (error) {
    return error instanceof DOMException && error.name === "NotAllowedError" ? "refused" : "missing";
  }
}

/** Null: the camera went away, or it is over. */
async function firstText(
  video: HTMLVideoElement,
  camera: MediaStream,
  read: typeof jsQR,
  tell: (scan: Scan) => void,
  over: AbortSignal,
): Promise<string | null> {
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  video.srcObject = camera;
  const plays = await video.play().then(
    () => true,
    () => false,
  );
  if (paper === null || !plays) return null;
  tell({ kind: "looking" });
  while (!over.aborted && camera.active) {
    const text = textIn(video, paper, read);
    if (text !== "") return text;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return null;
}

/** Empty where there is no text. What somebody holds before the camera may trip the reader up, which then throws. */
function textIn(video: HTMLVideoElement, paper: CanvasRenderingContext2D, read: typeof jsQR): string {
  const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  if (width === 0 || height === 0) return "";
  // Which also wipes it.
  Object.assign(paper.canvas, { width, height });
  paper.drawImage(video, 0, 0, width, height);
  try {
    // Every client draws dark on light.
    const options = { inversionAttempts: "dontInvert" } as const;
    return read(paper.getImageData(0, 0, width, height).data, width, height, options)?.data ?? "";
  } catch {
    return "";
  }
}
