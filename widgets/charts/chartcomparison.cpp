// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartContent that words what a comparison says.
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartcontent.h"

#include <QCoreApplication>

namespace desk {

QString ChartContent::referenceText(const ChartOverlay::Entry &entry, double value) const
{
    const QString foreign = m_overlay.foreignText(entry, value);
    return foreign.isEmpty() ? valueText(entry.reference, value) : foreign;
}

QString ChartContent::differenceText(const Trace &trace, double difference) const
{
    if (trace.isStepped())
        return difference == 0 ? QCoreApplication::translate("desk::ChartView", "equal")
                               : QCoreApplication::translate("desk::ChartView", "different");
    const QString text = ValueFormatter(QLocale()).value(difference, trace.description().metric);
    return difference > 0 ? u'+' + text : text;
}

} // namespace desk
