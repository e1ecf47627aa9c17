// SPDX-License-Identifier: GPL-3.0-or-later
import { speakFirst } from "./messages/spoken.svelte";
import "./styles/main.scss";

// index.html is what one sees first. The screens, the reader's own language and the engine load beside each other.
const port = import("./app/port").then(({ connect }) => connect());
const spoken = speakFirst();
const { show } = await import("./page");
await spoken;
show(port);
