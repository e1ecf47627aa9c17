// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { fraction, isMoving, isPicture, lineOf } from "./attachment";
import type { Attachment } from "./model";
import { after, attachment, message, opened } from "./testing";

const pictures: readonly [string, Partial<Attachment>, boolean][] = [
  ["a png", { mediaType: "image/png" }, true],
  ["a drawing with scripts", { mediaType: "image/svg+xml" }, false],
  ["a page", { mediaType: "text/html" }, false],
  ["a picture that is too large to be shown", { mediaType: "image/png", size: 50_000_000 }, false],
];
test.each(pictures)("only_harmless_pictures_are_shown: %s", (_, changes, shown) => {
  expect(isPicture(attachment(changes))).toBe(shown);
});

test("an_empty_file_is_moved_at_once", () => {
  expect(fraction(attachment({ size: 0, done: 0 }))).toBe(1);
  expect(fraction(attachment({ size: 200, done: 50 }))).toBe(0.25);
  expect(isMoving(attachment({ phase: "offered" }))).toBe(false);
});

test("a_file_without_words_is_called_by_its_name", () => {
  expect(lineOf(message(1, { body: "", attachment: attachment() }))).toBe("holiday.png");
  expect(lineOf(message(1, { body: "look", attachment: attachment() }))).toBe("look");
});

test("progress_reaches_the_message_that_it_is_about", () => {
  const state = after(...opened([1, 2]), {
    type: "messageAnswered",
    message: message(2, { attachment: attachment({ phase: "downloading", done: 0 }) }),
  });
  const { id } = message(2);
  const moved = after(
    ...opened([1, 2]),
    {
      type: "messageAnswered",
      message: message(2, { attachment: attachment({ phase: "downloading", done: 0 }) }),
    },
    { type: "attachmentMoved", conversation: "bob", id, phase: "downloading", done: 300 },
  );
  expect(state.open?.messages[1]?.attachment?.done).toBe(0);
  expect(moved.open?.messages[1]?.attachment?.done).toBe(300);
  expect(moved.open?.messages[0]?.attachment).toBe(null);
});

test("late_progress_of_an_upload_does_not_touch_what_is_there", () => {
  const { id } = message(1);
  const state = after(
    ...opened([1]),
    { type: "messageAnswered", message: message(1, { attachment: attachment({ phase: "here", done: 0 }) }) },
    { type: "attachmentMoved", conversation: "bob", id, phase: "uploading", done: 300 },
  );
  expect(state.open?.messages[0]?.attachment?.done).toBe(0);
});
