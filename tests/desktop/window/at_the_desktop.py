#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at the desktop client: a real window on a screen of its own, used as a screen reader and a keyboard use it.

Runs inside a D-Bus session with DISPLAY set; starts a keychain there. Reads one JSON request a line, answers each with one
JSON line: {"ok": value} or {"error": sentence}. What is on the window is read from the accessibility bus, so whatever a test
can do here, somebody who cannot see can do too.

  {"do": "start", "program": PATH, "args": [...]}   {"do": "kill"} (SIGKILL)   {"do": "quit"} (SIGTERM, waits)
  {"do": "find", "role": ROLE, "name": REGEX, "seconds": N}       true, or an error with what was there instead
  {"do": "gone", "role": ROLE, "name": REGEX, "seconds": N}       true when nothing such is showing any more
  {"do": "press", "role": ROLE, "name": REGEX, "seconds": N}      as a screen reader does
  {"do": "type", "role": ROLE, "name": REGEX, "text": TEXT}       into a field, replacing what it holds
  {"do": "keys", "keys": ["ctrl+k", "Return"]}
  {"do": "names", "role": ROLE, "inside": REGEX}                  of what is showing in the list of that name, from top to bottom
  {"do": "resize", "width": N, "height": N}                       the window
  {"do": "picture", "file": PATH}                                 the whole screen as PNG
"""
import json
import os
import re
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_SECONDS = 60
# By itself it gives an answer less than a second: a window that draws on a busy machine takes longer.
ANSWER_MS, FIRST_ANSWER_MS = 20_000, 60_000
Atspi.set_timeout(ANSWER_MS, FIRST_ANSWER_MS)


def elements(root):
    """The tree below root, parents first. Elements that vanish meanwhile are left out."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        try:
            children = [element.get_child_at_index(i) for i in range(element.get_child_count())]
        except GLib.Error:
            continue
        waiting.extend(child for child in reversed(children) if child)


def is_showing(element):
    states = element.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)


class Keychain:
    """gnome-keyring with an unlocked keyring, for as long as this program runs."""

    def __init__(self):
        self._process = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._process.stdin.write(b"the keyring of a test")
        self._process.stdin.close()

    def end(self):
        self._process.terminate()
        self._process.wait()


class Desktop:
    def __init__(self):
        self._process = None

    def start(self, program, args):
        if self._process:
            raise ValueError("it runs already")
        environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QUICK_BACKEND="software")
        self._process = subprocess.Popen([program, *args], env=environment, stdout=sys.stderr)
        return True

    def end(self, with_signal):
        process, self._process = self._process, None
        if not process:
            return True
        process.send_signal(with_signal)
        return process.wait(timeout=PATIENCE_SECONDS)

    def window(self):
        """The program's frames; none while it starts."""
        if not self._process or self._process.poll() is not None:
            raise ValueError("the program does not run")
        for application in elements_of_desktop():
            if application.get_process_id() == self._process.pid:
                return application
        return None

    def showing(self, role):
        window = self.window()
        found = []
        for element in elements(window) if window else []:
            try:
                if element.get_role_name() == role and is_showing(element):
                    found.append(element)
            except GLib.Error:
                continue
        return found

    def named(self, role, name):
        for element in self.showing(role):
            if re.search(name, element.get_name() or ""):
                return element
        return None

    def wait_for(self, role, name, seconds=PATIENCE_SECONDS):
        end = time.monotonic() + seconds
        while True:
            try:
                element = self.named(role, name)
            except GLib.Error:
                element = None
            if element:
                return element
            if time.monotonic() > end:
                raise ValueError(f"no {role} named {name}; there is: {self.outline()[:2000]}")
            time.sleep(0.1)

    def wait_until_gone(self, role, name, seconds=PATIENCE_SECONDS):
        end = time.monotonic() + seconds
        while self.named(role, name):
            if time.monotonic() > end:
                raise ValueError(f"{role} named {name} is still there")
            time.sleep(0.1)
        return True

    def outline(self):
        window = self.window()
        if not window:
            return "no window"
        lines = []
        for element in elements(window):
            try:
                if is_showing(element):
                    lines.append(f"{element.get_role_name()} {element.get_name()!r}")
            except GLib.Error:
                continue
        return "; ".join(lines)


def elements_of_desktop():
    desktop = Atspi.get_desktop(0)
    return [desktop.get_child_at_index(i) for i in range(desktop.get_child_count()) if desktop.get_child_at_index(i)]


def xdotool(*arguments):
    subprocess.run(["xdotool", *arguments], check=True, stdout=subprocess.DEVNULL)


def window_of(pid):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], check=True, capture_output=True, text=True)
    return found.stdout.split()[-1]


def top_of(element):
    return element.get_extents(Atspi.CoordType.WINDOW).y


class Hands:
    """What can be asked for, by the name under "do"."""

    def __init__(self, desktop):
        self._desktop = desktop

    def start(self, program, args=()):
        return self._desktop.start(program, args)

    def kill(self):
        return self._desktop.end(signal.SIGKILL)

    def quit(self):
        return self._desktop.end(signal.SIGTERM)

    def find(self, **what):
        return bool(self._desktop.wait_for(**what))

    def gone(self, **what):
        return self._desktop.wait_until_gone(**what)

    def press(self, **what):
        element = self._desktop.wait_for(**what)
        actions = [element.get_action_name(i) for i in range(element.get_n_actions())]
        wanted = next((name for name in ("Press", "Toggle") if name in actions), None)
        if wanted is None:
            raise ValueError(f"it cannot be pressed, only: {actions}")
        return element.do_action(actions.index(wanted))

    def type(self, role, name, text):
        element = self._desktop.wait_for(role, name)
        self._focus(element)
        xdotool("key", "--clearmodifiers", "ctrl+a")
        xdotool("type", "--delay", "5", text)
        return True

    def keys(self, keys):
        self._give_keyboard()
        for key in keys:
            xdotool("key", "--clearmodifiers", key)
        return True

    def names(self, role, inside):
        container = self._desktop.wait_for("list", inside)
        rows = [element for element in elements(container) if element.get_role_name() == role and is_showing(element)]
        return [row.get_name() for row in sorted(rows, key=top_of)]

    def resize(self, width, height):
        xdotool("windowsize", "--sync", window_of(self._desktop.window().get_process_id()), str(width), str(height))
        return True

    def outline(self):
        return self._desktop.outline()

    def picture(self, file):
        subprocess.run(["scrot", "--overwrite", file], check=True)
        return True

    def _give_keyboard(self):
        """There is no window manager that would."""
        xdotool("windowfocus", "--sync", window_of(self._desktop.window().get_process_id()))

    def _focus(self, element):
        self._give_keyboard()
        if not element.grab_focus():
            raise ValueError("it does not take the focus")
        end = time.monotonic() + PATIENCE_SECONDS
        while not element.get_state_set().contains(Atspi.StateType.FOCUSED):
            if time.monotonic() > end:
                raise ValueError("the focus did not arrive")
            time.sleep(0.05)
            element.clear_cache_single()


def answer(hands, line):
    try:
        request = json.loads(line)
        return {"ok": getattr(hands, request.pop("do"))(**request)}
    except (ValueError, AttributeError, TypeError, GLib.Error, subprocess.SubprocessError) as problem:
        return {"error": str(problem)}


def main():
    keychain = Keychain()
    desktop = Desktop()
    hands = Hands(desktop)
    try:
        for line in sys.stdin:
            print(json.dumps(answer(hands, line)), flush=True)
    finally:
        desktop.end(signal.SIGKILL)
        keychain.end()


main()
