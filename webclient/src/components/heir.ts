// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * For a place in which what has the focus may go, as a button does when it has done its work: then `which` in there takes
 * the focus over, so that the keyboard goes on from here and not from the top of the page. Without `which`: the place itself.
 */
export function heir(which?: string) {
  return (place: HTMLElement): (() => void) => {
    let last: Node | null = null;
    const takeOver = (): void => {
      const element = which === undefined ? place : place.querySelector<HTMLElement>(which);
      if (element === null) return;
      if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
      element.focus();
    };
    const came = ({ target }: FocusEvent): void => {
      last = target instanceof Node ? target : null;
    };
    const went = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) last = null;
    };
    const changes = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement === null || document.activeElement === document.body) takeOver();
    });
    place.addEventListener("focusin", came);
    place.addEventListener("focusout", went);
    changes.observe(place, { childList: true, subtree: true });
    return () => {
      changes.disconnect();
      place.removeEventListener("focusin", came);
      place.removeEventListener("focusout", went);
    };
  };
}
