// SPDX-License-Identifier: GPL-3.0-or-later
#include "looks.hpp"

#include <QCoreApplication>
#include <QDir>

#include "layout_check.hpp"

namespace sotto::desktop {

QString picture_folder() {
  const QString chosen = qEnvironmentVariable("SOTTO_PICTURES");
  const QString folder =
      chosen.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/pictures") : chosen;
  QDir{}.mkpath(folder);
  return folder;
}

QString faults_in_all_looks(Stage& stage, const QString& name) {
  QStringList faults;
  for (const QSize size : {QSize{380, 640}, QSize{1280, 800}})
    for (const char* theme : {"light", "dark"}) {
      stage.choose_theme(QString::fromLatin1(theme));
      stage.resize(size.width(), size.height());
      const QString look = QStringLiteral("%1-%2-%3").arg(name).arg(size.width()).arg(QLatin1String(theme));
      if (!stage.picture().save(QStringLiteral("%1/%2.png").arg(picture_folder(), look)))
        faults.append(look + QStringLiteral(": no picture"));
      for (const QString& fault : layout_faults(stage.window()) + markup_faults(stage.window()))
        faults.append(look + QStringLiteral(": ") + fault);
    }
  return (faults + stage.warnings()).join(QLatin1Char('\n'));
}

}  // namespace sotto::desktop
