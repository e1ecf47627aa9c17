// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.hpp"

#include <QAccessible>
#include <QCoreApplication>
#include <QQmlComponent>
#include <QQmlContext>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <cstdio>

#include "layout_check.hpp"

namespace sotto::desktop {
namespace {

Stage* on_stage = nullptr;

void add_visible(QQuickItem* item, QList<QQuickItem*>& found) {
  if (!item->isVisible() || qFuzzyIsNull(item->opacity())) return;
  found.append(item);
  for (QQuickItem* child : item->childItems()) add_visible(child, found);
}

bool is_overlay(const QQuickItem& item) { return item.inherits("QQuickOverlay"); }

QQuickItem* top_dialog(const QQuickWindow& window) {
  QQuickItem* top = nullptr;
  for (QQuickItem* child : window.contentItem()->childItems()) {
    if (!is_overlay(*child) || !child->isVisible()) continue;
    for (QQuickItem* popup : child->childItems())
      if (popup->inherits("QQuickPopupItem") && popup->isVisible() && !popup->childItems().isEmpty())
        top = popup;
  }
  return top;
}

}  // namespace

Stage::Stage(const QString& story, const QString& screen) {
  QAccessible::setActive(true);
  on_stage = this;
  before_ = qInstallMessageHandler(&Stage::keep_warning);
  engine_.addImportPath(QStringLiteral("qrc:/qt/qml"));
  QQmlComponent app_file{&engine_, QUrl{QStringLiteral("qrc:/double/AppDouble.qml")}};
  app_ = app_file.create();
  if (app_ == nullptr) qFatal("%s", qPrintable(app_file.errorString()));
  app_->setParent(&engine_);
  engine_.rootContext()->setContextProperty(QStringLiteral("app"), app_);
  QQmlComponent stories_file{&engine_, QUrl{QStringLiteral("qrc:/double/Stories.qml")}};
  stories_ = stories_file.createWithInitialProperties({{QStringLiteral("app"), QVariant::fromValue(app_)}});
  if (stories_ == nullptr) qFatal("%s", qPrintable(stories_file.errorString()));
  stories_->setParent(&engine_);
  tell(story);
  go(screen);
  engine_.load(QUrl{QStringLiteral("qrc:/qt/qml/Sotto/Ui/Main.qml")});
  if (engine_.rootObjects().isEmpty()) qFatal("no window: %s", qPrintable(warnings_.join(QLatin1Char('\n'))));
  window_ = qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
  window_->requestActivate();
  if (!QTest::qWaitForWindowActive(window_)) qFatal("the window doesn't become active");
  settle();
}

Stage::~Stage() {
  qInstallMessageHandler(before_);
  on_stage = nullptr;
}

void Stage::keep_warning(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  if (type == QtDebugMsg || type == QtInfoMsg) return;
  if (type == QtFatalMsg) std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
  if (on_stage != nullptr)
    on_stage->warnings_.append(QStringLiteral("%1 (%2)").arg(text, QString::fromUtf8(context.category)));
}

QObject& Stage::part(const QString& path) const {
  QObject* found = app_;
  for (const QString& name : path.split(QLatin1Char('.'))) {
    found = found->property(name.toLatin1().constData()).value<QObject*>();
    if (found == nullptr) qFatal("the double has no %s", qPrintable(path));
  }
  return *found;
}

QString Stage::screen() const {
  const auto* loader = window_->findChild<QQuickItem*>(QStringLiteral("screen"));
  return loader->property("source").toUrl().fileName();
}

void Stage::resize(int width, int height) {
  window_->resize(width, height);
  settle();
}

void Stage::choose_theme(const QString& theme) {
  app_->property("preferences").value<QObject*>()->setProperty("theme", theme);
  settle();
}

void Stage::go(const QString& screen) {
  QMetaObject::invokeMethod(stories_, "go", Q_ARG(QString, screen));
  settle();
}

void Stage::tell(const QString& story) {
  QMetaObject::invokeMethod(stories_, "tell", Q_ARG(QString, story));
  settle();
}

void Stage::say(const QString& text) {
  QMetaObject::invokeMethod(stories_, "say", Q_ARG(QString, text));
  settle();
}

QStringList Stage::asked() const {
  return app_->property("asked").value<QJSValue>().toVariant().toStringList();
}

QImage Stage::picture() {
  settle();
  return window_->grabWindow();
}

void Stage::settle() {
  if (window_ == nullptr) return;
  // Layouts polish each other, and Loaders make items that ask for another round.
  for (int round = 0; round < 3; ++round) {
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    (void)window_->grabWindow();
  }
}

void Stage::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
  QTest::keyClick(window_, key, modifiers);
  settle();
}

void Stage::type(const QString& text) {
  for (const QChar letter : text) QTest::keyClick(window_, letter.toLatin1());
  settle();
}

bool Stage::tab_to(const QString& name) {
  for (int step = 0; step < 60; ++step) {
    if (focused_name() == name) return true;
    press(Qt::Key_Tab);
  }
  return false;
}

void Stage::open_message_menu(int after) {
  named(QStringLiteral("Messages with %1").arg(part(QStringLiteral("chat")).property("title").toString()))
      ->forceActiveFocus();
  press(Qt::Key_End);
  for (int message = 0; message < after; ++message) press(Qt::Key_Up);
  press(Qt::Key_Return);
}

bool Stage::click(const QString& name) {
  const QQuickItem* item = named(name);
  if (item == nullptr || !is_wholly_seen(*item)) return false;
  const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
  QTest::mouseClick(window_, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  settle();
  return true;
}

QQuickItem* Stage::focused() const { return window_->activeFocusItem(); }

QString Stage::focused_name() const { return focused() == nullptr ? QString{} : accessible_name(focused()); }

QQuickItem* Stage::named(const QString& name) const {
  QQuickItem* passive = nullptr;
  for (QQuickItem* item : visible_items(*window_)) {
    if (accessible_name(item) != name) continue;
    if (item->activeFocusOnTab()) return item;
    if (passive == nullptr) passive = item;
  }
  return passive;
}

bool Stage::shows(const QString& words) const {
  const QList<QQuickItem*> items = visible_items(*window_);
  return std::any_of(items.begin(), items.end(), [&](QQuickItem* item) {
    return accessible_name(item).contains(words) || item->property("text").toString().contains(words);
  });
}

bool Stage::draws(const QString& address) const {
  const QList<QQuickItem*> items = visible_items(*window_);
  return std::any_of(items.begin(), items.end(), [&](const QQuickItem* item) {
    return item->inherits("QQuickImage") && item->property("source").toUrl() == QUrl{address} &&
           item->width() > 0 && item->height() > 0;
  });
}

bool Stage::pick(const QString& name) { return tab_to(name) && click(name); }

bool Stage::double_click(const QString& name) {
  const QQuickItem* item = named(name);
  if (item == nullptr || !is_wholly_seen(*item)) return false;
  const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
  QTest::mouseDClick(window_, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  settle();
  return true;
}

QStringList Stage::missed_by_tab() {
  QSet<const QQuickItem*> wanted;
  for (const QQuickItem* item : visible_items(*window_))
    if (item->activeFocusOnTab() && item->isEnabled()) wanted.insert(item);
  if (wanted.size() < 3) return {QStringLiteral("hardly anything takes the focus")};
  wanted.remove(focused());
  const qsizetype rounds = 3 * wanted.size();
  for (qsizetype step = 0; step < rounds && !wanted.isEmpty(); ++step) {
    press(Qt::Key_Tab);
    for (const QQuickItem* item = focused(); item != nullptr; item = item->parentItem()) wanted.remove(item);
  }
  QStringList missed;
  for (const QQuickItem* item : wanted) missed.append(describe(*item));
  return missed;
}

void Stage::change(const QString& path, const char* property, const QVariant& value) {
  part(path).setProperty(property, value);
  settle();
}

const QQuickItem* Stage::said(const QString& words) const {
  for (const QQuickItem* item : visible_items(*window_))
    if (item->inherits("QQuickTextEdit") && item->property("readOnly").toBool() &&
        item->property("text").toString() == words)
      return item;
  return nullptr;
}

bool Stage::click_words(const QString& words) {
  for (const QQuickItem* item : visible_items(*window_)) {
    if (!item->inherits("QQuickText") || item->property("text").toString() != words) continue;
    const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
    QTest::mouseClick(window_, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
    settle();
    return true;
  }
  return false;
}

QList<QQuickItem*> visible_items(const QQuickWindow& window) {
  QList<QQuickItem*> found;
  QQuickItem* dialog = top_dialog(window);
  add_visible(dialog != nullptr ? dialog : window.contentItem(), found);
  return found;
}

QString accessible_name(QQuickItem* item) {
  QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
  return interface == nullptr ? QString{} : interface->text(QAccessible::Name);
}

QString describe(const QQuickItem& item) {
  const QRectF place = item.mapRectToScene(QRectF{0, 0, item.width(), item.height()});
  return QStringLiteral("%1 \"%2\" at %3,%4 %5x%6")
      .arg(QString::fromLatin1(item.metaObject()->className()), item.property("text").toString().left(60))
      .arg(place.x())
      .arg(place.y())
      .arg(place.width())
      .arg(place.height());
}

}  // namespace sotto::desktop
