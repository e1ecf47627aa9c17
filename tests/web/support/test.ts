// SPDX-License-Identifier: GPL-3.0-or-later
// Every test watches its pages: a console error, a violation of the content security policy, an uncaught exception or
// a request to anybody but the relay fails it.
import { test as base, expect, type BrowserContext } from "@playwright/test";

export interface Watch {
  readonly complaints: string[];
  /** A test that cuts the connection expects the browser to complain about it. */
  allow(pattern: RegExp): void;
}

export function watchContext(context: BrowserContext, origin: string): Watch {
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  const complain = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => complain(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith(origin.replace("http", "ws")) && !url.startsWith("blob:")) {
      complain(`foreign request: ${url}`);
    }
  });
  void context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    );
  });
  return { complaints, allow: (pattern) => allowed.push(pattern) };
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch = watchContext(context, baseURL ?? "");
      await use(watch);
      expect(watch.complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
