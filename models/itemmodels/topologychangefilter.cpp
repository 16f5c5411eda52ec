// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/topologychangefilter.h"

#include <algorithm>

namespace desk {

TopologyChangeFilter::TopologyChangeFilter(TopologyChangeModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(source)
{
    setSourceModel(&source);
}

void TopologyChangeFilter::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void TopologyChangeFilter::setKinds(Kinds kinds)
{
    if (kinds == m_kinds)
        return;
    m_kinds = kinds;
    invalidateRowsFilter();
}

const TopologyChange &TopologyChangeFilter::changeAt(int row) const
{
    return m_model.changeAt(mapToSource(index(row, 0)).row());
}

bool TopologyChangeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid() || !m_kinds.test(std::size_t(m_model.changeAt(row).kind)))
        return false;
    if (m_words.isEmpty())
        return true;
    QString text;
    for (int column = TopologyChangeModel::changeColumn; column < TopologyChangeModel::columnTotal; ++column)
        text += m_model.index(row, column).data().toString() + u' ';
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace desk
