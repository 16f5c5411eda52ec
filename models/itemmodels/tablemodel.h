// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <span>
#include <vector>

namespace desk {

// How a view words a value for people: models give meaning, widgets give the words.
template <class T>
using Wording = std::function<QString(const T &)>;

// A flat table whose rows another object owns: index arithmetic, bounds and header titles are settled here,
// subclasses supply cells. Titles are set by the view with setHeaderData(). GUI thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableModel)

public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const final;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value,
                       int role = Qt::EditRole) final;

protected:
    TableModel(int columns, QObject *parent);

    [[nodiscard]] virtual int rows() const = 0;
    // Called with a valid row and column only.
    [[nodiscard]] virtual QVariant cell(int row, int column, int role) const = 0;

    // One dataChanged per contiguous run, one for all of many runs; sortedRows ascending, each once.
    void announce(std::span<const int> sortedRows, int firstColumn, int lastColumn, const QList<int> &roles);
    // The words of whole columns changed (another language).
    void announceColumns(int firstColumn, int lastColumn);

private:
    const int m_columns;
    std::vector<QHash<int, QVariant>> m_titles; // by section, then role
};

} // namespace desk
