// SPDX-License-Identifier: GPL-3.0-or-later
// A page with nothing but the engine's client, within reach of the tests.
import { connectEngine, type EngineEvent, type EngineStatus, type PageRequest } from "../../../webclient/src/engine/client";

const engine = connectEngine();
const statuses: EngineStatus[] = [];
const events: EngineEvent[] = [];
const violations: string[] = [];
engine.onStatus((status) => statuses.push(status));
engine.onEvent((event) => events.push(event));
addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));

/** Big numbers don't pass to the test as they are. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? Number(each) : each)));

Object.assign(globalThis, {
  sotto: {
    ask: async (request: PageRequest) => plain(await engine.send(request)),
    status: () => statuses.at(-1),
    statuses: () => statuses,
    events: () => plain(events),
    violations: () => violations,
    close: () => engine.close(),
  },
});
