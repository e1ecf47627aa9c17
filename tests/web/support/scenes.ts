// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen in every situation that looks different: for axe, and for the screenshots that people look at.
import type { Page } from "@playwright/test";

import { OffRecordState } from "../../../webclient/src/generated/bridge_pb";
import { choir, strange, waitedFor } from "../double/group_ids";
import { linkCode } from "../double/link_code";
import type { StoryName } from "../double/stories";
import { refuse } from "./camera";
import { openMenu } from "./menu";

export interface Scene {
  readonly name: string;
  readonly story: StoryName;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const fillRegister = async (page: Page): Promise<void> => {
  await page.getByLabel("Name", { exact: true }).fill("mira");
  await page.getByRole("textbox", { name: "Password" }).fill("seven quiet violins");
  await page.getByRole("button", { name: "Create account" }).click();
};
const fillLogin = async (page: Page): Promise<void> => {
  await page.getByLabel("Name", { exact: true }).fill("mira");
  await page.getByRole("textbox", { name: "Password" }).fill("seven quiet violins");
  await page.getByRole("button", { name: "Log in" }).click();
};
const goOffTheRecord = async (page: Page): Promise<void> => {
  await button("Off the record")(page);
  for (const text of ["Are you there?", "Between us: it was the cat."]) {
    await page.getByLabel(/^Off the record to/).fill(text);
    await page.keyboard.press("Enter");
  }
  await page.evaluate(
    (state) => window.sottoDouble.settleWhisper("ada", state),
    OffRecordState.OFF_RECORD_NOT_DELIVERED,
  );
  await page.evaluate(() => window.sottoDouble.whisper("ada", "It always is."));
  await page.getByText("It always is.", { exact: true }).waitFor();
};
const restore = (page: Page): Promise<void> => page.evaluate(() => window.sottoDouble.restore(1_300, 5_000));
const button = (name: string) => (page: Page) => page.getByRole("button", { name }).click();

const showLinkCode = async (page: Page): Promise<void> => {
  await button("Link a device")(page);
  await page.getByText(linkCode).waitFor();
};

/** Whichever cameras the machine has, this one shows a grey wall. */
const scanWall = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const wall = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const paint = wall.getContext("2d");
    if (paint === null) throw new Error("nothing to paint with");
    paint.fillStyle = "grey";
    // What is captured is what is painted from then on.
    setInterval(() => paint.fillRect(0, 0, 640, 480), 50);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(wall.captureStream());
  });
  await button("Scan with the camera")(page);
  await page.getByText("Looking for a code").waitFor();
};

export const scenes: readonly Scene[] = [
  { name: "landing", story: "out", path: "/" },
  { name: "landing-logged-in", story: "chatting", path: "/" },
  { name: "register", story: "out", path: "/register" },
  {
    name: "register-problems",
    story: "out",
    path: "/register",
    act: async (page) => {
      await page.getByLabel("Name", { exact: true }).fill("Mira M.");
      await page.getByRole("textbox", { name: "Password" }).fill("short");
      await button("Create account")(page);
    },
  },
  { name: "register-captcha", story: "captcha", path: "/register", act: fillRegister },
  { name: "register-keys", story: "deriving", path: "/register", act: fillRegister },
  {
    name: "register-taken",
    story: "nameTaken",
    path: "/register",
    act: async (page) => {
      await fillRegister(page);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "login", story: "out", path: "/login" },
  {
    name: "login-wrong-password",
    story: "wrongPassword",
    path: "/login",
    act: async (page) => {
      await fillLogin(page);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "direct-empty", story: "fresh", path: "/direct" },
  { name: "direct-list", story: "chatting", path: "/direct" },
  { name: "direct-conversation", story: "chatting", path: "/direct/ada" },
  { name: "direct-off-record", story: "chatting", path: "/direct/ada", act: goOffTheRecord },
  {
    name: "direct-restoring",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      await restore(page);
      await page.getByText("26 %").waitFor();
    },
  },
  { name: "direct-unread", story: "chatting", path: "/direct/farida" },
  { name: "direct-missing", story: "chatting", path: "/direct/ben.okafor" },
  { name: "direct-rtl", story: "chatting", path: "/direct/dalia-h" },
  { name: "direct-lively", story: "lively", path: "/direct/ada" },
  {
    name: "direct-message-menu",
    story: "lively",
    path: "/direct/ada",
    act: async (page) => {
      await openMenu(page, "The bicycles.");
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "direct-reply",
    story: "lively",
    path: "/direct/ada",
    act: async (page) => {
      await openMenu(page, "the tyres");
      await page.getByRole("menuitem", { name: "Reply" }).click();
    },
  },
  {
    name: "direct-delete",
    story: "lively",
    path: "/direct/ada",
    act: async (page) => {
      await openMenu(page, "The bicycles.");
      await page.getByRole("menuitem", { name: "Delete" }).click();
    },
  },
  { name: "direct-verified", story: "verified", path: "/direct/ada", act: button("Safety number") },
  { name: "direct-verified-key-changed", story: "verifiedKeyChanged", path: "/direct/ada" },
  { name: "direct-request", story: "asked", path: "/direct/luca" },
  {
    name: "direct-block",
    story: "asked",
    path: "/direct/win-a-prize",
    act: (page) => page.getByRole("button", { name: "Block" }).click(),
  },
  { name: "direct-user-blocked", story: "asked", path: "/direct/emil" },
  { name: "direct-timed", story: "timed", path: "/direct/ada" },
  {
    name: "direct-duration",
    story: "timed",
    path: "/direct/ada",
    act: button("Disappearing messages"),
  },
  {
    name: "direct-message-duration",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      await button("Let this message disappear")(page);
      await page.getByLabel("5 minutes").check();
      await button("Choose")(page);
    },
  },
  {
    name: "direct-files",
    story: "files",
    path: "/direct/ada",
    act: (page) => page.getByRole("img", { name: "beach.png" }).waitFor(),
  },
  {
    name: "direct-files-above",
    story: "files",
    path: "/direct/ada",
    act: async (page) => {
      const picture = page.getByRole("img", { name: "beach.png" });
      await picture.waitFor();
      await picture.scrollIntoViewIfNeeded();
    },
  },
  {
    name: "direct-files-chosen",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      const files = ["beach.png", "Seedlings, a list of what grows where.ods"];
      await page.locator("input[type=file]").setInputFiles(
        files.map((name) => ({
          name,
          mimeType: name.endsWith("png") ? "image/png" : "",
          buffer: Buffer.alloc(48_700),
        })),
      );
      await page.getByLabel("Message to").fill("These two.");
    },
  },
  { name: "direct-long", story: "long", path: "/direct/ada" },
  { name: "direct-offline", story: "waiting", path: "/direct/ada" },
  { name: "direct-key-changed", story: "keyChanged", path: "/direct/ada" },
  { name: "direct-new", story: "fresh", path: "/direct/emil" },
  {
    name: "direct-search",
    story: "chatting",
    path: "/direct",
    act: async (page) => {
      await page.getByRole("searchbox").fill("a");
      await page.locator(".results a").first().waitFor();
      await page.locator(".results button").first().waitFor();
    },
  },
  { name: "direct-safety-number", story: "chatting", path: "/direct/ada", act: button("Safety number") },
  {
    name: "direct-safety-code",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      await button("Safety number")(page);
      await page.getByText("Compare a code").click();
      await page.getByLabel("The other's code").fill("another key's");
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByText("Another key!").waitFor();
    },
  },
  {
    name: "direct-profile",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      await button("Profile")(page);
      await page.getByText("Gardener.").waitFor();
    },
  },
  { name: "direct-switcher", story: "chatting", path: "/direct", act: (page) => page.keyboard.press("Control+k") },
  {
    name: "direct-displaced",
    story: "chatting",
    path: "/direct/ada",
    act: async (page) => {
      await page.locator(".bubble").first().waitFor();
      await page.evaluate(() => window.sottoDouble.displace());
    },
  },
  { name: "groups-empty", story: "chatting", path: "/groups" },
  { name: "groups-list", story: "inGroups", path: "/groups" },
  { name: "groups-conversation", story: "inGroups", path: `/groups/${choir}` },
  {
    name: "groups-naming",
    story: "inGroups",
    path: `/groups/${choir}`,
    act: async (page) => {
      await page.evaluate((group) => window.sottoDouble.arrive(group, "Is @mira there?", "ada"), `#${choir}`);
      await page.getByLabel("Message to Choir").pressSequentially("Ask @");
      await page.getByRole("listbox", { name: "People to name" }).waitFor();
    },
  },
  { name: "groups-details", story: "inGroups", path: `/groups/${choir}`, act: button("Members and settings") },
  {
    name: "groups-details-told",
    story: "inGroups",
    path: `/groups/${choir}`,
    act: async (page) => {
      await button("Members and settings")(page);
      await page.getByLabel("Name of the group").fill("Choir on Fridays");
      await button("Rename")(page);
      await page.getByText("Saved", { exact: true }).waitFor();
      await page.evaluate(() => (window.sottoDouble.failing["changeGroup"] = "not_permitted"));
      await page.getByLabel("Who may approve").selectOption("Owners");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("alert").waitFor();
      await page.getByLabel("Role of Ada Moreno").selectOption("Member");
      await page.locator(".note").waitFor();
    },
  },
  {
    name: "groups-creating",
    story: "chatting",
    path: "/groups",
    act: async (page) => {
      await button("New group")(page);
      await page.evaluate(() => window.sottoDouble.stall("createGroup"));
      await page.getByLabel("Name of the group").fill("Readers");
      await button("Create the group")(page);
      await page.getByText("Creating …").waitFor();
    },
  },
  {
    name: "groups-restoring",
    story: "fresh",
    path: "/groups",
    act: async (page) => {
      await restore(page);
      await page.getByText("Your groups are on their way").waitFor();
    },
  },
  { name: "groups-create", story: "chatting", path: "/groups", act: button("New group") },
  {
    name: "groups-found",
    story: "chatting",
    path: "/groups",
    act: async (page) => {
      await page.getByRole("searchbox").fill("ch");
      await page.getByText("Chess club").waitFor();
    },
  },
  { name: "groups-join", story: "chatting", path: `/groups/${strange}` },
  { name: "groups-waiting", story: "inGroups", path: `/groups/${waitedFor}` },
  { name: "groups-forked", story: "forkedGroup", path: `/groups/${choir}` },
  { name: "groups-former", story: "formerGroup", path: `/groups/${choir}` },
  { name: "groups-returning", story: "returningGroup", path: `/groups/${choir}` },
  { name: "groups-open", story: "openGroup", path: `/groups/${choir}` },
  { name: "groups-open-details", story: "openGroup", path: `/groups/${choir}`, act: button("Members and settings") },
  { name: "about", story: "out", path: "/about" },
  { name: "news", story: "out", path: "/news", act: (page) => page.getByText("The relay moved").waitFor() },
  { name: "settings", story: "fresh", path: "/settings", act: (page) => page.getByText("Desk at home").waitFor() },
  { name: "settings-link-code", story: "chatting", path: "/settings", act: showLinkCode },
  {
    name: "settings-link-compare",
    story: "chatting",
    path: "/settings",
    act: async (page) => {
      await showLinkCode(page);
      await page.evaluate(() => window.sottoDouble.linking.meet("Firefox on Android"));
      await page.getByText("042 117").waitFor();
    },
  },
  {
    name: "settings-link-failed",
    story: "chatting",
    path: "/settings",
    act: async (page) => {
      await showLinkCode(page);
      await page.evaluate(() => window.sottoDouble.linking.end("not_found"));
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "login-code", story: "out", path: "/login", act: button("Link with a code") },
  {
    name: "login-code-compare",
    story: "out",
    path: "/login",
    act: async (page) => {
      await button("Link with a code")(page);
      await page.getByLabel("Code", { exact: true }).fill(linkCode);
      await button("Go on")(page);
      await page.getByText("042 117").waitFor();
    },
  },
  {
    name: "login-code-scanning",
    story: "out",
    path: "/login",
    act: async (page) => {
      await button("Link with a code")(page);
      await scanWall(page);
    },
  },
  {
    name: "login-code-no-camera",
    story: "out",
    path: "/login",
    act: async (page) => {
      await button("Link with a code")(page);
      await refuse(page, "NotAllowedError");
      await button("Scan with the camera")(page);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "settings-log-out", story: "chatting", path: "/settings", act: button("Log out") },
  { name: "starting", story: "starting", path: "/direct" },
  { name: "engine-failed", story: "unsupported", path: "/direct" },
  { name: "engine-damaged", story: "damaged", path: "/direct" },
  { name: "lost", story: "out", path: "/no/such/place" },
];
