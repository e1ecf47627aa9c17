// SPDX-License-Identifier: GPL-3.0-or-later
import { mount } from "svelte";

import { App } from "./app/app.svelte";
import type { Port } from "./app/port";
import Shell from "./Shell.svelte";

/** Puts the screens in the place of what index.html shows. REQUIRES: a language is spoken. */
export function show(port: Promise<Port>): void {
  const target = document.getElementById("app");
  if (target === null) throw new Error("index.html has no #app");
  target.replaceChildren();
  mount(Shell, { target, props: { app: new App(port) } });
}
