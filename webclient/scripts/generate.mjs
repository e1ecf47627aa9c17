// SPDX-License-Identifier: GPL-3.0-or-later
// Makes src/generated: the page's half of the bridge messages, and the theme from the shared design tokens.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { themeScss } from "./theme.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "src/generated");
mkdirSync(out, { recursive: true });

execFileSync(
  "protoc",
  [
    `--plugin=protoc-gen-es=${join(root, "node_modules/.bin/protoc-gen-es")}`,
    `--es_out=${out}`,
    "--es_opt=target=ts",
    `--proto_path=${join(root, "bridge/proto")}`,
    "bridge.proto",
  ],
  { stdio: "inherit" },
);

const tokens = JSON.parse(readFileSync(join(root, "../packaging/design/tokens.json"), "utf8"));
writeFileSync(join(out, "_theme.scss"), themeScss(tokens));
