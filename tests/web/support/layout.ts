// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from "@playwright/test";

/** What looks broken now, e.g. for words that are longer than the place for them; empty when nothing does. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const slack = 1;
    const faults: string[] = [];
    const canvas = document.createElement("canvas").getContext("2d");
    const inScroller = (element: Element): boolean => {
      for (let around = element.parentElement; around !== null; around = around.parentElement)
        if (/auto|scroll/.test(getComputedStyle(around).overflowX)) return true;
      return false;
    };
    if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const style = getComputedStyle(element);
      const { left, right, width, height } = element.getBoundingClientRect();
      const isSeen = width > slack && height > slack && element.checkVisibility({ visibilityProperty: true });
      if (!isSeen || style.clipPath !== "none" || element.closest(".visually-hidden, .skip, svg") !== null) continue;
      const say = (fault: string): void => {
        const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 50);
        faults.push(`${fault}: ${element.tagName.toLowerCase()}.${element.className} “${words}”`);
      };
      if ((left < -slack || right > innerWidth + slack) && !inScroller(element)) say("beside the window");
      const isTooWide = style.display !== "inline" && element.scrollWidth > element.clientWidth + slack;
      const mayEnd = style.textOverflow === "ellipsis" || /auto|scroll/.test(style.overflowX);
      if (isTooWide && style.overflowX !== "visible" && !mayEnd && element.tagName !== "INPUT") say("cut off");
      if (isTooWide && element.matches("button, .btn, label, legend, th")) say("wider than its place");
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      if (isField && element.placeholder !== "" && canvas !== null) {
        canvas.font = style.font;
        const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        const wanted = canvas.measureText(element.placeholder).width;
        if (wanted > room + slack) faults.push(`placeholder cut off: “${element.placeholder}”`);
      }
    }
    return faults;
  });
}
