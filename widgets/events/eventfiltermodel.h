// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/eventtablemodel.h"

#include <QSortFilterProxyModel>

namespace desk {

// The events of at least one severity whose sentence holds all words of a text; never sorted. GUI thread.
class EventFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventFilterModel)

public:
    explicit EventFilterModel(EventTableModel &source, QObject *parent = nullptr);

    void setText(const QString &text);
    void setLeastSeverity(Severity severity);
    [[nodiscard]] Severity leastSeverity() const { return m_leastSeverity; }

private:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    EventTableModel &m_model;
    QStringList m_words;
    Severity m_leastSeverity = Severity::none;
};

} // namespace desk
