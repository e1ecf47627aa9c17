// SPDX-License-Identifier: GPL-3.0-or-later
// Arrow keys, Home and End move through the links of a list; Tab enters and leaves it in one step.

export function roving(list: HTMLElement): () => void {
  const stops = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[data-stop]")];

  function settle(): void {
    const all = stops();
    const current =
      all.find((stop) => stop === document.activeElement) ?? all.find((stop) => stop.ariaCurrent !== null);
    const chosen = current ?? all[0];
    for (const stop of all) stop.tabIndex = stop === chosen ? 0 : -1;
  }

  function onKeydown(event: KeyboardEvent): void {
    const all = stops();
    const at = all.findIndex((stop) => stop === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const target = to === undefined || at < 0 ? undefined : all[Math.max(0, Math.min(to, all.length - 1))];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  }

  const observer = new MutationObserver(settle);
  observer.observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current"] });
  list.addEventListener("keydown", onKeydown);
  list.addEventListener("focusin", settle);
  settle();
  return () => {
    observer.disconnect();
    list.removeEventListener("keydown", onKeydown);
    list.removeEventListener("focusin", settle);
  };
}
