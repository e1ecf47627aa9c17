// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <vector>

namespace sotto::desktop {

/// A list that is answered as a whole: rows of one type, replaced together.
template <class Row>
class RowList : public QAbstractListModel {
 public:
  using QAbstractListModel::QAbstractListModel;

  void replace(std::vector<Row> rows) {
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
  }
  void clear() { replace({}); }

  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    return value(rows_[static_cast<std::size_t>(index.row())], role);
  }

 protected:
  [[nodiscard]] virtual QVariant value(const Row& row, int role) const = 0;

 private:
  std::vector<Row> rows_;
};

}  // namespace sotto::desktop
