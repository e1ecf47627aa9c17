// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Sotto.Ui

/// The system's dialogs for files, made when they are asked for. Where there are none, Qt's own come, which know no
/// language, call every button that accepts "Open" and replace a file without a question.
Item {
    id: dialogs

    property string messageId: ""
    property string name: ""
    property url taken

    signal chosen(var files)
    signal pictureChosen(url file)
    signal saveTo(string messageId, url file)

    function choose() {
        opener.active = true;
        opener.item.open();
    }

    function choosePicture() {
        pictures.active = true;
        pictures.item.open();
    }

    function saveOver(file: url) {
        if (!app.chat.files.exists(file)) {
            saveTo(messageId, file);
            return;
        }
        taken = file;
        replace.open();
    }

    function save(messageId: string, name: string) {
        dialogs.messageId = messageId;
        dialogs.name = name;
        saver.active = true;
        saver.item.selectedFile = `${saver.item.currentFolder}/${encodeURIComponent(name)}`;
        saver.item.open();
    }

    Loader {
        id: opener
        active: false
        sourceComponent: FileDialog {
            title: qsTr("Attach files")
            fileMode: FileDialog.OpenFiles
            acceptLabel: qsTr("Attach")
            rejectLabel: qsTr("Cancel")
            onAccepted: dialogs.chosen(selectedFiles)
        }
    }
    Loader {
        id: pictures
        active: false
        sourceComponent: FileDialog {
            title: qsTr("Choose a picture")
            acceptLabel: qsTr("Choose")
            rejectLabel: qsTr("Cancel")
            nameFilters: [qsTr("Pictures") + " (*.png *.jpg *.jpeg *.gif *.webp)"]
            onAccepted: dialogs.pictureChosen(selectedFile)
        }
    }
    Loader {
        id: saver
        active: false
        sourceComponent: FileDialog {
            title: qsTr("Save %1").arg(dialogs.name)
            fileMode: FileDialog.SaveFile
            acceptLabel: qsTr("Save")
            rejectLabel: qsTr("Cancel")
            options: FileDialog.DontConfirmOverwrite
            onAccepted: dialogs.saveOver(selectedFile)
        }
    }
    ConfirmDialog {
        id: replace
        title: qsTr("Replace %1?").arg(Sentences.named(app.chat.files.nameOf(dialogs.taken)))
        text: qsTr("There is a file of this name already. What is in it now will be lost.")
        confirm: qsTr("Replace")
        onConfirmed: dialogs.saveTo(dialogs.messageId, dialogs.taken)
    }
}
