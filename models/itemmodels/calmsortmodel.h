// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QTimer>

namespace desk {

// A proxy whose rows stand still while their values move: filter and order are looked at again once a second,
// and rows move only when they are no longer right. GUI thread.
class CalmSortModel : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CalmSortModel)

public:
    // Starts and stops the look once a second; all is made right at the start.
    void setActive(bool active);
    // Worst rows first, whatever the column says.
    void setWorstFirst(bool on);
    [[nodiscard]] bool worstFirst() const { return m_worstFirst; }
    // Filters again where values decide, and sorts when the order is no longer right. What the timer does.
    void settle();

protected:
    explicit CalmSortModel(QObject *parent);

    // How bad a source row is; greater is worse. 0 = fine.
    [[nodiscard]] virtual int badness(int sourceRow) const = 0;
    // Whether a row's values, not only its names, decide if it is shown.
    [[nodiscard]] virtual bool filtersByValue() const = 0;
    // Order of two source rows by the sort column: negative, 0, positive.
    [[nodiscard]] virtual int compare(int leftRow, int rightRow, int column) const = 0;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const final;

private:
    [[nodiscard]] bool isSorted() const;

    bool m_worstFirst = false;
    QTimer m_timer;
};

// Orders two figures, of which either may be missing or NaN; those stand last in both directions.
int compareFigures(double a, double b, Qt::SortOrder order);

} // namespace desk
