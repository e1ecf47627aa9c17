#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""forget_account.py DATABASE USER: what a relay does that wants to give somebody's name to another.

It removes the account from the database of a relay that isn't running, and doesn't remember that the name was taken.
"""
import sqlite3
import sys

database, user = sys.argv[1:]
relay = sqlite3.connect(f"file:{database}?mode=rw", uri=True)
relay.execute("PRAGMA foreign_keys = ON")
if relay.execute("DELETE FROM account WHERE name = ?", [user]).rowcount != 1:
    sys.exit(f"there is no {user} at this relay")
relay.commit()
