// SPDX-License-Identifier: GPL-3.0-or-later
// Linking a device, as the scripted engine plays it: the other device always comes, and shows the same number.
import type { MessageInitShape } from "@bufbuild/protobuf";

import { LinkingSide, LinkingStage, type LinkingSchema } from "../../../webclient/src/generated/bridge_pb";
import type { EngineEvent, PageRequest } from "../../../webclient/src/engine/client";
import { linkCode } from "./link_code";

type Linking = MessageInitShape<typeof LinkingSchema>;
type Emit = (event: EngineEvent | { case: string; value: unknown }) => void;
type LinkingRequest = Extract<
  PageRequest,
  { case: "linkDevice" | "joinWithCode" | "confirmLinking" | "cancelLinking" }
>;

const number = "042117";

export class LinkingDouble {
  now: Linking | null = null;

  constructor(
    private readonly emit: Emit,
    /** The other device has confirmed: of an owner, one that was linked; of a newcomer, the account is here. */
    private readonly linked: (side: LinkingSide) => void,
  ) {}

  answer(request: LinkingRequest): string | undefined {
    switch (request.case) {
      case "linkDevice":
        return this.#show({
          side: LinkingSide.LINKING_OWNER,
          stage: LinkingStage.LINKING_SHOWING_CODE,
          code: linkCode,
        });
      case "joinWithCode":
        if (request.value.code !== linkCode) return "malformed";
        return this.#show({
          side: LinkingSide.LINKING_NEWCOMER,
          stage: LinkingStage.LINKING_COMPARING,
          number,
          other: "mira",
        });
      case "confirmLinking":
        return this.#confirm(request.value.number ?? "");
      case "cancelLinking":
        this.now = null;
        this.emit({ case: "linkingChanged", value: {} });
        return undefined;
    }
  }

  /** The other device has come. */
  meet(other: string): void {
    this.#show({ side: LinkingSide.LINKING_OWNER, stage: LinkingStage.LINKING_COMPARING, number, other });
  }

  /** The other device has confirmed too. */
  finish(): void {
    const side = this.now?.side ?? LinkingSide.LINKING_OWNER;
    this.now = null;
    if (side === LinkingSide.LINKING_OWNER) this.emit({ case: "linkingEnded", value: { code: "" } });
    else this.emit({ case: "linkingChanged", value: {} });
    this.linked(side);
  }

  end(code: string): void {
    this.now = null;
    this.emit({ case: "linkingEnded", value: { code } });
  }

  #show(linking: Linking): undefined {
    this.now = linking;
    this.emit({ case: "linkingChanged", value: {} });
  }

  #confirm(confirmed: string): string | undefined {
    if (this.now?.stage !== LinkingStage.LINKING_COMPARING || confirmed !== number) return "invalid_state";
    return this.#show({ ...this.now, stage: LinkingStage.LINKING_CONFIRMED });
  }
}
