// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, it } from "vitest";

import { setupFor } from "./engine_worker";

it("finds the module and the relay from the page's address", () => {
  expect(setupFor({ href: "https://chat.example/groups/a?b#c" }, "/")).toEqual({
    moduleUrl: "https://chat.example/engine/sotto_engine.mjs",
    streamUrl: "wss://chat.example/api/v1/stream",
  });
});

it("uses an unencrypted stream on this machine only because the page itself is", () => {
  expect(setupFor({ href: "http://localhost:8080/login" }, "/chat/")).toEqual({
    moduleUrl: "http://localhost:8080/chat/engine/sotto_engine.mjs",
    streamUrl: "ws://localhost:8080/api/v1/stream",
  });
});
