// SPDX-License-Identifier: GPL-3.0-or-later
import { mount } from "svelte";

import { App } from "./app/app.svelte";
import Shell from "./Shell.svelte";
import "./styles/main.scss";

// The page is painted from index.html and this small file; the engine loads beside it.
const port = import("./app/port").then(({ connect }) => connect());

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
target.replaceChildren();
mount(Shell, { target, props: { app: new App(port) } });
