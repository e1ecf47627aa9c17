// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <utility>

#include "sotto/base/result.hpp"

namespace sotto::desktop {

/// What to do with an answer that comes later: called once, on the thread of its receiver, and not at all
/// when the receiver has died meanwhile.
template <class T>
class Then {
 public:
  template <class Callback>
  Then(QObject* receiver, Callback callback) : receiver_{receiver}, callback_{std::move(callback)} {}

  void operator()(Result<T> answer) const {
    if (receiver_) callback_(std::move(answer));
  }

 private:
  QPointer<QObject> receiver_;
  std::function<void(Result<T>)> callback_;
};

/// A Then<T> of whatever T is asked for.
template <class Callback>
class WhenAnswered {
 public:
  WhenAnswered(QObject* receiver, Callback callback) : receiver_{receiver}, callback_{std::move(callback)} {}
  template <class T>
  operator Then<T>() && {  // NOLINT(google-explicit-constructor)
    return {receiver_, std::move(callback_)};
  }

 private:
  QObject* receiver_;
  Callback callback_;
};

template <class Callback>
[[nodiscard]] WhenAnswered<Callback> when_answered(QObject* receiver, Callback callback) {
  return {receiver, std::move(callback)};
}

}  // namespace sotto::desktop
