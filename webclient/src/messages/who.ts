// SPDX-License-Identifier: GPL-3.0-or-later
// People in sentences.
import type { State } from "../state/model";
import { me, titleOf } from "../state/select";
import { t } from ".";

export function whoIs(state: State, user: string): string {
  return user === me(state) ? t.conversation.you : titleOf(state, user);
}
