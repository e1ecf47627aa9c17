// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of what is said: an English reader, as in a browser.
import { speak } from "../messages/spoken.svelte";

Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-US"] }, configurable: true, writable: true });
await speak("en");
