// SPDX-License-Identifier: GPL-3.0-or-later
// Before the first paint: the chosen theme, so that nothing flashes.
try {
  const theme = localStorage.getItem("sotto-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme.
}
