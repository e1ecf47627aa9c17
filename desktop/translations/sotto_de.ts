<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutScreen</name>
    <message>
        <source>What is encrypted</source>
        <translation>Was verschlüsselt ist</translation>
    </message>
    <message>
        <source>The text of every direct message is encrypted on your device and decrypted on theirs, with X3DH and the Double Ratchet, which Signal uses too. Old keys are thrown away as you talk, so a key that is stolen today doesn&apos;t open yesterday&apos;s messages.</source>
        <translation>Der Text jeder Direktnachricht wird auf deinem Gerät verschlüsselt und auf dem der anderen Person entschlüsselt, mit X3DH und dem Double Ratchet, die auch Signal verwendet. Alte Schlüssel werden beim Schreiben laufend weggeworfen; ein heute gestohlener Schlüssel öffnet also keine Nachrichten von gestern.</translation>
    </message>
    <message>
        <source>Your drafts, the names that you give to people, your history and your list of conversations stay in an encrypted database on this computer.</source>
        <translation>Deine Entwürfe, die Namen, die du anderen gibst, dein Verlauf und die Liste deiner Unterhaltungen bleiben in einer verschlüsselten Datenbank auf diesem Computer.</translation>
    </message>
    <message>
        <source>What the relay knows</source>
        <translation>Was das Relay weiß</translation>
    </message>
    <message>
        <source>The relay sees who writes to whom, when, and roughly how much. It keeps your name, your public keys, what you put into your profile, and sealed messages until your devices have fetched them.</source>
        <translation>Das Relay sieht, wer wem schreibt, wann und ungefähr wie viel. Es bewahrt deinen Namen, deine öffentlichen Schlüssel, die Angaben in deinem Profil und versiegelte Nachrichten auf, bis deine Geräte sie abgeholt haben.</translation>
    </message>
    <message>
        <source>It never sees your password, a private key, or what is in a message. It can&apos;t read them for us, for its owner, or for anybody who asks.</source>
        <translation>Dein Passwort, einen privaten Schlüssel oder den Inhalt einer Nachricht sieht es nie. Es kann sie weder für uns noch für seine Betreiber noch für sonst jemanden lesen.</translation>
    </message>
    <message>
        <source>An honest word about browsers</source>
        <translation>Ein ehrliches Wort über Browser</translation>
    </message>
    <message>
        <source>In a browser, the program itself is delivered by the relay each time. Whoever controls the relay could deliver a changed one that gives messages away. No web page can rule that out by itself.</source>
        <translation>Im Browser wird das Programm selbst jedes Mal vom Relay geliefert. Wer das Relay kontrolliert, könnte ein verändertes liefern, das Nachrichten verrät. Keine Webseite kann das von sich aus ausschließen.</translation>
    </message>
    <message>
        <source>This program is installed once, and the relay can&apos;t change it. Those you talk with may use a browser, though.</source>
        <translation>Dieses Programm wird einmal installiert, und das Relay kann es nicht verändern. Die Menschen, mit denen du schreibst, benutzen aber vielleicht einen Browser.</translation>
    </message>
    <message>
        <source>Is it really them?</source>
        <translation>Sind sie es wirklich?</translation>
    </message>
    <message>
        <source>The relay hands out public keys, so it could hand out wrong ones. Each conversation has a safety number of 60 digits. If both of you see the same, nobody is in between. When somebody&apos;s key changes, Sotto says so and stops sending until you have accepted it.</source>
        <translation>Das Relay gibt öffentliche Schlüssel aus, könnte also auch falsche ausgeben. Jede Unterhaltung hat eine Sicherheitsnummer mit 60 Ziffern. Seht ihr beide dieselbe, steht niemand dazwischen. Ändert sich ein Schlüssel, sagt Sotto das und sendet nichts mehr, bis du den neuen angenommen hast.</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Was es kostet</translation>
    </message>
    <message>
        <source>Nothing. Sotto is free software under the GPL, version 3 or later. There is no paid edition and no advertising.</source>
        <translation>Nichts. Sotto ist freie Software unter der GPL, Version 3 oder später. Es gibt keine Bezahlversion und keine Werbung.</translation>
    </message>
    <message>
        <source>Sotto is private chat that people can host themselves. This page says plainly what it protects, and what it doesn&apos;t.</source>
        <translation>Sotto ist privater Chat, den man selbst betreiben kann. Diese Seite sagt offen, was er schützt und was nicht.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>AcceptKeyDialog</name>
    <message>
        <source>Accept the new key of %1?</source>
        <translation>Den neuen Schlüssel von %1 annehmen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Accept this key</source>
        <translation>Diesen Schlüssel annehmen</translation>
    </message>
    <message>
        <source>This is the safety number with the new key. If %1 sees the same one, nobody is in between. Ask by another way, not in this chat. What waits is sent as soon as you accept.</source>
        <translation>Das ist die Sicherheitsnummer mit dem neuen Schlüssel. Wenn %1 dieselbe sieht, ist niemand dazwischen. Frag auf einem anderen Weg nach, nicht in diesem Chat. Was wartet, wird gesendet, sobald du annimmst.</translation>
    </message>
    <message>
        <source>The number of the new key isn&apos;t known yet, so there is nothing to accept.</source>
        <translation>Die Nummer des neuen Schlüssels ist noch nicht bekannt; es gibt also noch nichts anzunehmen.</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
</context>
<context>
    <name>ArchiveBanner</name>
    <message>
        <source>The relay&apos;s copy of your history isn&apos;t the one your devices know. If whoever runs the relay has put a backup back, go on: this device puts in what is missing. If not, something was left out or changed.</source>
        <translation>Der Verlauf, den das Relay hat, ist nicht der, den deine Geräte kennen. Wenn der Betreiber des Relays eine Sicherung zurückgespielt hat, mach weiter: Dieses Gerät ergänzt, was fehlt. Wenn nicht, wurde etwas weggelassen oder geändert.</translation>
    </message>
    <message>
        <source>Go on with what is there</source>
        <translation>Mit dem weitermachen, was da ist</translation>
    </message>
</context>
<context>
    <name>BlockedNotice</name>
    <message>
        <source>The key of %1 changed</source>
        <translation>Der Schlüssel von %1 hat sich geändert</translation>
    </message>
    <message>
        <source>Nothing is sent until you accept the new key. To be sure that it is really them, compare the safety number with them by another way first.</source>
        <translation>Es wird nichts gesendet, bis du den neuen Schlüssel annimmst. Um sicherzugehen, dass es wirklich die Person ist, vergleicht vorher auf einem anderen Weg die Sicherheitsnummer.</translation>
    </message>
    <message>
        <source>Compare the safety number</source>
        <translation>Sicherheitsnummer vergleichen</translation>
    </message>
    <message>
        <source>Accept the new key</source>
        <translation>Neuen Schlüssel annehmen</translation>
    </message>
    <message>
        <source>You had compared their safety number, and it isn&apos;t the same any more. Nothing is sent until you accept the new key. Ask them by another way what happened, and compare the new number first.</source>
        <translation>Du hattest die Sicherheitsnummer verglichen, und sie ist nicht mehr dieselbe. Es wird nichts gesendet, bis du den neuen Schlüssel annimmst. Frag auf einem anderen Weg nach, was geschehen ist, und vergleiche zuerst die neue Nummer.</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Disappears here %1 after it was sent</source>
        <translation>Verschwindet hier %1 nach dem Senden</translation>
    </message>
    <message>
        <source>Disappears %1 after it was read</source>
        <translation>Verschwindet %1 nach dem Lesen</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>You are named</source>
        <translation>Du wirst genannt</translation>
    </message>
</context>
<context>
    <name>ChosenFiles</name>
    <message>
        <source>Don&apos;t send %1</source>
        <translation>%1 nicht senden</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Enter names %1.</source>
        <translation>Enter nennt %1.</translation>
    </message>
    <message>
        <source>This message is too long. 64 KiB is the most.</source>
        <translation>Diese Nachricht ist zu lang. Höchstens 64 KiB sind möglich.</translation>
    </message>
    <message>
        <source>This message couldn&apos;t be kept for sending:</source>
        <translation>Diese Nachricht konnte nicht zum Senden abgelegt werden:</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Enter sends, Shift and Enter begin a new line.</source>
        <translation>Die Eingabetaste sendet, mit der Umschalttaste beginnt sie eine neue Zeile.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>yourself</source>
        <translation>dich</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>This message stays</source>
        <translation>Diese Nachricht bleibt</translation>
    </message>
    <message>
        <source>This message disappears after %1</source>
        <translation>Zeit bis zum Verschwinden dieser Nachricht: %1</translation>
    </message>
    <message>
        <source>Let this message disappear</source>
        <translation>Diese Nachricht verschwinden lassen</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>Änderung speichern</translation>
    </message>
    <message>
        <source>It disappears this long after it was read, and here this long after it was sent.</source>
        <translation>So lange nach dem Lesen verschwindet sie, und hier so lange nach dem Senden.</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>Ohne Aufzeichnung</translation>
    </message>
    <message>
        <source>Write off the record</source>
        <translation>Ohne Aufzeichnung schreiben</translation>
    </message>
    <message>
        <source>Off the record to %1</source>
        <translation>Ohne Aufzeichnung an %1</translation>
    </message>
    <message>
        <source>Files can&apos;t be sent off the record.</source>
        <translation>Dateien können nicht ohne Aufzeichnung gesendet werden.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>This post is too long. 8 KiB is the most.</source>
        <translation>Dieser Beitrag ist zu lang. Höchstens 8 KiB sind möglich.</translation>
    </message>
    <message>
        <source>Write a public post</source>
        <translation>Öffentlichen Beitrag schreiben</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Back to the conversations</source>
        <translation>Zurück zu den Unterhaltungen</translation>
    </message>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Verschwindende Nachrichten</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Noch keine Unterhaltungen</translation>
    </message>
    <message>
        <source>Search for somebody by name to write your first message.</source>
        <translation>Suche jemanden beim Namen, um deine erste Nachricht zu schreiben.</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Your conversations are on their way</source>
        <translation>Deine Unterhaltungen sind unterwegs</translation>
    </message>
    <message>
        <source>You can search for somebody and write in the meantime.</source>
        <translation>Du kannst inzwischen jemanden suchen und schreiben.</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>You are named</source>
        <translation>Du wirst genannt</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Entwurf:</translation>
    </message>
    <message>
        <source>You:</source>
        <translation>Du:</translation>
    </message>
    <message>
        <source>Security notice</source>
        <translation>Sicherheitshinweis</translation>
    </message>
    <message>
        <source>A message is missing</source>
        <translation>Eine Nachricht fehlt</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>A message was deleted</source>
        <translation>Eine Nachricht wurde gelöscht</translation>
    </message>
    <message>
        <source>Something off the record</source>
        <translation>Etwas ohne Aufzeichnung</translation>
    </message>
    <message>
        <source>open, not encrypted</source>
        <translation>offen, nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Conversation with %1</source>
        <translation>Unterhaltung mit %1</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Verschwindende Nachrichten</translation>
    </message>
    <message>
        <source>New messages in this conversation disappear this long after they were read, and where they were written, this long after they were sent. It holds for you and for %1; either of you can change it.</source>
        <translation>Neue Nachrichten in dieser Unterhaltung verschwinden so lange nach dem Lesen, und dort, wo sie geschrieben wurden, so lange nach dem Senden. Das gilt bei dir und bei %1; ihr könnt es beide ändern.</translation>
    </message>
    <message>
        <source>Block %1?</source>
        <translation>%1 blockieren?</translation>
    </message>
    <message>
        <source>Nothing that they send to you directly is shown any more, and they aren&apos;t told. What they say in groups that you are both in is still shown. That holds on this device; block them on your others too.</source>
        <translation>Nichts, was direkt an dich geht, wird von dort mehr angezeigt, und niemand erfährt davon. Was in gemeinsamen Gruppen gesagt wird, siehst du weiter. Das gilt auf diesem Gerät; blockiere auch auf deinen anderen.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
</context>
<context>
    <name>CreateGroupDialog</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Create the group</source>
        <translation>Gruppe erstellen</translation>
    </message>
    <message>
        <source>A secure group: what is said in it is end-to-end encrypted, and its members let newcomers in. Everybody can see its name and ask to be let in.</source>
        <translation>Eine sichere Gruppe: Was darin gesagt wird, ist Ende-zu-Ende-verschlüsselt, und die Mitglieder lassen neue herein. Ihren Namen sehen alle, und alle können um Aufnahme bitten.</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Bitte gib einen Namen ein.</translation>
    </message>
    <message>
        <source>An open group: anybody joins at once and reads everything, even without an account. Nothing in it is encrypted; every post is signed by its author.</source>
        <translation>Eine offene Gruppe: Alle können sofort beitreten und alles lesen, auch ohne Konto. Nichts darin ist verschlüsselt; jeder Beitrag ist von der Person signiert, die ihn schreibt.</translation>
    </message>
    <message>
        <source>Kind of group</source>
        <translation>Art der Gruppe</translation>
    </message>
    <message>
        <source>The kind can&apos;t be changed later.</source>
        <translation>Die Art lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>Secure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Creating …</source>
        <translation>Wird erstellt …</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date, as Qt writes its formats</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a short date, as Qt writes its formats</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day, as Qt writes its formats</comment>
        <translation>dddd, d. MMMM</translation>
    </message>
</context>
<context>
    <name>Deleted</name>
    <message>
        <source>You deleted this message.</source>
        <translation>Du hast diese Nachricht gelöscht.</translation>
    </message>
    <message>
        <source>%1 deleted this message.</source>
        <translation>%1 hat diese Nachricht gelöscht.</translation>
    </message>
    <message>
        <source>This post was taken back.</source>
        <translation>Dieser Beitrag wurde zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>Unnamed device</source>
        <translation>Gerät ohne Namen</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>Hinzugefügt am %1</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>zuletzt gesehen am %1</translation>
    </message>
    <message>
        <source>Not signed by your account: nothing is encrypted for it. If you don&apos;t know it, remove it.</source>
        <translation>Von deinem Konto nicht unterschrieben: Dafür wird nichts verschlüsselt. Wenn du es nicht kennst, entferne es.</translation>
    </message>
</context>
<context>
    <name>DeviceSettings</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Each device has keys of its own. Remove one that you don&apos;t have any more.</source>
        <translation>Jedes Gerät hat eigene Schlüssel. Entferne eines, das du nicht mehr hast.</translation>
    </message>
    <message>
        <source>The list of devices couldn&apos;t be fetched.</source>
        <translation>Die Liste der Geräte konnte nicht geholt werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Link a device</source>
        <translation>Gerät verbinden</translation>
    </message>
    <message>
        <source>That came too late: the new device is linked. If it isn&apos;t yours, remove it from the list.</source>
        <translation>Das kam zu spät: Das neue Gerät ist verbunden. Wenn es nicht deins ist, entferne es aus der Liste.</translation>
    </message>
</context>
<context>
    <name>DirectScreen</name>
    <message>
        <source>Choose a conversation</source>
        <translation>Wähle eine Unterhaltung</translation>
    </message>
    <message>
        <source>Or search for somebody to begin a new one. Ctrl K jumps to any conversation.</source>
        <translation>Oder suche jemanden, um eine neue zu beginnen. Strg K springt zu jeder Unterhaltung.</translation>
    </message>
</context>
<context>
    <name>DurationDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>They stay</source>
        <translation>Sie bleiben</translation>
    </message>
    <message>
        <source>Somebody can copy or photograph what they read before it disappears. A device that is added later doesn&apos;t get such messages.</source>
        <translation>Man kann kopieren oder fotografieren, was man liest, bevor es verschwindet. Ein Gerät, das später dazukommt, erhält solche Nachrichten nicht.</translation>
    </message>
</context>
<context>
    <name>EntrySteps</name>
    <message>
        <source>Your computer solves a small puzzle so that machines can&apos;t do this by the thousand. Nothing is sent to anybody else.</source>
        <translation>Dein Computer löst ein kleines Rätsel, damit Maschinen das nicht tausendfach tun können. Es wird nichts an Dritte gesendet.</translation>
    </message>
    <message>
        <source>This is slow on purpose: it makes guessing your password expensive.</source>
        <translation>Das dauert mit Absicht: So wird es teuer, dein Passwort zu erraten.</translation>
    </message>
    <message>
        <source>Creating your account</source>
        <translation>Dein Konto wird angelegt</translation>
    </message>
    <message>
        <source>Logging you in</source>
        <translation>Du wirst angemeldet</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>%1 Prozent</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>(done)</source>
        <translation>(erledigt)</translation>
    </message>
    <message>
        <source>(under way)</source>
        <translation>(läuft)</translation>
    </message>
</context>
<context>
    <name>FailedScreen</name>
    <message>
        <source>Sotto couldn&apos;t start.</source>
        <translation>Sotto konnte nicht starten.</translation>
    </message>
    <message>
        <source>You can begin anew: what is damaged stays on this computer under another name. Log in again, and your messages come back from the archive.</source>
        <translation>Du kannst neu beginnen: Was beschädigt ist, bleibt unter anderem Namen auf diesem Computer. Melde dich wieder an, dann kommen deine Nachrichten aus dem Archiv zurück.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild auswählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>There is a file of this name already. What is in it now will be lost.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Was jetzt darin steht, geht verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Requests to join</source>
        <translation>Bitten um Aufnahme</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Link to this group</source>
        <translation>Link zu dieser Gruppe</translation>
    </message>
    <message>
        <source>Whoever opens it can ask to be let in.</source>
        <translation>Wer ihn öffnet, kann um Aufnahme bitten.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Leave the group</source>
        <translation>Gruppe verlassen</translation>
    </message>
    <message>
        <source>Leave this group?</source>
        <translation>Diese Gruppe verlassen?</translation>
    </message>
    <message>
        <source>What you have read stays on your devices. To come back you need approvals again.</source>
        <translation>Was du gelesen hast, bleibt auf deinen Geräten. Um zurückzukommen, brauchst du wieder Zustimmungen.</translation>
    </message>
    <message>
        <source>When the last owner leaves, the one of the highest role who has been here longest becomes the owner.</source>
        <translation>Wenn der letzte Eigentümer geht, wird das ranghöchste Mitglied, das am längsten dabei ist, Eigentümer.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Whoever opens it can join.</source>
        <translation>Wer ihn öffnet, kann beitreten.</translation>
    </message>
    <message>
        <source>What you said stays where everybody can read it. You can come back at any time.</source>
        <translation>Was du gesagt hast, bleibt für alle lesbar. Du kannst jederzeit zurückkommen.</translation>
    </message>
</context>
<context>
    <name>GroupDoor</name>
    <message>
        <source>this group</source>
        <translation>diese Gruppe</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Back to the groups</source>
        <translation>Zurück zu den Gruppen</translation>
    </message>
    <message>
        <source>You have asked to be let into %1</source>
        <translation>Du hast um Aufnahme gebeten: %1</translation>
    </message>
    <message>
        <source>A group you aren&apos;t in</source>
        <translation>Eine Gruppe, in der du nicht bist</translation>
    </message>
    <message>
        <source>Its members see your request. When enough of them have approved it, the group opens here by itself.</source>
        <translation>Die Mitglieder sehen deine Bitte. Wenn genug von ihnen zugestimmt haben, öffnet sich die Gruppe hier von selbst.</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Bitte zurückziehen</translation>
    </message>
    <message>
        <source>Ask to be let in</source>
        <translation>Um Aufnahme bitten</translation>
    </message>
    <message>
        <source>This group is open: you come in at once. Nothing in it is encrypted, and everybody can read what you say, for ever, with your name.</source>
        <translation>Diese Gruppe ist offen: Du kommst sofort hinein. Nichts darin ist verschlüsselt, und alle können für immer lesen, was du sagst, mit deinem Namen.</translation>
    </message>
    <message>
        <source>Its members decide who comes in. If you ask, they see your name. You will read what is said after you came in, nothing from before. If it is an open group, you come in at once, and nothing in it is encrypted.</source>
        <translation>Die Mitglieder entscheiden, wer hereinkommt. Wenn du fragst, sehen sie deinen Namen. Du liest, was danach gesagt wird, nichts von vorher. Ist es eine offene Gruppe, kommst du sofort hinein, und nichts darin ist verschlüsselt.</translation>
    </message>
    <message>
        <source>Join the group</source>
        <translation>Der Gruppe beitreten</translation>
    </message>
</context>
<context>
    <name>GroupHeader</name>
    <message>
        <source>Back to the groups</source>
        <translation>Zurück zu den Gruppen</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Verschwindende Nachrichten</translation>
    </message>
    <message>
        <source>Members and settings</source>
        <translation>Mitglieder und Einstellungen</translation>
    </message>
    <message>
        <source>open, not encrypted</source>
        <translation>offen, nicht verschlüsselt</translation>
    </message>
</context>
<context>
    <name>GroupNotice</name>
    <message>
        <source>You have asked to be let in again</source>
        <translation>Du hast erneut um Aufnahme gebeten</translation>
    </message>
    <message>
        <source>You aren&apos;t in this group any more</source>
        <translation>Du bist nicht mehr in dieser Gruppe</translation>
    </message>
    <message>
        <source>Nothing is sent to this group</source>
        <translation>An diese Gruppe wird nichts gesendet</translation>
    </message>
    <message>
        <source>Messages wait</source>
        <translation>Nachrichten warten</translation>
    </message>
    <message>
        <source>Its members see your request. When enough of them have approved it, you can write here again.</source>
        <translation>Die Mitglieder sehen deine Bitte. Wenn genug von ihnen zugestimmt haben, kannst du hier wieder schreiben.</translation>
    </message>
    <message>
        <source>What was said while you were in it stays here.</source>
        <translation>Was gesagt wurde, während du dabei warst, bleibt hier.</translation>
    </message>
    <message>
        <source>%1 has another history of this group than this device. Somebody in between, most likely the relay, shows different people different things. Talk to each other by another way. If %1 is removed, the others can go on.</source>
        <translation>%1 hat eine andere Geschichte dieser Gruppe als dieses Gerät. Jemand dazwischen, wahrscheinlich das Relay, zeigt verschiedenen Menschen Verschiedenes. Sprecht auf einem anderen Weg miteinander. Wird %1 entfernt, können die anderen weitermachen.</translation>
    </message>
    <message>
        <source>The relay says that this group has changed but doesn&apos;t show how. Until it does, nothing is sent.</source>
        <translation>Das Relay sagt, dass sich diese Gruppe geändert hat, zeigt aber nicht, wie. Bis es das tut, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 knows of changes to this group that the relay doesn&apos;t show to you. Until it does, nothing is sent.</source>
        <translation>%1 weiß von Änderungen an dieser Gruppe, die das Relay dir nicht zeigt. Bis es das tut, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Ask to be let in again</source>
        <translation>Erneut um Aufnahme bitten</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Bitte zurückziehen</translation>
    </message>
    <message>
        <source>Look at the members</source>
        <translation>Mitglieder ansehen</translation>
    </message>
    <message>
        <source>Join the group</source>
        <translation>Der Gruppe beitreten</translation>
    </message>
</context>
<context>
    <name>GroupResults</name>
    <message>
        <source>Searching …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>No group with that name.</source>
        <translation>Keine Gruppe mit diesem Namen.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n approval(s) let you in</source>
        <translation>
            <numerusform>%n Zustimmung lässt dich herein</numerusform>
            <numerusform>%n Zustimmungen lassen dich herein</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>The group of this link</source>
        <translation>Die Gruppe dieses Links</translation>
    </message>
    <message>
        <source>Open it to ask to be let in.</source>
        <translation>Öffne sie, um um Aufnahme zu bitten.</translation>
    </message>
    <message>
        <source>Open: not encrypted, anybody joins and reads</source>
        <translation>Offen: nicht verschlüsselt, alle können beitreten und lesen</translation>
    </message>
</context>
<context>
    <name>GroupSearchField</name>
    <message>
        <source>Name of a group, or a link</source>
        <translation>Name einer Gruppe oder Link</translation>
    </message>
    <message>
        <source>Search groups</source>
        <translation>Gruppen suchen</translation>
    </message>
</context>
<context>
    <name>GroupSettings</name>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Letting people in</source>
        <translation>Wer hereinkommt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save how people are let in</source>
        <translation>Aufnahmeregel speichern</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild auswählen</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bild entfernen</translation>
    </message>
    <message>
        <source>This file can&apos;t be read.</source>
        <translation>Diese Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This isn&apos;t a picture that can be used here. PNG, JPEG, GIF and WebP can.</source>
        <translation>Das ist kein Bild, das hier verwendet werden kann. PNG, JPEG, GIF und WebP sind möglich.</translation>
    </message>
    <message>
        <source>Like the group&apos;s name it isn&apos;t encrypted: the relay can see it.</source>
        <translation>Wie der Name der Gruppe ist es nicht verschlüsselt: Das Relay kann es sehen.</translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Bitte gib einen Namen ein.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Verschwindende Nachrichten</translation>
    </message>
    <message>
        <source>New messages in this group disappear this long after they were read, and where they were written, this long after they were sent. It holds for everybody in it; every member can change it.</source>
        <translation>Neue Nachrichten in dieser Gruppe verschwinden so lange nach dem Lesen, und dort, wo sie geschrieben wurden, so lange nach dem Senden. Das gilt für alle darin; jedes Mitglied kann es ändern.</translation>
    </message>
</context>
<context>
    <name>GroupsScreen</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>No groups yet</source>
        <translation>Noch keine Gruppen</translation>
    </message>
    <message>
        <source>Create one, or find one by its name and ask to be let in.</source>
        <translation>Erstelle eine, oder finde eine über ihren Namen und bitte um Aufnahme.</translation>
    </message>
    <message>
        <source>Choose a group</source>
        <translation>Wähle eine Gruppe</translation>
    </message>
    <message>
        <source>Or create a new one.</source>
        <translation>Oder erstelle eine neue.</translation>
    </message>
    <message>
        <source>Your groups are on their way</source>
        <translation>Deine Gruppen sind unterwegs</translation>
    </message>
    <message>
        <source>You can create or find one in the meantime.</source>
        <translation>Du kannst inzwischen eine erstellen oder suchen.</translation>
    </message>
</context>
<context>
    <name>HistoryBanner</name>
    <message>
        <source>Your earlier messages are on their way to this device.</source>
        <translation>Deine früheren Nachrichten sind unterwegs auf dieses Gerät.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>LandingScreen</name>
    <message>
        <source>Only the two of you</source>
        <translation>Nur ihr beide</translation>
    </message>
    <message>
        <source>Every direct message is end-to-end encrypted, always. There is no switch to forget and no plain text to fall back to.</source>
        <translation>Jede Direktnachricht ist Ende-zu-Ende-verschlüsselt, immer. Es gibt keinen Schalter, den man vergessen könnte, und keinen Klartext als Ausweg.</translation>
    </message>
    <message>
        <source>A name and a password</source>
        <translation>Ein Name und ein Passwort</translation>
    </message>
    <message>
        <source>No phone number, no e-mail address, no contact upload. Your password never leaves your device either.</source>
        <translation>Keine Telefonnummer, keine E-Mail-Adresse, kein Hochladen von Kontakten. Auch dein Passwort verlässt dein Gerät nie.</translation>
    </message>
    <message>
        <source>Yours to host</source>
        <translation>Selbst betreibbar</translation>
    </message>
    <message>
        <source>One small relay runs on your own machine. It keeps sealed messages until they&apos;re fetched, and little else.</source>
        <translation>Ein kleines Relay läuft auf deiner eigenen Maschine. Es bewahrt versiegelte Nachrichten auf, bis sie abgeholt werden, und sonst wenig.</translation>
    </message>
    <message>
        <source>Talk quietly.</source>
        <translation>Leise reden.</translation>
    </message>
    <message>
        <source>Sotto is private chat that a group of people can host themselves. Messages are encrypted before they leave your device, and the relay in between carries what it cannot read.</source>
        <translation>Sotto ist privater Chat, den eine Gruppe von Menschen selbst betreiben kann. Nachrichten werden verschlüsselt, bevor sie dein Gerät verlassen, und das Relay dazwischen trägt, was es nicht lesen kann.</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>What is protected, and what isn&apos;t</source>
        <translation>Was geschützt ist und was nicht</translation>
    </message>
</context>
<context>
    <name>LinkDeviceDialog</name>
    <message>
        <source>Link a device</source>
        <translation>Gerät verbinden</translation>
    </message>
    <message>
        <source>It&apos;s different</source>
        <translation>Sie ist anders</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It&apos;s the same</source>
        <translation>Sie ist gleich</translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation>Neuen Code zeigen</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>On the new device, choose “Link with a code” instead of a password, and enter this code there.</source>
        <translation>Wähle auf dem neuen Gerät „Mit einem Code verbinden“ statt eines Passworts und gib dort diesen Code ein.</translation>
    </message>
    <message>
        <source>A device that calls itself “%1” wants to be linked. Look at the new device in front of you: does it show this number?</source>
        <translation>Ein Gerät, das sich „%1“ nennt, möchte verbunden werden. Sieh auf das neue Gerät vor dir: Zeigt es diese Zahl?</translation>
    </message>
    <message>
        <source>Confirm the number on “%1” too.</source>
        <translation>Bestätige die Zahl auch auf „%1“.</translation>
    </message>
    <message>
        <source>The new device is linked. Your earlier messages follow.</source>
        <translation>Das neue Gerät ist verbunden. Deine früheren Nachrichten folgen.</translation>
    </message>
    <message>
        <source>The same code as a QR code</source>
        <translation>Derselbe Code als QR-Code</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>If you can&apos;t see the other screen yourself, or somebody tells you the number, choose “It&apos;s different”.</source>
        <translation>Wenn du den anderen Bildschirm nicht selbst siehst oder dir jemand die Zahl sagt, wähle „Sie ist anders“.</translation>
    </message>
    <message>
        <source>Whoever gets this code may become a device of your account and read everything. Nobody else ever needs it: not the relay, not support, not a friend.</source>
        <translation>Wer diesen Code bekommt, kann ein Gerät deines Kontos werden und alles lesen. Niemand sonst braucht ihn je: nicht das Relay, kein Support, keine Freunde.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>LinkScreen</name>
    <message>
        <source>On a device that is logged in, choose Settings, Devices, Link a device. It shows a code for this computer, so you need no password here.</source>
        <translation>Wähle auf einem angemeldeten Gerät Einstellungen, Geräte, Gerät verbinden. Es zeigt einen Code für diesen Computer; ein Passwort brauchst du hier nicht.</translation>
    </message>
    <message>
        <source>You weren&apos;t logged in.</source>
        <translation>Du wurdest nicht angemeldet.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name dieses Geräts</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>This computer is about to become a device of %1. Does the other device show this number?</source>
        <translation>Dieser Computer wird gleich ein Gerät von %1. Zeigt das andere Gerät diese Zahl?</translation>
    </message>
    <message>
        <source>Confirm the number on the other device too.</source>
        <translation>Bestätige die Zahl auch auf dem anderen Gerät.</translation>
    </message>
    <message>
        <source>Looking for the other device …</source>
        <translation>Das andere Gerät wird gesucht …</translation>
    </message>
    <message>
        <source>It&apos;s the same</source>
        <translation>Sie ist gleich</translation>
    </message>
    <message>
        <source>It&apos;s different</source>
        <translation>Sie ist anders</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Log in with a password</source>
        <translation>Mit Passwort anmelden</translation>
    </message>
    <message>
        <source>28 letters and digits, with or without hyphens. For the QR code you need a scanner program: enter here what it reads.</source>
        <translation>28 Buchstaben und Ziffern, mit oder ohne Bindestriche. Für den QR-Code brauchst du ein Programm zum Scannen: Gib hier ein, was es liest.</translation>
    </message>
</context>
<context>
    <name>LinkingNumber</name>
    <message>
        <source>Number to compare</source>
        <translation>Zahl zum Vergleichen</translation>
    </message>
</context>
<context>
    <name>LogOutDialog</name>
    <message>
        <source>Log out of this computer?</source>
        <translation>Auf diesem Computer abmelden?</translation>
    </message>
    <message>
        <source>The keys of this device and all messages kept on this computer are erased. Messages that you have only here are gone for good.</source>
        <translation>Die Schlüssel dieses Geräts und alle auf diesem Computer aufbewahrten Nachrichten werden gelöscht. Nachrichten, die du nur hier hast, sind endgültig weg.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Abmelden</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Welcome back.</source>
        <translation>Willkommen zurück.</translation>
    </message>
    <message>
        <source>You weren&apos;t logged in.</source>
        <translation>Du wurdest nicht angemeldet.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name dieses Geräts</translation>
    </message>
    <message>
        <source>This computer becomes a device of your account, with keys of its own. Your earlier messages come from the relay, which can&apos;t read them.</source>
        <translation>Dieser Computer wird ein Gerät deines Kontos, mit eigenen Schlüsseln. Deine früheren Nachrichten kommen vom Relay, das sie nicht lesen kann.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>No account yet?</source>
        <translation>Noch kein Konto?</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Link with a code</source>
        <translation>Mit einem Code verbinden</translation>
    </message>
</context>
<context>
    <name>MemberLine</name>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role of %1</source>
        <translation>Rolle von %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the group?</source>
        <translation>%1 aus der Gruppe entfernen?</translation>
    </message>
    <message>
        <source>They keep what they have read, and read nothing that is said from now on.</source>
        <translation>Was bisher gelesen wurde, bleibt dort; was von jetzt an gesagt wird, nicht mehr.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the group</source>
        <translation>%1 aus der Gruppe entfernen</translation>
    </message>
    <message>
        <source>They can&apos;t join again. What they said stays until somebody takes it back.</source>
        <translation>Sie können nicht wieder beitreten. Was sie gesagt haben, bleibt, bis jemand es zurücknimmt.</translation>
    </message>
</context>
<context>
    <name>MenuLink</name>
    <message>
        <source>Register</source>
        <translation>Registrieren</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>What to do with this message</source>
        <translation>Was mit dieser Nachricht geschehen soll</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Go to what it answers</source>
        <translation>Zur beantworteten Nachricht</translation>
    </message>
</context>
<context>
    <name>NameOptions</name>
    <message>
        <source>People to name</source>
        <translation>Wen man nennen kann</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>You</source>
        <comment>after a preposition: a reaction by you</comment>
        <translation>dir</translation>
    </message>
</context>
<context>
    <name>NewsScreen</name>
    <message>
        <source>From the people who run this relay.</source>
        <translation>Von denen, die dieses Relay betreiben.</translation>
    </message>
    <message>
        <source>The news couldn&apos;t be fetched.</source>
        <translation>Die Neuigkeiten konnten nicht geholt werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>No news yet</source>
        <translation>Noch keine Neuigkeiten</translation>
    </message>
    <message>
        <source>When those who run this relay have something to say, it appears here.</source>
        <translation>Wenn die Betreiber dieses Relays etwas zu sagen haben, erscheint es hier.</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>The key of %1 changed. That happens when somebody begins anew with their account. It could also be somebody in between.</source>
        <translation>Der Schlüssel von %1 hat sich geändert. Das geschieht, wenn jemand mit seinem Konto neu anfängt. Es könnte aber auch jemand dazwischenstehen.</translation>
    </message>
    <message>
        <source>A message couldn&apos;t be decrypted and is missing here. The session was begun anew; ask them to send it again.</source>
        <translation>Eine Nachricht konnte nicht entschlüsselt werden und fehlt hier. Die Sitzung wurde neu begonnen; bitte die andere Person, sie noch einmal zu senden.</translation>
    </message>
    <message>
        <source>%1 set new messages to stay.</source>
        <translation>%1: Neue Nachrichten bleiben ab jetzt.</translation>
    </message>
    <message>
        <source>%1 set new messages to disappear %2 after they were read, and where they were written, %2 after they were sent.</source>
        <translation>%1: Neue Nachrichten verschwinden ab jetzt %2 nach dem Lesen, und dort, wo sie geschrieben wurden, %2 nach dem Senden.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of %1 are missing here.</source>
        <translation>
            <numerusform>%n Nachricht von %1 fehlt hier.</numerusform>
            <numerusform>%n Nachrichten von %1 fehlen hier.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OffRecordPanel</name>
    <message>
        <source>Off the record</source>
        <translation>Ohne Aufzeichnung</translation>
    </message>
    <message>
        <source>Said off the record</source>
        <translation>Ohne Aufzeichnung gesagt</translation>
    </message>
    <message>
        <source>What you write now reaches only the devices of %1 that are connected at this moment, or nobody. No relay, no history and no other device of yours keeps it. It is gone here when you end this or close the program, and at theirs when they do. Somebody can still copy or photograph what they read.</source>
        <translation>Was du jetzt schreibst, erreicht nur die Geräte von %1, die in diesem Augenblick verbunden sind, oder niemanden. Kein Relay, kein Verlauf und kein anderes deiner Geräte behält es. Hier ist es weg, wenn du dies beendest oder das Programm schließt, auf der anderen Seite, wenn man es dort tut. Was jemand liest, lässt sich trotzdem abschreiben oder fotografieren.</translation>
    </message>
    <message>
        <source>End and forget</source>
        <translation>Beenden und vergessen</translation>
    </message>
</context>
<context>
    <name>OpenGroupNotice</name>
    <message numerus="yes">
        <source>%n post(s) aren&apos;t shown: their authors didn&apos;t sign them like that, or they were moved.</source>
        <translation>
            <numerusform>%n Beitrag wird nicht gezeigt: So wurde er nicht signiert, oder er wurde verschoben.</numerusform>
            <numerusform>%n Beiträge werden nicht gezeigt: So wurden sie nicht signiert, oder sie wurden verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open group: not encrypted</source>
        <translation>Offene Gruppe: nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Everybody can read what is said here, also without an account. Every post is signed by its author, so who said it can be verified and not denied.</source>
        <translation>Alle können lesen, was hier gesagt wird, auch ohne Konto. Jeder Beitrag ist signiert: Wer ihn geschrieben hat, lässt sich prüfen und nicht abstreiten.</translation>
    </message>
    <message>
        <source>Load earlier posts</source>
        <translation>Frühere Beiträge laden</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Passwort zeigen</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Passwort verbergen</translation>
    </message>
</context>
<context>
    <name>PolicyFields</name>
    <message>
        <source>How many members must approve a newcomer</source>
        <translation>Wie viele Mitglieder einer Aufnahme zustimmen müssen</translation>
    </message>
    <message>
        <source>As long as there are fewer who may, all of them must.</source>
        <translation>Solange es weniger sind, die dürfen, müssen alle zustimmen.</translation>
    </message>
    <message>
        <source>Who may approve</source>
        <translation>Wer zustimmen darf</translation>
    </message>
    <message>
        <source>Every member</source>
        <translation>Jedes Mitglied</translation>
    </message>
    <message>
        <source>Admins and owners</source>
        <translation>Admins und Eigentümer</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Eigentümer</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Tell people when I have read their messages</source>
        <translation>Anderen mitteilen, wenn ich ihre Nachrichten gelesen habe</translation>
    </message>
    <message>
        <source>You then also see when they have read yours, if they tell it too. Strangers are told nothing.</source>
        <translation>Dann siehst du auch, wann sie deine gelesen haben, wenn sie es ebenfalls mitteilen. Fremde erfahren nichts.</translation>
    </message>
    <message>
        <source>Show people when I am writing to them</source>
        <translation>Anderen zeigen, wenn ich ihnen schreibe</translation>
    </message>
    <message>
        <source>You then also see when they write to you, if they show it too. Strangers are told nothing.</source>
        <translation>Dann siehst du auch, wann sie dir schreiben, wenn sie es ebenfalls zeigen. Fremde erfahren nichts.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Asking the relay …</source>
        <translation>Das Relay wird gefragt …</translation>
    </message>
    <message>
        <source>Their profile isn&apos;t available just now.</source>
        <translation>Das Profil ist gerade nicht verfügbar.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Nothing written.</source>
        <translation>Nichts angegeben.</translation>
    </message>
    <message>
        <source>Public identity key, as the relay tells it</source>
        <translation>Öffentlicher Identitätsschlüssel, wie ihn das Relay nennt</translation>
    </message>
    <message>
        <source>Your name for them</source>
        <translation>Dein Name für diese Person</translation>
    </message>
    <message>
        <source>Only on this device. Leave it empty to show theirs.</source>
        <translation>Nur auf diesem Gerät. Lass das Feld leer, um den eigenen Namen der Person zu zeigen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
</context>
<context>
    <name>ProfileSettings</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>You&apos;re %1. Anybody on this relay can read what you write here.</source>
        <translation>Du bist %1. Alle auf diesem Relay können lesen, was du hier schreibst.</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Anzeigename</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Über dich</translation>
    </message>
    <message>
        <source>List me in the directory</source>
        <translation>Im Verzeichnis anzeigen</translation>
    </message>
    <message>
        <source>Otherwise only those who know your exact name can find you.</source>
        <translation>Sonst finden dich nur die, die deinen genauen Namen kennen.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Profil speichern</translation>
    </message>
</context>
<context>
    <name>QuickSwitcher</name>
    <message>
        <source>Go to a conversation</source>
        <translation>Zu einer Unterhaltung gehen</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Namen eingeben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>No conversation with that name.</source>
        <translation>Keine Unterhaltung mit diesem Namen.</translation>
    </message>
    <message>
        <source>Arrow keys choose, Enter opens, Escape closes.</source>
        <translation>Pfeiltasten wählen aus, die Eingabetaste öffnet, Escape schließt.</translation>
    </message>
</context>
<context>
    <name>Quoted</name>
    <message>
        <source>The message that this one answers isn&apos;t here.</source>
        <translation>Die Nachricht, auf die diese antwortet, ist nicht da.</translation>
    </message>
    <message>
        <source>Answer to %1: %2</source>
        <translation>Antwort an %1: %2</translation>
    </message>
    <message>
        <source>Answer to yourself: %1</source>
        <translation>Antwort an dich: %1</translation>
    </message>
</context>
<context>
    <name>ReactionChoice</name>
    <message>
        <source>React with %1</source>
        <translation>Mit %1 reagieren</translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>RegisterScreen</name>
    <message>
        <source>A name and a password are all it takes.</source>
        <translation>Ein Name und ein Passwort genügen.</translation>
    </message>
    <message>
        <source>Your account wasn&apos;t created.</source>
        <translation>Dein Konto wurde nicht angelegt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Others find you by this name. It can&apos;t be changed later.</source>
        <translation>Unter diesem Namen finden dich andere. Er lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>Nobody can reset it for you: it is what unlocks your keys.</source>
        <translation>Niemand kann es für dich zurücksetzen: Es schließt deine Schlüssel auf.</translation>
    </message>
    <message>
        <source>Display name (optional)</source>
        <translation>Anzeigename (freiwillig)</translation>
    </message>
    <message>
        <source>Shown next to your messages. Anybody here can read it.</source>
        <translation>Steht neben deinen Nachrichten. Alle hier können ihn lesen.</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Name dieses Geräts</translation>
    </message>
    <message>
        <source>Only you see it, encrypted, in your list of devices.</source>
        <translation>Nur du siehst ihn, verschlüsselt, in der Liste deiner Geräte.</translation>
    </message>
    <message>
        <source>List me in the directory</source>
        <translation>Im Verzeichnis anzeigen</translation>
    </message>
    <message>
        <source>Otherwise only those who know your exact name can find you.</source>
        <translation>Sonst finden dich nur die, die deinen genauen Namen kennen.</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>You have an account already?</source>
        <translation>Du hast schon ein Konto?</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>RelayField</name>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Without https, anybody on the way sees your name and when you write. Messages stay encrypted.</source>
        <translation>Ohne https sehen alle auf dem Weg deinen Namen und wann du schreibst. Nachrichten bleiben verschlüsselt.</translation>
    </message>
    <message>
        <source>The address at which the people you talk with have their accounts.</source>
        <translation>Die Adresse, unter der die Menschen, mit denen du schreibst, ihr Konto haben.</translation>
    </message>
</context>
<context>
    <name>RelaySettings</name>
    <message>
        <source>Relay</source>
        <translation>Relay</translation>
    </message>
    <message>
        <source>Your account lives on this relay. Log out to use another one.</source>
        <translation>Dein Konto liegt auf diesem Relay. Melde dich ab, um ein anderes zu benutzen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report a message of %1</source>
        <translation>Eine Nachricht von %1 melden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>The administrator of your relay can&apos;t read messages. If you want to show them this one, copy the report and send it to them yourself. Nothing is sent from here. To hear no more of somebody, block them in their profile.</source>
        <translation>Wer dein Relay verwaltet, kann Nachrichten nicht lesen. Wenn du diese zeigen willst, kopiere die Meldung und schick sie selbst dorthin. Von hier aus wird nichts gesendet. Um von jemandem nichts mehr zu hören, blockiere im Profil.</translation>
    </message>
    <message>
        <source>With the text of the message</source>
        <translation>Mit dem Text der Nachricht</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Die Meldung</translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message>
        <source>%1 would like to be let in</source>
        <translation>%1 bittet um Aufnahme</translation>
    </message>
    <message numerus="yes">
        <source>%n people would like to be let in</source>
        <translation>
            <numerusform>%n Person bittet um Aufnahme</numerusform>
            <numerusform>%n Personen bitten um Aufnahme</numerusform>
        </translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at the requests</source>
        <translation>Bitten ansehen</translation>
    </message>
</context>
<context>
    <name>RequestLine</name>
    <message>
        <source>%1 of %2 approvals</source>
        <translation>%1 von %2 Zustimmungen</translation>
    </message>
    <message>
        <source>You have approved this</source>
        <translation>Du hast zugestimmt</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>%1 zustimmen</translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Turn down %1</source>
        <translation>%1 ablehnen</translation>
    </message>
</context>
<context>
    <name>RequestNotice</name>
    <message>
        <source>You have blocked %1</source>
        <translation>Du hast %1 blockiert</translation>
    </message>
    <message>
        <source>%1 would like to write to you</source>
        <translation>%1 möchte dir schreiben</translation>
    </message>
    <message>
        <source>What they send in the meantime isn&apos;t kept.</source>
        <translation>Was inzwischen kommt, wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>You don&apos;t know each other here. They don&apos;t learn that you have seen this before you accept or answer.</source>
        <translation>Ihr kennt euch hier noch nicht. Dass du dies gesehen hast, erfährt niemand, bevor du annimmst oder antwortest.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>It is logged out at once and receives nothing any more. What it has received stays on it only until it next connects.</source>
        <translation>Es wird sofort abgemeldet und empfängt nichts mehr. Was es empfangen hat, bleibt nur so lange darauf, bis es sich das nächste Mal verbindet.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>SafetyCodePart</name>
    <message>
        <source>QR code of the safety number</source>
        <translation>QR-Code der Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>The other&apos;s code</source>
        <translation>Code des anderen</translation>
    </message>
    <message>
        <source>Paste what a scanner read from the QR code on their screen. A code that came through this chat proves nothing.</source>
        <translation>Füge ein, was ein Scanner aus dem QR-Code auf dem anderen Bildschirm gelesen hat. Ein Code, der durch diesen Chat kam, beweist nichts.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>It is the code that %1 should have: nobody reads along.</source>
        <translation>Es ist der Code, den %1 haben soll: Niemand liest mit.</translation>
    </message>
    <message>
        <source>Another key! What you see of %1, or what %1 sees of you, is not real. Somebody may be reading along: don&apos;t accept it, and tell each other by another way.</source>
        <translation>Ein anderer Schlüssel! Was du von %1 siehst oder was %1 von dir sieht, ist nicht echt. Vielleicht liest jemand mit: Nimm ihn nicht an, und sagt es einander auf anderem Weg.</translation>
    </message>
    <message>
        <source>This isn&apos;t %1&apos;s code for this conversation. It may be your own, one of another conversation, or incomplete.</source>
        <translation>Das ist nicht der Code von %1 für dieses Gespräch. Es kann dein eigener sein, einer aus einem anderen Gespräch, oder er ist unvollständig.</translation>
    </message>
</context>
<context>
    <name>SafetyDigits</name>
    <message>
        <source>The safety number, 12 groups of 5 digits</source>
        <translation>Die Sicherheitsnummer, 12 Gruppen mit je 5 Ziffern</translation>
    </message>
</context>
<context>
    <name>SafetyNumberDialog</name>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>There is no number yet. It appears with the first message in either direction.</source>
        <translation>Es gibt noch keine Nummer. Sie erscheint mit der ersten Nachricht in eine der beiden Richtungen.</translation>
    </message>
    <message>
        <source>If you and %1 see the same number, nobody reads along. Compare it face to face or on a call, not in a chat.</source>
        <translation>Wenn du und %1 dieselbe Nummer seht, liest niemand mit. Vergleicht sie von Angesicht zu Angesicht oder am Telefon, nicht in einem Chat.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Not verified any more</source>
        <translation>Nicht mehr verifiziert</translation>
    </message>
    <message>
        <source>It&apos;s the same: mark as verified</source>
        <translation>Sie stimmt: als verifiziert markieren</translation>
    </message>
    <message>
        <source>You have compared this number with %1.</source>
        <translation>Du hast diese Nummer mit %1 verglichen.</translation>
    </message>
</context>
<context>
    <name>SavedLine</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>People and messages</source>
        <translation>Personen und Nachrichten</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Personen und Nachrichten suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Searching …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Nobody in the directory. An exact name finds those who aren&apos;t listed.</source>
        <translation>Niemand im Verzeichnis. Ein genauer Name findet auch die, die nicht darin stehen.</translation>
    </message>
    <message>
        <source>No message contains that.</source>
        <translation>Keine Nachricht enthält das.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>In your messages</source>
        <translation>In deinen Nachrichten</translation>
    </message>
    <message>
        <source>You:</source>
        <translation>Du:</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>That isn&apos;t in a form that Sotto understands. Please check what you typed.</source>
        <translation>Das hat keine Form, die Sotto versteht. Bitte prüfe die Eingabe.</translation>
    </message>
    <message>
        <source>That is too long to be sent.</source>
        <translation>Das ist zu lang zum Senden.</translation>
    </message>
    <message>
        <source>The other side speaks a newer version of Sotto. Please install the newest one.</source>
        <translation>Die Gegenseite spricht eine neuere Version von Sotto. Bitte installiere die neueste.</translation>
    </message>
    <message>
        <source>The other side uses an encryption that this version doesn&apos;t know. Please install the newest one.</source>
        <translation>Die Gegenseite benutzt eine Verschlüsselung, die diese Version nicht kennt. Bitte installiere die neueste.</translation>
    </message>
    <message>
        <source>A key that came from the relay is damaged, so it wasn&apos;t used.</source>
        <translation>Ein Schlüssel vom Relay ist beschädigt und wurde deshalb nicht benutzt.</translation>
    </message>
    <message>
        <source>A key that came from the relay is unsafe, so it wasn&apos;t used.</source>
        <translation>Ein Schlüssel vom Relay ist unsicher und wurde deshalb nicht benutzt.</translation>
    </message>
    <message>
        <source>A signature didn&apos;t match, so what it was under wasn&apos;t used.</source>
        <translation>Eine Signatur passte nicht; was sie unterschrieb, wurde deshalb nicht benutzt.</translation>
    </message>
    <message>
        <source>There is no encrypted session with this person yet.</source>
        <translation>Mit dieser Person gibt es noch keine verschlüsselte Sitzung.</translation>
    </message>
    <message>
        <source>A message was made for a key that this device no longer has.</source>
        <translation>Eine Nachricht war für einen Schlüssel gemacht, den dieses Gerät nicht mehr hat.</translation>
    </message>
    <message>
        <source>This person&apos;s key has changed. Compare the safety number as it is now before you accept it.</source>
        <translation>Der Schlüssel dieser Person hat sich geändert. Vergleiche die Sicherheitsnummer, wie sie jetzt ist, bevor du ihn annimmst.</translation>
    </message>
    <message>
        <source>This message came a second time and was left out.</source>
        <translation>Diese Nachricht kam ein zweites Mal und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>An old message was sent again by somebody and was left out.</source>
        <translation>Jemand hat eine alte Nachricht noch einmal gesendet; sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>A message couldn&apos;t be decrypted.</source>
        <translation>Eine Nachricht konnte nicht entschlüsselt werden.</translation>
    </message>
    <message>
        <source>Too many messages are missing in between.</source>
        <translation>Dazwischen fehlen zu viele Nachrichten.</translation>
    </message>
    <message>
        <source>A message claims to be from somebody else than its key says. It was left out.</source>
        <translation>Eine Nachricht gibt einen anderen Absender an, als ihr Schlüssel sagt. Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>A message was made for another conversation. It was left out.</source>
        <translation>Eine Nachricht war für eine andere Unterhaltung gemacht. Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Too many unreadable messages came from this person. Sotto takes a short break from them.</source>
        <translation>Von dieser Person kamen zu viele unlesbare Nachrichten. Sotto macht davon eine kurze Pause.</translation>
    </message>
    <message>
        <source>The group has changed meanwhile. Please look again.</source>
        <translation>Die Gruppe hat sich inzwischen geändert. Bitte sieh noch einmal nach.</translation>
    </message>
    <message>
        <source>The relay tells different people different things about this group. Nothing is sent to it.</source>
        <translation>Das Relay erzählt verschiedenen Leuten Verschiedenes über diese Gruppe. Es wird nichts an sie gesendet.</translation>
    </message>
    <message>
        <source>You may not do that in this group.</source>
        <translation>Das darfst du in dieser Gruppe nicht.</translation>
    </message>
    <message>
        <source>Not enough members have approved this yet.</source>
        <translation>Dem haben noch nicht genug Mitglieder zugestimmt.</translation>
    </message>
    <message>
        <source>That name and password don&apos;t belong together.</source>
        <translation>Dieser Name und dieses Passwort gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The relay asked for a weaker protection of your password than Sotto allows. Nothing was sent.</source>
        <translation>Das Relay verlangte einen schwächeren Schutz deines Passworts, als Sotto zulässt. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>This computer gave no random numbers, and without them there is no encryption.</source>
        <translation>Dieser Computer lieferte keine Zufallszahlen, und ohne sie gibt es keine Verschlüsselung.</translation>
    </message>
    <message>
        <source>The encryption failed on this computer. Please start Sotto again.</source>
        <translation>Die Verschlüsselung ist auf diesem Computer gescheitert. Bitte starte Sotto neu.</translation>
    </message>
    <message>
        <source>Your messages on this device can&apos;t be read or written just now. Please try again.</source>
        <translation>Deine Nachrichten auf diesem Gerät lassen sich gerade nicht lesen oder schreiben. Bitte versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The messages kept on this device are damaged.</source>
        <translation>Die auf diesem Gerät aufbewahrten Nachrichten sind beschädigt.</translation>
    </message>
    <message>
        <source>The messages kept on this device can&apos;t be unlocked.</source>
        <translation>Die auf diesem Gerät aufbewahrten Nachrichten lassen sich nicht aufschließen.</translation>
    </message>
    <message>
        <source>That isn&apos;t there any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>That exists already.</source>
        <translation>Das gibt es schon.</translation>
    </message>
    <message>
        <source>Please log in first.</source>
        <translation>Bitte melde dich zuerst an.</translation>
    </message>
    <message>
        <source>Somebody is logged in here already. Log out first.</source>
        <translation>Hier ist schon jemand angemeldet. Melde dich zuerst ab.</translation>
    </message>
    <message>
        <source>That isn&apos;t possible just now.</source>
        <translation>Das ist gerade nicht möglich.</translation>
    </message>
    <message>
        <source>The relay refused this.</source>
        <translation>Das Relay hat das abgelehnt.</translation>
    </message>
    <message>
        <source>The proof that you&apos;re not a machine didn&apos;t reach the relay in time. Please try again.</source>
        <translation>Der Nachweis, dass du keine Maschine bist, kam nicht rechtzeitig beim Relay an. Bitte versuche es noch einmal.</translation>
    </message>
    <message>
        <source>That name is taken. Please choose another one, or log in if it is yours.</source>
        <translation>Dieser Name ist vergeben. Bitte wähle einen anderen, oder melde dich an, wenn es deiner ist.</translation>
    </message>
    <message>
        <source>There is nobody with that name here.</source>
        <translation>Hier gibt es niemanden mit diesem Namen.</translation>
    </message>
    <message>
        <source>That was too often in a short time.</source>
        <translation>Das war zu oft in kurzer Zeit.</translation>
    </message>
    <message>
        <source>Their mailbox is full. Your message is kept and will be sent when there is room.</source>
        <translation>Das Postfach der anderen Person ist voll. Deine Nachricht wird aufbewahrt und gesendet, sobald Platz ist.</translation>
    </message>
    <message>
        <source>There is no connection to the relay.</source>
        <translation>Es besteht keine Verbindung zum Relay.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t accept this device any more. Please log in again.</source>
        <translation>Das Relay nimmt dieses Gerät nicht mehr an. Bitte melde dich neu an.</translation>
    </message>
    <message>
        <source>This version of Sotto can&apos;t do that.</source>
        <translation>Diese Version von Sotto kann das nicht.</translation>
    </message>
    <message>
        <source>Sotto was closed in the middle of this. Please look whether it was done before trying again.</source>
        <translation>Sotto wurde mittendrin geschlossen. Bitte sieh nach, ob es erledigt wurde, bevor du es noch einmal versuchst.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Etwas ist schiefgegangen.</translation>
    </message>
    <message numerus="yes">
        <source>Please try again in %n second(s).</source>
        <translation>
            <numerusform>Bitte versuche es in einer Sekunde noch einmal.</numerusform>
            <numerusform>Bitte versuche es in %n Sekunden noch einmal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Please enter your name.</source>
        <translation>Bitte gib deinen Namen ein.</translation>
    </message>
    <message>
        <source>3 to 32 letters a–z and digits, beginning with a letter. Single dots, dashes and underscores are fine in between.</source>
        <translation>3 bis 32 Buchstaben a–z und Ziffern, am Anfang ein Buchstabe. Einzelne Punkte, Binde- und Unterstriche dürfen dazwischenstehen.</translation>
    </message>
    <message>
        <source>Please enter a password.</source>
        <translation>Bitte gib ein Passwort ein.</translation>
    </message>
    <message>
        <source>At least 10 characters, please.</source>
        <translation>Bitte mindestens 10 Zeichen.</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>Das ist zu lang.</translation>
    </message>
    <message>
        <source>Please enter the address of a relay.</source>
        <translation>Bitte gib die Adresse eines Relays ein.</translation>
    </message>
    <message>
        <source>That isn&apos;t the address of a relay. It looks like chat.example.org.</source>
        <translation>Das ist keine Adresse eines Relays. Sie sieht aus wie chat.example.org.</translation>
    </message>
    <message>
        <source>Too short: at least 10 characters.</source>
        <translation>Zu kurz: mindestens 10 Zeichen.</translation>
    </message>
    <message>
        <source>Easy to guess. Make it longer or less regular.</source>
        <translation>Leicht zu erraten. Mach es länger oder weniger regelmäßig.</translation>
    </message>
    <message>
        <source>Passable. A little longer is much better.</source>
        <translation>Brauchbar. Etwas länger ist viel besser.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Gut.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Stark.</translation>
    </message>
    <message>
        <source>At least 10 characters. A few unrelated words are easy to remember and hard to guess.</source>
        <translation>Mindestens 10 Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.</translation>
    </message>
    <message>
        <source>Connecting to the relay</source>
        <translation>Verbindung zum Relay</translation>
    </message>
    <message>
        <source>Proving that you&apos;re not a machine</source>
        <translation>Nachweis, dass du keine Maschine bist</translation>
    </message>
    <message>
        <source>Turning your password into keys</source>
        <translation>Aus deinem Passwort werden Schlüssel</translation>
    </message>
    <message>
        <source>Asking the relay</source>
        <translation>Anfrage beim Relay</translation>
    </message>
    <message>
        <source>Making this device&apos;s keys</source>
        <translation>Schlüssel dieses Geräts werden gemacht</translation>
    </message>
    <message>
        <source>Publishing the public halves</source>
        <translation>Die öffentlichen Hälften werden veröffentlicht</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Neuigkeiten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The encrypted session with %1 was begun anew, because a message couldn&apos;t be read. Nothing for you to do.</source>
        <translation>Die verschlüsselte Sitzung mit %1 wurde neu begonnen, weil eine Nachricht nicht lesbar war. Du musst nichts tun.</translation>
    </message>
    <message>
        <source>The relay names a device of %1 that %1 hasn&apos;t signed. Nothing is encrypted for it, and your messages wait.</source>
        <translation>Das Relay nennt ein Gerät von %1, das %1 nicht unterschrieben hat. Dafür wird nichts verschlüsselt, und deine Nachrichten warten.</translation>
    </message>
    <message>
        <source>The data of this device is an older copy that was put back, so newer messages may be missing here. The encrypted sessions begin anew.</source>
        <translation>Die Daten dieses Geräts sind eine ältere Kopie, die zurückgespielt wurde; neuere Nachrichten können hier fehlen. Die verschlüsselten Sitzungen beginnen neu.</translation>
    </message>
    <message>
        <source>Your edit didn&apos;t reach %1, who still sees the message as it was. It may be too long, or the relay refused it.</source>
        <translation>Deine Änderung ist nicht bei %1 angekommen; dort steht die Nachricht noch wie vorher. Vielleicht ist sie zu lang, oder das Relay hat sie abgelehnt.</translation>
    </message>
    <message>
        <source>Your deletion didn&apos;t reach %1, who still sees the message.</source>
        <translation>Deine Löschung ist nicht bei %1 angekommen; dort steht die Nachricht noch.</translation>
    </message>
    <message>
        <source>Your reaction didn&apos;t reach %1.</source>
        <translation>Deine Reaktion ist nicht bei %1 angekommen.</translation>
    </message>
    <message>
        <source>%1 wasn&apos;t told how long messages last from now on. Your own last so long all the same.</source>
        <translation>%1 hat nicht erfahren, wie lange Nachrichten ab jetzt bleiben. Deine bleiben trotzdem so lange.</translation>
    </message>
    <message>
        <source>The relay&apos;s copy of your history isn&apos;t the one your devices know: something was left out or changed. Nothing is taken from it or added to it for now.</source>
        <translation>Die Kopie deines Verlaufs auf dem Relay ist nicht die, die deine Geräte kennen: Etwas fehlt oder wurde geändert. Vorerst wird nichts daraus geholt und nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>The relay keeps no more of your history: new messages won&apos;t be on devices that you add later.</source>
        <translation>Das Relay bewahrt nichts mehr von deinem Verlauf auf: Neue Nachrichten werden auf Geräten fehlen, die du später hinzufügst.</translation>
    </message>
    <message>
        <source>Your earlier messages are here. Some entries were left out, %1 in all: none of your devices has made them.</source>
        <translation>Deine früheren Nachrichten sind da. Einige Einträge wurden ausgelassen, insgesamt %1: Keines deiner Geräte hat sie gemacht.</translation>
    </message>
    <message>
        <source>You&apos;re logged out. Everything of the account was erased from this computer.</source>
        <translation>Du bist abgemeldet. Alles, was zum Konto gehört, wurde von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>This device was removed from your account. Everything of it was erased from this computer.</source>
        <translation>Dieses Gerät wurde aus deinem Konto entfernt. Alles davon wurde von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Your profile is saved.</source>
        <translation>Dein Profil ist gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages stay</source>
        <translation>Neue Nachrichten bleiben</translation>
    </message>
    <message>
        <source>New messages disappear after %1</source>
        <translation>Zeit bis zum Verschwinden neuer Nachrichten: %1</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>%1 created the group.</source>
        <translation>%1 hat die Gruppe erstellt.</translation>
    </message>
    <message>
        <source>%1 came in.</source>
        <translation>%1 ist neu dabei.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 hat die Gruppe verlassen.</translation>
    </message>
    <message>
        <source>%1 removed %2.</source>
        <translation>%1 hat %2 entfernt.</translation>
    </message>
    <message>
        <source>%1 changed the role of %2.</source>
        <translation>%1 hat die Rolle von %2 geändert.</translation>
    </message>
    <message>
        <source>%1 named the group “%2”.</source>
        <translation>%1 hat die Gruppe „%2“ genannt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>%1 hat festgelegt, dass %n Zustimmung zur Aufnahme genügt.</numerusform>
            <numerusform>%1 hat festgelegt, dass %n Zustimmungen zur Aufnahme genügen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed the group.</source>
        <translation>%1 hat die Gruppe geändert.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Two are writing as one device of %1: somebody may be using a copy of it. %1 should remove that device and add it anew.</source>
        <translation>Zwei schreiben als dasselbe Gerät von %1: Vielleicht benutzt jemand eine Kopie davon. %1 sollte dieses Gerät entfernen und neu hinzufügen.</translation>
    </message>
    <message>
        <source>The relay shows an old or unsigned list of %1&apos;s devices. It isn&apos;t used; new devices wait until the relay shows the right one.</source>
        <translation>Das Relay zeigt eine alte oder nicht unterschriebene Liste der Geräte von %1. Sie wird nicht verwendet; neue Geräte warten, bis das Relay die richtige zeigt.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Nicht zugestellt</translation>
    </message>
    <message>
        <source>Not confirmed: it may have arrived or not</source>
        <translation>Nicht bestätigt: vielleicht angekommen, vielleicht nicht</translation>
    </message>
    <message>
        <source>Encrypting, %1% of %2</source>
        <translation>Wird verschlüsselt, %1 % von %2</translation>
    </message>
    <message>
        <source>Sending, %1% of %2</source>
        <translation>Wird gesendet, %1 % von %2</translation>
    </message>
    <message>
        <source>Downloading, %1% of %2</source>
        <translation>Wird geladen, %1 % von %2</translation>
    </message>
    <message>
        <source>It couldn&apos;t be read to its end. Delete it, and attach it again.</source>
        <translation>Sie konnte nicht bis zum Ende gelesen werden. Lösche sie und hänge sie noch einmal an.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t take it: it is too large, or your space there is full.</source>
        <translation>Das Relay nimmt sie nicht an: Sie ist zu groß, oder dein Platz dort ist voll.</translation>
    </message>
    <message>
        <source>The relay has no room left just now.</source>
        <translation>Auf dem Relay ist gerade kein Platz mehr.</translation>
    </message>
    <message>
        <source>It couldn&apos;t be sent.</source>
        <translation>Sie konnte nicht gesendet werden.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t have it any more.</source>
        <translation>Das Relay hat sie nicht mehr.</translation>
    </message>
    <message>
        <source>It arrived damaged, so nothing of it was kept.</source>
        <translation>Sie kam beschädigt an, deshalb wurde nichts davon behalten.</translation>
    </message>
    <message>
        <source>It couldn&apos;t be downloaded.</source>
        <translation>Sie konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 is too large to be sent. A file may have up to 100 MB.</source>
        <translation>%1 ist zu groß zum Senden. Eine Datei darf bis zu 100 MB haben.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Please enter the code.</source>
        <translation>Bitte gib den Code ein.</translation>
    </message>
    <message>
        <source>That isn&apos;t a code. Please compare it with the other screen.</source>
        <translation>Das ist kein Code. Bitte vergleiche ihn mit dem anderen Bildschirm.</translation>
    </message>
    <message>
        <source>Link this computer</source>
        <translation>Diesen Computer verbinden</translation>
    </message>
    <message>
        <source>The ten minutes are over, or the new device has given up. Nothing was handed over.</source>
        <translation>Die zehn Minuten sind vorbei, oder das neue Gerät hat aufgegeben. Es wurde nichts übergeben.</translation>
    </message>
    <message>
        <source>This code isn&apos;t good, or not any more. Ask the other device for a new one.</source>
        <translation>Dieser Code gilt nicht oder nicht mehr. Lass dir vom anderen Gerät einen neuen zeigen.</translation>
    </message>
    <message>
        <source>This code was used already. If that wasn&apos;t you, choose “It&apos;s different” on the other device and show a new code.</source>
        <translation>Dieser Code wurde schon benutzt. Wenn das nicht du warst, wähle auf dem anderen Gerät „Sie ist anders“ und zeige einen neuen Code.</translation>
    </message>
    <message>
        <source>Something was changed on its way between the two devices, so nothing was handed over.</source>
        <translation>Auf dem Weg zwischen den beiden Geräten wurde etwas verändert, deshalb wurde nichts übergeben.</translation>
    </message>
    <message>
        <source>%1 removed the picture of the group.</source>
        <translation>%1 hat das Bild der Gruppe entfernt.</translation>
    </message>
    <message>
        <source>%1 changed the picture of the group.</source>
        <translation>%1 hat das Bild der Gruppe geändert.</translation>
    </message>
    <message>
        <source>%1 is saved.</source>
        <translation>%1 ist gespeichert.</translation>
    </message>
    <message>
        <source>%1 couldn&apos;t be saved. Perhaps nothing may be written in that folder, or the disk is full.</source>
        <translation>%1 konnte nicht gespeichert werden. Vielleicht darf in diesen Ordner nichts geschrieben werden, oder der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>You created the group.</source>
        <translation>Du hast die Gruppe erstellt.</translation>
    </message>
    <message>
        <source>You came in.</source>
        <translation>Du bist neu dabei.</translation>
    </message>
    <message>
        <source>You left.</source>
        <translation>Du hast die Gruppe verlassen.</translation>
    </message>
    <message>
        <source>You removed %1.</source>
        <translation>Du hast %1 entfernt.</translation>
    </message>
    <message>
        <source>You changed your role.</source>
        <translation>Du hast deine Rolle geändert.</translation>
    </message>
    <message>
        <source>You changed the role of %1.</source>
        <translation>Du hast die Rolle von %1 geändert.</translation>
    </message>
    <message>
        <source>You removed the picture of the group.</source>
        <translation>Du hast das Bild der Gruppe entfernt.</translation>
    </message>
    <message>
        <source>You changed the picture of the group.</source>
        <translation>Du hast das Bild der Gruppe geändert.</translation>
    </message>
    <message>
        <source>You named the group “%1”.</source>
        <translation>Du hast die Gruppe „%1“ genannt.</translation>
    </message>
    <message numerus="yes">
        <source>You set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>Du hast festgelegt, dass %n Zustimmung zur Aufnahme genügt.</numerusform>
            <numerusform>Du hast festgelegt, dass %n Zustimmungen zur Aufnahme genügen.</numerusform>
        </translation>
    </message>
    <message>
        <source>You changed the group.</source>
        <translation>Du hast die Gruppe geändert.</translation>
    </message>
    <message>
        <source>%1 removed you.</source>
        <translation>%1 hat dich entfernt.</translation>
    </message>
    <message>
        <source>%1 changed your role.</source>
        <translation>%1 hat deine Rolle geändert.</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 anzeigen</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>%1 laden</translation>
    </message>
    <message>
        <source>Try again: %1</source>
        <translation>Noch einmal: %1</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Log out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Erases this device&apos;s keys and every message from this computer.</source>
        <translation>Löscht die Schlüssel dieses Geräts und alle Nachrichten von diesem Computer.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>StartingScreen</name>
    <message>
        <source>Starting Sotto …</source>
        <translation>Sotto startet …</translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>This device is connected from somewhere else now, so this window stopped receiving.</source>
        <translation>Dieses Gerät ist jetzt von anderswo verbunden; dieses Fenster empfängt deshalb nichts mehr.</translation>
    </message>
    <message>
        <source>You&apos;re offline. Messages you write are kept and sent when the connection is back.</source>
        <translation>Du bist offline. Was du schreibst, wird aufbewahrt und gesendet, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>Connecting to the relay …</source>
        <translation>Verbindung zum Relay wird aufgebaut …</translation>
    </message>
    <message>
        <source>Use Sotto here</source>
        <translation>Sotto hier benutzen</translation>
    </message>
</context>
<context>
    <name>SystemSettings</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Benachrichtigungen zeigen</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Sotto stays in the system tray and goes on receiving.</source>
        <translation>Sotto bleibt in der Taskleiste und empfängt weiter.</translation>
    </message>
    <message>
        <source>They say that a message came, but neither from whom nor what is in it.</source>
        <translation>Sie sagen, dass eine Nachricht kam, aber weder von wem noch was darin steht.</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>%1 is writing …</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message>
        <source>Delete this message for everyone?</source>
        <translation>Diese Nachricht für alle löschen?</translation>
    </message>
    <message>
        <source>Its text is erased here and on their devices as soon as they are reached. Somebody who has read or copied it keeps what they have.</source>
        <translation>Der Text wird hier gelöscht und auf den anderen Geräten, sobald sie erreicht werden. Wer ihn gelesen oder kopiert hat, behält, was er hat.</translation>
    </message>
    <message>
        <source>Delete for everyone</source>
        <translation>Für alle löschen</translation>
    </message>
    <message>
        <source>It disappears for everybody who reads the group from now on. Whoever has read it may have kept it.</source>
        <translation>Er verschwindet für alle, die die Gruppe von jetzt an lesen. Wer ihn gelesen hat, kann ihn behalten haben.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Messages with %1</source>
        <translation>Nachrichten mit %1</translation>
    </message>
    <message>
        <source>Loading earlier messages …</source>
        <translation>Frühere Nachrichten werden geladen …</translation>
    </message>
    <message>
        <source>This is the beginning with %1</source>
        <translation>Hier beginnt die Unterhaltung mit %1</translation>
    </message>
    <message>
        <source>Messages here are end-to-end encrypted. Compare the safety number to be sure that it is really them.</source>
        <translation>Nachrichten sind hier Ende-zu-Ende-verschlüsselt. Vergleicht die Sicherheitsnummer, um sicherzugehen, dass es wirklich die Person ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest messages</source>
        <translation>Neueste Nachrichten</translation>
    </message>
    <message>
        <source>Messages here are end-to-end encrypted. Only those whom the members have let in can read them.</source>
        <translation>Nachrichten hier sind Ende-zu-Ende-verschlüsselt. Nur wen die Mitglieder hereingelassen haben, kann sie lesen.</translation>
    </message>
    <message>
        <source>What is said here isn&apos;t encrypted. Everybody can read it, also without an account.</source>
        <translation>Was hier gesagt wird, ist nicht verschlüsselt. Alle können es lesen, auch ohne Konto.</translation>
    </message>
</context>
<context>
    <name>TimelineEntry</name>
    <message>
        <source>What to do with this message</source>
        <translation>Was mit dieser Nachricht geschehen soll</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Main menu</source>
        <translation>Hauptmenü</translation>
    </message>
    <message>
        <source>Sotto, start page</source>
        <translation>Sotto, Startseite</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Please enter a passphrase.</source>
        <translation>Bitte gib eine Passphrase ein.</translation>
    </message>
    <message>
        <source>The two aren&apos;t the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Wähle eine Passphrase</translation>
    </message>
    <message>
        <source>Unlock Sotto</source>
        <translation>Sotto aufschließen</translation>
    </message>
    <message>
        <source>This system has no keychain, so a passphrase of yours locks the messages kept on this computer.</source>
        <translation>Dieses System hat keinen Schlüsselbund; deshalb verschließt eine Passphrase von dir die Nachrichten auf diesem Computer.</translation>
    </message>
    <message>
        <source>Your passphrase opens the messages kept on this computer.</source>
        <translation>Deine Passphrase öffnet die Nachrichten auf diesem Computer.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>It never leaves this computer, and nobody can reset it for you.</source>
        <translation>Sie verlässt diesen Computer nie, und niemand kann sie für dich zurücksetzen.</translation>
    </message>
    <message>
        <source>That wasn&apos;t the passphrase.</source>
        <translation>Das war nicht die Passphrase.</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Use this passphrase</source>
        <translation>Diese Passphrase benutzen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
</context>
<context>
    <name>WaitingGroups</name>
    <message>
        <source>Waiting to be let in</source>
        <translation>Warten auf Aufnahme</translation>
    </message>
    <message>
        <source>A group without a name yet</source>
        <translation>Eine Gruppe noch ohne Namen</translation>
    </message>
    <message>
        <source>Your request waits for its members.</source>
        <translation>Deine Bitte wartet auf die Mitglieder.</translation>
    </message>
</context>
<context>
    <name>Whisper</name>
    <message>
        <source>Off the record</source>
        <translation>Ohne Aufzeichnung</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>WritingBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>sotto::desktop::Notifications</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Neue Nachricht</translation>
    </message>
</context>
<context>
    <name>sotto::desktop::Tray</name>
    <message>
        <source>Open Sotto</source>
        <translation>Sotto öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Sotto: %n unread</source>
        <translation>
            <numerusform>Sotto: %n ungelesen</numerusform>
            <numerusform>Sotto: %n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
</context>
</TS>
