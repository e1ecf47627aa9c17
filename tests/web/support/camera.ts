// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser's camera sees: Chromium can be given a film in its place.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import type { LaunchOptions, Page } from "@playwright/test";

import { drawQr, type QrDrawing } from "../../../webclient/src/components/qr_drawing";

const width = 640;
const height = 480;
const [black, grey, white] = [0, 0x80, 0xff];

/** The same in every process of a test run: where the browser looks is said before the tests begin. */
export const filmNamed = (name: string): string =>
  fileURLToPath(new URL(`../../../build/web-tests/${name}.y4m`, import.meta.url));

/** A browser whose camera plays the film, from its beginning whenever it is opened; its user allows it. */
export const withCamera = (launch: LaunchOptions, film: string): LaunchOptions => ({
  ...launch,
  args: [
    ...(launch.args ?? []),
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ],
});

/** A screen with a QR code on it is held before the camera. Without text: a grey wall. */
export function hold(film: string, text?: string): void {
  const colours = Buffer.alloc(width * height * 0.5, grey);
  const light = text === undefined ? Buffer.alloc(width * height, grey) : picture(drawQr(text));
  const frame = [Buffer.from("FRAME\n"), light, colours];
  mkdirSync(dirname(film), { recursive: true });
  const header = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`;
  writeFileSync(film, Buffer.concat([Buffer.from(header), ...frame, ...frame]));
}

function picture({ side, path }: QrDrawing): Buffer {
  const pixels = Buffer.alloc(width * height, white);
  const scale = Math.floor(height / side);
  const left = Math.floor((width - side * scale) / 2);
  const top = Math.floor((height - side * scale) / 2);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = 0; row < scale; row += 1) {
      const begin = (top + Number(y) * scale + row) * width + left + Number(x) * scale;
      pixels.fill(black, begin, begin + Number(run) * scale);
    }
  return pixels;
}

/** Called before the page is opened. */
export async function watchCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    window.camera = { asked: 0, tracks: [], answered: Promise.resolve() };
    mediaDevices.getUserMedia = async (wanted) => {
      window.camera.asked += 1;
      await window.camera.answered;
      const stream = await open(wanted);
      window.camera.tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

/** "live" or "ended", of each picture that the page was given. */
export const tracks = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.camera.tracks.map(({ readyState }) => readyState));

/** Whoever is asked for the camera says so, or there is none. Called once the page is open. */
export const refuse = (page: Page, why: "NotAllowedError" | "NotFoundError"): Promise<void> =>
  page.evaluate((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", name));
  }, why);

/** As in a page that came over an insecure connection. Called before it is opened. */
export async function hideCameras(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
}

interface Camera {
  asked: number;
  readonly tracks: MediaStreamTrack[];
  /** The user has said yes. */
  answered: Promise<void>;
  answer?: () => void;
}
declare global {
  interface Window {
    camera: Camera;
  }
}
