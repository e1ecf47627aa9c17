// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qqmlregistration.h>
#include <QColor>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>

#include <vector>

namespace sotto::desktop {

/// Makes the names in a text stand out, the reader's most of all, without making markup of what people write.
/// Only colours and lines change, so the text keeps its size. Main thread.
class NamesShown : public QSyntaxHighlighter {
  Q_OBJECT
  QML_ELEMENT
  /// A TextEdit's.
  Q_PROPERTY(QQuickTextDocument* text READ text WRITE set_text NOTIFY changed)
  /// As names_in() of the timeline gives them. What is no such place is left out.
  Q_PROPERTY(QString names READ names WRITE set_names NOTIFY changed)
  Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY changed)        ///< of the reader's name
  Q_PROPERTY(QColor ground MEMBER ground_ NOTIFY changed)  ///< behind it

 public:
  explicit NamesShown(QObject* parent = nullptr);

  [[nodiscard]] QQuickTextDocument* text() const { return text_; }
  void set_text(QQuickTextDocument* text);
  [[nodiscard]] QString names() const { return names_; }
  void set_names(const QString& names);

 signals:
  void changed();

 protected:
  void highlightBlock(const QString& line) override;

 private:
  struct Place {
    int from;
    int length;
    bool reader;
  };
  [[nodiscard]] QTextCharFormat look_of(const Place& place) const;

  QQuickTextDocument* text_ = nullptr;
  QString names_;
  std::vector<Place> places_;
  QColor ink_;
  QColor ground_;
};

}  // namespace sotto::desktop
