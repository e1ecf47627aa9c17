// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.hpp"

#include <QCoreApplication>
#include <QDir>

#include "layout_check.hpp"

namespace sotto::desktop {

QString picture_folder() {
  const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures");
  const QString folder = qEnvironmentVariable("SOTTO_PICTURES", beside);
  QDir{}.mkpath(folder);
  return folder;
}

QString faults_in_pictures(Stage& stage, const QString& name, const QList<QSize>& sizes) {
  const QSize before = stage.window().size();
  const QString theme_before = stage.part(QStringLiteral("preferences")).property("theme").toString();
  QStringList faults;
  for (const QSize& size : sizes)
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
      stage.choose_theme(theme);
      stage.resize(size.width(), size.height());
      const QString file = QStringLiteral("%1-%2-%3.png").arg(name).arg(size.width()).arg(theme);
      if (!stage.picture().save(picture_folder() + QLatin1Char('/') + file))
        faults.append(QStringLiteral("not drawn: ") + file);
      for (const QString& fault : layout_faults(stage.window()) + markup_faults(stage.window()))
        faults.append(QStringLiteral("%1: %2").arg(file, fault));
    }
  stage.choose_theme(theme_before);
  stage.resize(before.width(), before.height());
  return (faults + stage.warnings()).join(QLatin1Char('\n'));
}

}  // namespace sotto::desktop
