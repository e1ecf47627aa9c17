// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Sotto.Ui

/// What the double has to tell. Each story leaves `app` as a user would meet it.
QtObject {
    required property var app

    readonly property string unbroken: "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
    readonly property string markup: `<b>bold</b> <img src="http://127.0.0.1:9/x.png"> <a href="https://example.org">link</a> <font size=7 color=red>red</font> &amp; &lt;i&gt; <!-- --> <script>alert(1)</script>`

    readonly property string picture: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAPAAAACgAgMAAABPtQn2AAAADFBMVEWeyeI+fJ7izZ4AAADsmTunAAAANUlEQVR42u3LMQ0AAAgDMExiEpWIWEI42r9VAAAAAK90QJZlWZZlWZbP8gRkWZZlWZZl+SovYpGCCw79TWwAAAAASUVORK5CYII="

    function at(daysAgo: int, hour: int, minute: int): date {
        const now = new Date();
        return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hour, minute);
    }

    function go(screen: string) {
        Shell.go(screen);
    }

    function tell(story: string) {
        const tales = { starting, locked_create, locked_wrong, failed, out, entering, entry_failed, empty, loading, full, talking, beginning, many, many_unread, answered, lively, timed, off_record, verified, verified_blocked, requested, user_blocked, hostile, files, blocked, states, notices, offline, connecting, displaced, restoring, archive_doubted, found, nothing_found, devices, devices_failed, linking, linking_failed, linking_hostile, news, news_failed, groups, groups_found, groups_none, group_talking, group_away, group_open, group_open_door, group_asked, group_former, group_forked, group_behind, group_waiting, group_door, group_hostile };
        tales[story]();
    }

    function starting() { app.session.state = "starting"; }
    function locked_create() { lock("create"); }
    function locked_wrong() { lock("wrong"); }
    function lock(kind: string) {
        app.session.lock = kind;
        app.session.state = "locked";
    }
    function failed() {
        app.session.startFailure = "wrong_store_key";
        app.session.state = "failed";
    }
    function out() {
        app.session.username = "";
        app.session.state = "out";
    }
    function entering() {
        out();
        app.entry.mode = "register";
        app.entry.step = "deriving_keys";
        app.entry.fraction = 0.42;
        app.entry.busy = true;
    }
    function entry_failed() {
        out();
        app.entry.keepError = true;
        app.entry.mode = "login";
        app.entry.error = "rate_limited";
        app.entry.retryAfterSeconds = 20;
    }
    function empty() {}
    function loading() { app.conversations.loaded = false; }
    function full() {
        const list = app.conversations;
        list.add("ada", "Ada Moreno", { preview: "And the big basket, for the way back.", previewOwn: true, time: at(0, 12, 49) });
        list.add("farida", "Farida, choir (alto)", { preview: "And the stand, if it fits in your car.", unread: 2, time: at(0, 10, 1) });
        list.add("ben", "Ben Okafor", { draft: "By the way, have you heard from the others?", time: at(1, 18, 5) });
        list.add("dalia", "داليا حسن", { preview: "شكرا جزيلا، وصلت الرسالة.", time: at(3, 9, 0) });
        list.add("sofia", "София", { preview: "Хорошо! До встречи в библиотеке на следующей неделе", time: at(5, 20, 0) });
        list.add("emil", "emil", { preview: "The parcel is at the neighbour's.", time: at(13, 8, 0) });
        list.add("the-person-with-the-very-long-na", "Maximiliane Gräfin von Unendlichlangername-Hohenburg zu Doppelbindestrich", { previewKind: "identity_changed", blocked: true, unread: 120, time: at(400, 8, 0) });
        list.add("gone", "Gone", { previewKind: "message_missing", time: at(20, 8, 0) });
        list.add("new", "New", { previewKind: "", time: at(20, 8, 0) });
    }
    function open(user: string) {
        app.chat.title = app.conversations.titleOf(user);
        app.chat.user = user;
    }
    function talking() {
        full();
        const line = app.chat.timeline;
        line.add(false, "Good morning! The first tomatoes are up.", at(1, 8, 0), {});
        line.add(true, "Already? I thought they'd need another week.", at(1, 8, 4), {});
        line.add(false, "It was warm under the glass. I'll send you a few seedlings if you have room on the balcony. They want sun until about three, and not too much wind.", at(1, 9, 0), {});
        line.add(true, "Two would be lovely.", at(1, 9, 2), {});
        line.add(true, "Three if one of them is for my neighbour. She waters mine when I'm away, and has been asking about yours since last summer.", at(1, 9, 3), {});
        line.add(false, "Three it is ♥", at(0, 12, 20), {});
        line.add(false, "Saturday at ten?", at(0, 12, 21), {});
        line.add(true, "Saturday at ten. I'll bring the bread.", at(0, 12, 48), {});
        line.add(true, "And the big basket, for the way back.", at(0, 12, 49), { state: "accepted" });
        app.chat.profileDisplayName = "Ada Moreno";
        app.chat.profileAbout = "Gardener. Ask me about tomatoes.";
        open("ada");
    }
    /// Answers, edits, reactions and what was deleted.
    function lively() {
        full();
        const line = app.chat.timeline;
        line.add(false, "What do we take along on Saturday?", at(0, 9, 0), {});
        line.add(true, "The bicycles.", at(0, 9, 2), { edited: true, reactions: { "🎉": "both", "❤️": "theirs" } });
        line.add(false, "Then I'll pump up the tyres tonight, and look whether the lamps still work.", at(0, 9, 3), Object.assign({ reactions: { "👍": "mine" } }, line.quoteOf("m2")));
        line.add(false, "", at(0, 9, 4), { kind: "deleted" });
        line.add(true, "", at(0, 9, 5), { kind: "deleted" });
        line.add(true, "Yes.", at(0, 9, 6), { quote: "gone" });
        line.add(true, "And after that we have a coffee at the lake, if they have opened again.", at(0, 9, 7), Object.assign({ edited: true, lasting: 2419200, state: "delivered" }, line.quoteOf("m3")));
        open("ada");
    }
    function timed() {
        talking();
        const line = app.chat.timeline;
        line.add(false, "3600", at(0, 13, 0), { kind: "duration_set" });
        line.add(false, "The code of the gate is 4711.", at(0, 13, 1), { lasting: 3600 });
        line.add(true, "I'll have forgotten it in an hour.", at(0, 13, 2), { lasting: 3600, state: "delivered" });
        line.add(true, "0", at(0, 13, 3), { kind: "duration_set" });
        app.conversations.setProperty(0, "previewKind", "duration_set");
        app.conversations.setProperty(0, "preview", "3600");
        app.conversations.setProperty(1, "previewKind", "deleted");
        app.chat.lasting = 3600;
    }
    function off_record() {
        talking();
        app.conversations.setProperty(1, "previewKind", "off_record");
        app.conversations.setProperty(1, "preview", "");
        const record = app.chat.offRecord;
        record.on = true;
        record.add(false, "Between us: I have sold the house.", at(0, 13, 0), "received");
        record.add(true, "Oh! To whom?", at(0, 13, 1), "delivered");
        record.add(true, "Are you still there?", at(0, 13, 2), "not_delivered");
        record.add(true, "Did you get that?", at(0, 13, 3), "unconfirmed");
    }
    function requested() {
        full();
        const list = app.conversations;
        list.add("luca", "luca", { preview: "Hello! Is the violin from the notice board still for sale?", unread: 1, group: "requests", time: at(0, 8, 0) });
        list.add("win-a-prize", "win-a-prize", { preview: "Answer within the hour.", unread: 2, group: "requests", time: at(0, 7, 0) });
        list.add("pest", "Pest", { preview: "hey", group: "blocked", time: at(30, 8, 0) });
        app.chat.timeline.add(false, "Hello! Is the violin from the notice board still for sale?", at(0, 8, 0), { sender: "luca" });
        app.chat.request = true;
        open("luca");
    }
    function user_blocked() {
        requested();
        app.chat.userBlocked = true;
    }
    /// Files in every state.
    function files() {
        full();
        const line = app.chat.timeline;
        const file = (name, size, phase, more) => ({ file: Object.assign({ name, size, done: 0, phase, problem: "", picture: false }, more) });
        app.chat.files.pictures = { m1: picture };
        line.add(false, "From the beach.", at(0, 9, 0), file("beach.png", 310000, "here", { picture: true }));
        line.add(false, "", at(0, 9, 1), file("Seedlings, a list of what grows where and of what it needs (third edition).ods", 48700, "offered"));
        line.add(false, "", at(0, 9, 2), file("shed.jpg", 2400000, "downloading", { picture: true, done: 900000 }));
        line.add(false, "", at(0, 9, 3), file("letter.pdf", 81000, "unavailable", { problem: "damaged" }));
        line.add(true, "The recording, all of it.", at(0, 9, 4), Object.assign({ state: "waiting" }, file("rehearsal.flac", 64000000, "uploading", { done: 24000000 })));
        line.add(true, "", at(0, 9, 5), Object.assign({ state: "failed" }, file("film.mkv", 99000000, "refused", { problem: "too_large" })));
        open("ada");
    }
    function verified() {
        talking();
        app.chat.typing = true;
        app.chat.verified = true;
    }
    function verified_blocked() {
        blocked();
        app.chat.wasVerified = true;
    }
    function say(text: string) {
        app.chat.timeline.add(false, text, new Date(), {});
    }
    function beginning() {
        full();
        open("new");
    }
    function many() {
        full();
        for (let at_ = 0; at_ < 200; ++at_)
            app.chat.timeline.add(at_ % 5 < 2, `Message ${at_ + 1}: ${"a few more words ".repeat(at_ % 7)}`.trim(), at(20 - Math.floor(at_ / 10), 9, at_ % 60), {});
        app.chat.timeline.hasOlder = true;
        app.chat.unreadFrom = 190;
        open("ada");
    }
    function many_unread() {
        many();
        app.chat.unreadFrom = 150;
    }
    /// The newest message answers one that is far above.
    function answered() {
        full();
        const line = app.chat.timeline;
        for (let at_ = 1; at_ < 60; ++at_)
            line.add(at_ % 3 === 0, at_ === 20 ? "Message 20: the key lies under the pot" : `Message ${at_}`, at(20 - Math.floor(at_ / 4), 9, at_), {});
        line.add(true, "Where was it?", at(0, 9, 0), line.quoteOf("m20"));
        open("ada");
    }
    function hostile() {
        const name = "<h1>Eve</h1> \u202eknil<a href='x'>";
        app.conversations.add("eve", name, { preview: markup, time: at(0, 8, 0) });
        app.conversations.add("long", unbroken, { preview: unbroken, time: at(0, 8, 0), unread: 5 });
        const line = app.chat.timeline;
        line.add(false, markup, at(0, 8, 0), {});
        line.add(true, markup, at(0, 8, 1), {});
        line.add(false, unbroken + unbroken, at(0, 8, 2), {});
        line.add(false, "مرحبا! كيف حالك اليوم؟ أتمنى أن تكون بخير وأن نلتقي قريبا في المكتبة.", at(0, 8, 3), {});
        line.add(true, "שלום", at(0, 8, 4), { state: "waiting" });
        line.add(false, "👩‍👩‍👧‍👦🎉🥖 z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍a̴̵̜̰͔ͫ͗͢l̠ͨͧͩ͘g̴͎͚̼o", at(0, 8, 5), {});
        line.add(false, markup, at(0, 8, 5), Object.assign({ lasting: 90, edited: true, reactions: { [markup]: "theirs" } }, line.quoteOf("m2")));
        line.add(true, unbroken, at(0, 8, 5), Object.assign({ lasting: 1000000007, reactions: { [unbroken]: "both" } }, line.quoteOf("m3")));
        line.add(true, "one\n\n\ntwo\n   three\ttabs", at(0, 8, 6), {});
        app.chat.profileDisplayName = name;
        app.chat.profileAbout = markup + "\n" + unbroken;
        app.news.append({ date: at(3, 9, 0), title: markup, text: unbroken + "\n" + markup });
        app.devices.append({ deviceId: "d1", name: markup, createdDay: at(30, 0, 0), lastSeenDay: at(0, 0, 0), current: false, listed: true });
        app.search.people.append({ username: "eve", displayName: name, about: markup });
        app.search.hits.append({ conversation: "eve", title: name, own: false, body: markup, sentAt: at(0, 8, 0), position: 1 });
        open("eve");
    }
    function blocked() {
        talking();
        app.chat.timeline.add(false, "", at(0, 12, 55), { kind: "identity_changed" });
        app.chat.blocked = true;
    }
    function states() {
        full();
        for (const state of ["read", "delivered", "accepted", "waiting", "failed"])
            app.chat.timeline.add(true, `This one is ${state}.`, at(0, 9, 0), { state: state });
        open("ada");
    }
    function notices() {
        talking();
        app.chat.timeline.add(false, "", at(0, 12, 55), { kind: "message_missing" });
        app.chat.timeline.add(false, "3", at(0, 12, 58), { kind: "message_missing" });
        // However slow the machine is.
        Shell.noteDuration = 3600000;
        Qt.callLater(() => {
            app.noted("session_reset", "Ada Moreno", 0);
            app.noted("error", "mailbox_full", 30);
        });
    }
    function offline() {
        talking();
        app.session.link = "offline";
    }
    function connecting() {
        talking();
        app.session.link = "connecting";
    }
    function displaced() {
        talking();
        app.session.displaced = true;
    }
    function restoring() {
        talking();
        app.session.restoredFraction = 0.26;
        app.session.restoring = true;
    }
    function archive_doubted() {
        talking();
        app.session.archiveDoubted = true;
    }
    function found() {
        full();
        app.search.query = "to";
        app.search.people.append({ username: "tom", displayName: "Tom Weber", about: "" });
        app.search.people.append({ username: "toni", displayName: "", about: "" });
        for (let hit = 0; hit < 3; ++hit)
            app.search.hits.append({ conversation: "ada", title: "Ada Moreno", own: hit === 1, body: "Good morning! The first tomatoes are up. " + "And so on and so forth, on a long line. ".repeat(hit * 2), sentAt: at(hit, 8, 0), position: hit + 1 });
    }
    function nothing_found() {
        full();
        app.search.query = "xyz";
        app.search.hitsError = "store_unavailable";
    }
    function groups() {
        full();
        app.chat.offRecord.allowed = false;
        const list = app.groupConversations;
        app.groups.pictures = { "#choir": picture };
        list.add("#chess", "Chess club", { preview: "Tuesday at seven?", previewSender: "farida", unread: 3, unreadMentions: 1, time: at(0, 11, 30) });
        list.add("#choir", "The choir on Thursdays, altos and sopranos together", { preview: "removed ben", previewKind: "group_changed", previewSender: "ada", time: at(1, 18, 0) });
        list.add("#old", "Old flat", { preview: "Keys are with me.", previewOwn: true, time: at(30, 18, 0) });
        app.groups.waiting.append({ groupId: "garden", name: "Community garden" });
    }
    function groups_found() {
        groups();
        app.groupSearch.query = "ga";
        app.groupSearch.found.append({ groupId: "garden2", name: "Garden tools, shared", open: false, members: 12, neededApprovals: 2 });
        app.groupSearch.found.append({ groupId: "gazette", name: "Street gazette", open: true, members: 140, neededApprovals: 0 });
        app.groupSearch.found.append({ groupId: "one", name: "Gate", open: false, members: 1, neededApprovals: 1 });
    }
    function groups_none() {
        full();
        app.groupSearch.error = "offline";
        app.groupSearch.query = "x";
    }
    /// Without opening its conversation: the screen does that.
    function group_talking() {
        groups();
        const group = app.group;
        group.name = "Chess club";
        group.standing = "member";
        group.role = "owner";
        group.mayApprove = true;
        group.readable = true;
        group.members.append({ user: "nora", title: "Nora Lind", role: "owner", own: true, mayRemove: false, mayChangeRole: false });
        group.members.append({ user: "farida", title: "Farida, choir (alto)", role: "admin", own: false, mayRemove: true, mayChangeRole: true });
        group.members.append({ user: "ben", title: "Ben Okafor", role: "member", own: false, mayRemove: true, mayChangeRole: true });
        group.members.append({ user: "emil", title: "emil", role: "member", own: false, mayRemove: true, mayChangeRole: true });
        const line = app.chat.timeline;
        line.add(true, "created", at(2, 8, 0), { kind: "group_changed" });
        line.add(false, "joined", at(2, 9, 0), { kind: "group_changed", sender: "farida" });
        line.add(false, "joined", at(2, 9, 5), { kind: "group_changed", sender: "ben" });
        line.add(true, "policy 2", at(2, 9, 6), { kind: "group_changed" });
        line.add(false, "Good evening! I have two boards and one clock.", at(1, 19, 0), { sender: "farida" });
        line.add(false, "The other clock is with me, but it stops now and then.", at(1, 19, 2), { sender: "ben", reactions: { "👍": "mine" }, reactionsBy: { "👍": ["farida", "emil"] } });
        line.add(true, "We'll manage. Where do we meet?", at(1, 19, 4), {});
        line.add(false, "2", at(1, 19, 5), { kind: "message_missing", sender: "emil" });
        line.add(false, "In the library, upstairs.", at(0, 11, 0), Object.assign({ sender: "farida" }, line.quoteOf("m7")));
        line.add(false, "@nora, can you bring the boards? @ben has the clocks.", at(0, 11, 20), { sender: "emil" });
        line.add(false, "Tuesday at seven?", at(0, 11, 30), { sender: "farida" });
        group.groupId = "chess";
    }
    /// It isn't open, and what was said in it is found.
    function group_away() {
        group_talking();
        app.group.groupId = "";
        app.group.readable = false;
        app.group.known = { chess: { name: "Chess club", standing: "member", readable: true } };
        app.search.conversation = "#chess";
        app.search.title = "Chess club";
    }
    function group_asked() {
        group_talking();
        app.group.requests.append({ user: "ada", title: "Ada Moreno", approvals: 1, approvedHere: false });
        app.group.requests.append({ user: "the-person-with-the-very-long-na", title: "Maximiliane Gräfin von Unendlichlangername-Hohenburg zu Doppelbindestrich", approvals: 1, approvedHere: true });
        app.group.unanswered = 1;
        app.group.firstUnanswered = "Ada Moreno";
    }
    function group_former() {
        group_talking();
        app.chat.timeline.add(false, "removed nora", at(0, 11, 40), { kind: "group_changed", sender: "farida" });
        app.group.standing = "former";
        app.group.role = "";
    }
    function group_forked() {
        group_talking();
        app.group.disputedBy = "Ben Okafor";
        app.group.forked = true;
    }
    function group_behind() {
        group_talking();
        app.group.behind = true;
    }
    function group_open() {
        group_talking();
        app.group.unencrypted = true;
        app.group.moderates = true;
        app.group.olderPosts = true;
        app.group.refusedPosts = 2;
    }
    function group_open_door() {
        group_door();
        app.group.name = "Chess in town";
        app.group.unencrypted = true;
    }
    function group_waiting() {
        groups();
        app.group.name = "Community garden";
        app.group.standing = "waiting";
        app.group.groupId = "garden";
    }
    function group_door() {
        groups();
        app.group.groupId = "unknown";
    }
    function group_hostile() {
        group_asked();
        app.conversations.add("eve", markup, { time: at(0, 8, 0) });
        app.groupConversations.add("#eve", markup, { preview: `renamed ${markup}`, previewKind: "group_changed", previewSender: "eve", time: at(0, 8, 0) });
        app.groupConversations.add("#long", unbroken, { preview: unbroken, previewSender: "eve", time: at(0, 8, 0) });
        app.groups.waiting.append({ groupId: "eve2", name: markup });
        app.group.name = markup;
        app.group.disputedBy = markup;
        app.group.firstUnanswered = unbroken;
        app.group.requests.append({ user: "eve", title: markup, approvals: 0, approvedHere: false });
        app.group.members.append({ user: "long", title: unbroken, role: "member", own: false, mayRemove: true, mayChangeRole: true });
        app.chat.timeline.add(false, `renamed ${markup}`, at(0, 11, 50), { kind: "group_changed", sender: "eve" });
        app.chat.timeline.add(false, markup, at(0, 11, 51), { sender: "eve", reactions: { "👍": "theirs" }, reactionsBy: { "👍": ["eve"] } });
    }
    function devices() {
        full();
        app.devices.append({ deviceId: "d1", name: "Linux computer", createdDay: at(100, 0, 0), lastSeenDay: at(0, 0, 0), current: true, listed: true });
        app.devices.append({ deviceId: "d2", name: "", createdDay: at(90, 0, 0), lastSeenDay: at(60, 0, 0), current: false, listed: true });
        app.devices.append({ deviceId: "d3", name: "The old laptop with a name that somebody wrote out at length", createdDay: at(500, 0, 0), lastSeenDay: at(460, 0, 0), current: false, listed: false });
    }
    function linking() {
        out();
        app.linking.compare("mira");
    }
    function linking_failed() {
        out();
        app.linking.fail("stale_state");
    }
    function linking_hostile() {
        out();
        app.linking.compare(markup);
    }
    function devices_failed() { app.devices.error = "offline"; }
    function news() {
        full();
        app.news.append({ date: at(2, 9, 0), title: "A new disk", text: "The relay moves to a new disk on Sunday between 8 and 9.\n\nMessages that you write in the meantime are sent afterwards." });
        app.news.append({ date: at(40, 9, 0), title: "Welcome", text: "This is our own little relay. Tell the others." });
    }
    function news_failed() { app.news.error = "offline"; }
}
