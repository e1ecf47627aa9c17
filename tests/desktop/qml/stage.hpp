// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace sotto::desktop {

/// The desktop's window with a double in the place of its models: draws in memory, needs no display.
/// Every warning of QML's engine or of the scene graph is kept in `warnings`. One at a time; main thread
/// only.
class Stage {
 public:
  /// `story` is a function of double/Stories.qml; `screen` a name that Shell.go understands.
  Stage(const QString& story, const QString& screen);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  QQuickWindow& window() const { return *window_; }
  QObject& app() const { return *app_; }
  /// A part of the double by its path, such as "chat.files".
  QObject& part(const QString& path) const;
  /// The file of the screen that is shown.
  QString screen() const;
  const QStringList& warnings() const { return warnings_; }

  void resize(int width, int height);
  void choose_theme(const QString& theme);
  void go(const QString& screen);
  void tell(const QString& story);
  /// The other one says something in the open conversation.
  void say(const QString& text);
  /// What the screens asked the double for, the oldest first.
  QStringList asked() const;
  QImage picture();
  /// Lets bindings, layouts, images and deferred calls come to rest.
  void settle();

  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  void type(const QString& text);
  /// Presses Tab until this has the focus; false when the round is over before.
  bool tab_to(const QString& name);
  /// What can be done with the message that has this many after it.
  void open_message_menu(int after = 0);
  /// Clicks into the middle of what named() finds; false if that can't be reached by a mouse now.
  bool click(const QString& name);
  /// What the keyboard goes to.
  QQuickItem* focused() const;
  QString focused_name() const;

  /// The item whose accessible name is this, rather one that takes the focus; null if there is none that can
  /// be seen.
  QQuickItem* named(const QString& name) const;
  /// Something that can be seen says this, among other words.
  bool shows(const QString& words) const;
  /// The picture of this address can be seen.
  bool draws(const QString& address) const;
  /// What shows these words of a message in the timeline; null where they aren't there.
  const QQuickItem* said(const QString& words) const;
  /// Clicks on these very words, where what shows them is Qt's own: its dialog for files. False if they
  /// aren't there.
  bool click_words(const QString& words);

  /// Goes there with Tab, which scrolls it into view, and clicks it.
  bool pick(const QString& name);
  /// Two clicks at once, as click() does one.
  bool double_click(const QString& name);
  /// What can be seen and takes the focus, and isn't come to with Tab. Descriptions; the focus is elsewhere
  /// then.
  QStringList missed_by_tab();
  /// Of a part of the double; what shows it has followed.
  void change(const QString& path, const char* property, const QVariant& value);
  /// A function of a part of the double, with words; what shows it has followed.
  template <class... Words>
  void call(const QString& path, const char* function, Words... words) {
    QMetaObject::invokeMethod(&part(path), function, Q_ARG(QString, QString{words})...);
    settle();
  }

 private:
  static void keep_warning(QtMsgType type, const QMessageLogContext& context, const QString& text);

  QQmlApplicationEngine engine_;
  QObject* app_ = nullptr;
  QObject* stories_ = nullptr;
  QQuickWindow* window_ = nullptr;
  QStringList warnings_;
  QtMessageHandler before_ = nullptr;
};

/// Every item that can be seen now, parents first. Where a dialog is open: only that dialog.
QList<QQuickItem*> visible_items(const QQuickWindow& window);

QString accessible_name(QQuickItem* item);

/// Type, text and place of an item, for a message about it.
QString describe(const QQuickItem& item);

}  // namespace sotto::desktop
