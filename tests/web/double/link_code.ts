// SPDX-License-Identifier: GPL-3.0-or-later
/** The code that the scripted engine shows; apart from it, so that a specification needs no engine. */
export const linkCode = "7F3K-Q9WM-2XHV-8RTC-D4ZN-61GB-YP5E";
