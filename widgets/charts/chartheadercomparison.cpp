// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartHeader that says what the reference has: after each series a dashed line, the recording's
// short name, its value there, and the difference.
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartheader.h"
#include "widgets/theme/theme.h"

#include <QFontMetrics>

namespace desk {

using namespace Qt::StringLiterals;

ChartHeader::Entry ChartHeader::referenceEntry(const Entry &of) const
{
    Entry entry;
    entry.id = of.id;
    entry.isReference = true;
    entry.name = m_content.overlay().comparison()->reference()->shortName();
    entry.unit = of.unit;
    entry.unitRoom = of.unitRoom;
    return entry;
}

void ChartHeader::readReference(Entry &entry, const Trace &trace) const
{
    entry.value = ValueFormatter::unknown();
    const ChartOverlay &overlay = m_content.overlay();
    const ChartOverlay::Entry *of = overlay.find(trace.id());
    if (!of)
        return;
    entry.dim = of->state != ChartOverlay::State::shown;
    switch (of->state) {
    case ChartOverlay::State::opening:
    case ChartOverlay::State::reading:
        entry.value = u"…"_s; // it comes at once: no room is kept for words
        return;
    case ChartOverlay::State::missing:
        entry.remark = tr("not in it");
        return;
    case ChartOverlay::State::otherKind:
        entry.remark = tr("of another kind");
        return;
    case ChartOverlay::State::otherUnit:
        entry.remark = tr("in %1").arg(of->otherUnit);
        return;
    case ChartOverlay::State::failed:
        entry.remark = tr("cannot be read");
        return;
    case ChartOverlay::State::shown:
        break;
    }
    if (of->piece->damagedBlocks > 0)
        entry.remark = tr("damaged in part");
    std::optional<Timestamp> time = m_time.cursor();
    if (time && !m_content.grid().range().contains(*time))
        time.reset();
    std::optional<Sample> sample;
    if (time) {
        sample = m_content.sampleNear(trace, *time);
    } else if (const EnvelopeColumn *last = trace.lastInside()) {
        sample = Sample{fromNanoseconds(last->lastTime), last->last, Quality::good};
        time = sample->generation;
    }
    if (sample) {
        if (const auto point = overlay.at(trace.id(), *sample)) {
            entry.value = m_content.referenceText(*of, point->reference) + u" Δ "_s +
                          m_content.differenceText(trace, point->difference);
            return;
        }
        time = sample->generation;
    }
    if (const auto value = time ? overlay.referenceAt(trace.id(), *time) : std::nullopt)
        entry.value = m_content.referenceText(*of, *value);
    else if (of->piece->reduced)
        entry.remark = tr("too many samples");
}

QString ChartHeader::referenceOf(SeriesId id) const
{
    for (const Entry &entry : m_entries) {
        if (entry.id == id && entry.isReference)
            return entry.remark.isEmpty() ? entry.value : entry.value + u" ("_s + entry.remark + u')';
    }
    return {};
}

} // namespace desk
