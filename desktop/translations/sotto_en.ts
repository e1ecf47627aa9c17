<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ConversationList</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupHeader</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupResults</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n approval(s) let you in</source>
        <translation>
            <numerusform>%n approval lets you in</numerusform>
            <numerusform>%n approvals let you in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message numerus="yes">
        <source>%n message(s) of %1 are missing here.</source>
        <translation>
            <numerusform>%n message of %1 is missing here.</numerusform>
            <numerusform>%n messages of %1 are missing here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenGroupNotice</name>
    <message numerus="yes">
        <source>%n post(s) aren&apos;t shown: their authors didn&apos;t sign them like that, or they were moved.</source>
        <translation>
            <numerusform>%n post isn&apos;t shown: its author didn&apos;t sign it like that, or it was moved.</numerusform>
            <numerusform>%n posts aren&apos;t shown: their authors didn&apos;t sign them like that, or they were moved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message numerus="yes">
        <source>%n people would like to be let in</source>
        <translation>
            <numerusform>%n person would like to be let in</numerusform>
            <numerusform>%n people would like to be let in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>Please try again in %n second(s).</source>
        <translation>
            <numerusform>Please try again in a second.</numerusform>
            <numerusform>Please try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>%1 set that %n approval lets somebody in.</numerusform>
            <numerusform>%1 set that %n approvals let somebody in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>You set that %n approval lets somebody in.</numerusform>
            <numerusform>You set that %n approvals let somebody in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::desktop::Tray</name>
    <message numerus="yes">
        <source>Sotto: %n unread</source>
        <translation>
            <numerusform>Sotto: %n unread</numerusform>
            <numerusform>Sotto: %n unread</numerusform>
        </translation>
    </message>
</context>
</TS>
