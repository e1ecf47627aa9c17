// SPDX-License-Identifier: GPL-3.0-or-later
// Design tokens -> SCSS: colours as CSS variables for both themes, sizes as CSS variables, breakpoints as Sass variables.

const dashed = (name) => name.replaceAll("_", "-");
const lines = (prefix, values, unit = "") =>
  Object.entries(values)
    .filter(([name]) => name !== "about")
    .map(([name, value]) => `  --${prefix}-${dashed(name)}: ${value}${unit};`);
const rem = (pixels) => `${pixels / 16}rem`;
const inRem = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rem(value)]));
const quoted = (families) => families.map((family) => (family.includes(" ") ? `"${family}"` : family)).join(", ");

function colours(theme, scheme) {
  return [...lines("color", theme), `  color-scheme: ${scheme};`].join("\n");
}

function sizes({ space, radius, font, layout, motion, avatar }) {
  return [
    ...lines("space", inRem(space)),
    ...lines("radius", radius, "px"),
    `  --font-family: ${quoted(font.family)};`,
    `  --font-family-mono: ${quoted(font.family_mono)};`,
    ...lines("font-size", inRem(font.size)),
    ...lines("font-weight", font.weight),
    ...lines("line-height", font.line_height),
    ...lines(
      "layout",
      Object.fromEntries(
        Object.entries(layout)
          .filter(([name]) => name !== "about")
          .map(([name, value]) => [name, rem(value)]),
      ),
    ),
    ...lines("motion", motion, "ms"),
    ...avatar.background.map((value, index) => `  --avatar-${index}: ${value};`),
    `  --avatar-text: ${avatar.text};`,
  ].join("\n");
}

export function themeScss(tokens) {
  return `// Made from packaging/design/tokens.json by npm run generate.
$narrow: ${tokens.layout.narrow}px;
$font-family: ${quoted(tokens.font.family)};
@mixin light {\n${colours(tokens.color.light, "light")}\n}
@mixin dark {\n${colours(tokens.color.dark, "dark")}\n}
@mixin sizes {\n${sizes(tokens)}\n}
`;
}
