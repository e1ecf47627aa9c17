// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QThreadPool>
#include <memory>

#include "host/then.hpp"

namespace sotto::desktop {

/// Runs `work` on another thread and hands its result to `then` on the thread of the screens.
template <class T, class Work>
void in_background(Work work, Then<T> then) {
  auto shared = std::make_shared<Work>(std::move(work));
  QThreadPool::globalInstance()->start([shared, then = std::move(then)] {
    auto answer = std::make_shared<Result<T>>((*shared)());
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [answer, then] { then(std::move(*answer)); }, Qt::QueuedConnection);
  });
}

}  // namespace sotto::desktop
