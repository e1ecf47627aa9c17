// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs

/// The system's dialogs for files, made when they are asked for.
Item {
    id: dialogs

    property string messageId: ""
    property string name: ""

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
            onAccepted: dialogs.chosen(selectedFiles)
        }
    }
    Loader {
        id: pictures
        active: false
        sourceComponent: FileDialog {
            title: qsTr("Choose a picture")
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
            onAccepted: dialogs.saveTo(dialogs.messageId, selectedFile)
        }
    }
}
