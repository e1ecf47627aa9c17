// Who may include whom: the layers of the architecture, and which folder alone may see which third-party library.
// Prints every include that breaks a rule; exit code 1 if there is one. check-includes.mjs [FOLDER], default: the checkout.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2] ?? ".";

/** layer -> layers it may include, beside itself */
const layers = {
  protocol: {
    base: [],
    wire: ["base"],
    store: ["base"],
    crypto: ["base"],
    group: ["base", "wire", "store", "crypto"],
    archive: ["base", "wire", "crypto"],
    client: ["base", "wire", "store", "crypto", "group", "archive"],
  },
  server: {
    obs: [],
    store: ["obs"],
    bus: ["obs"],
    relay: ["store", "bus", "obs"],
    api: ["relay", "store", "bus", "obs"],
    net: ["api", "relay", "store", "bus", "obs"],
    app: ["net", "api", "relay", "store", "bus", "obs"],
  },
  desktop: {
    items: [],
    host: [],
    models: ["host"],
    controllers: ["models", "host"],
    app: ["controllers", "models", "host"],
  },
};

/**
 * pattern of an include -> the only folders or files that may have it (tests and benches may see everything); the first that
 * matches counts. The browser's host brings a file system to SQLCipher and randomness to OpenSSL: one file each. The store
 * has its own MAC of OpenSSL, which SQLCipher needs anyway, and no key of the session layer in reach.
 */
const owners = [
  [/^bridge\.pb\.h$/, ["webclient/bridge"]],
  [/^(signal\/|signal_protocol)/, ["protocol/src/crypto"]],
  [
    /^openssl\//,
    [
      "protocol/src/crypto",
      "protocol/src/store/sqlcipher/row_mac.cpp",
      "protocol/src/store/sqlcipher/row_mac.hpp",
      "server/src/net",
      "server/src/app",
      "webclient/bridge/web_random.cpp",
    ],
  ],
  [/\.pb\.h$/, ["protocol/src/wire"]],
  [/^google\/protobuf\//, ["protocol/src/wire"]],
  [/^sqlcipher\//, ["protocol/src/store", "webclient/bridge/file_system.cpp"]],
  [/^sqlite3\.h$/, ["server/src/store"]],
  [/^boost\/beast/, ["server/src/net", "server/src/api", "server/src/app"]],
  [/^boost\/asio/, ["server/src/net", "server/src/api", "server/src/app", "server/src/bus", "server/src/obs"]],
  [/^(Q[A-Z]|Qt)/, ["desktop"]],
  [/^sotto\/client\//, ["protocol", "desktop", "webclient/bridge"]],
  [/^sotto\/archive\//, ["protocol", "server/src/relay", "server/src/store", "server/src/api"]],
  [/^sotto\/group\//, ["protocol", "server/src/relay", "server/src/api", "desktop", "webclient/bridge"]],
  // Windows and screens are the program's; what it is made of runs without any.
  [/^Q(Application|SystemTrayIcon|Menu|Window|Quick|Qml)/, ["desktop/src/app", "desktop/src/items"]],
  [/^Q(WebSocket|Network|LocalSocket|LocalServer|LockFile)/, ["desktop/src/host"]],
  [/^qt6keychain\//, ["desktop/src/host"]],
  [/^qrencode\.h$/, ["desktop/src/items"]],
];

const sources = execFileSync("git", ["-C", root, "ls-files", "--cached", "--others", "--exclude-standard", "*.cpp", "*.hpp", "*.h"], { encoding: "utf8" })
  .split("\n")
  .filter((path) => path && !path.startsWith("tests/") && existsSync(join(root, path)));

function layerOf(path) {
  const protocol = /^protocol\/(?:include\/sotto|src)\/(\w+)\//.exec(path);
  if (protocol) return ["protocol", protocol[1]];
  const other = /^(server|desktop)\/(?:src|include)\/(\w+)\//.exec(path);
  return other ? [other[1], other[2]] : [undefined, undefined];
}

function includedLayer(part, include) {
  const own = /^sotto\/(?!v1\/)(\w+)\//.exec(include);
  if (own) return ["protocol", own[1]];
  const folder = /^(?:\.\.\/)*(?:src\/)?(\w+)\//.exec(include)?.[1];
  return part && part !== "protocol" && folder && folder in layers[part] ? [part, folder] : [undefined, undefined];
}

function complaint(path, include) {
  const [part, layer] = layerOf(path);
  const [includedPart, included] = includedLayer(part, include);
  if (part && part === includedPart && layer in layers[part] && included !== layer && !layers[part][layer].includes(included)) {
    return `${layer} may not see ${included}`;
  }
  if (path.startsWith("protocol/") && /^boost\//.test(include)) return "protocol has no Boost";
  const places = owners.find(([pattern]) => pattern.test(include))?.[1];
  const allowed = !places || places.some((place) => path === place || path.startsWith(`${place}/`));
  return allowed ? undefined : `only ${places.join(", ")} may see it`;
}

let broken = 0;
for (const path of sources) {
  readFileSync(join(root, path), "utf8").split("\n").forEach((line, index) => {
    const include = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/.exec(line)?.[1];
    const why = include && complaint(path, include);
    if (why) {
      console.log(`${path}:${index + 1}: includes ${include}: ${why}`);
      broken += 1;
    }
  });
}
process.exitCode = broken ? 1 : 0;
