// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/valuelook.h"

#include "models/telemetry/gapsubject.h"

namespace desk {

SilenceCauses::~SilenceCauses()
{
    QObject::disconnect(m_connection);
}

void SilenceCauses::setGaps(const GapRecord *gaps)
{
    QObject::disconnect(m_connection);
    m_gaps = gaps;
    m_changed = true;
    if (gaps)
        m_connection = QObject::connect(gaps, &GapRecord::changed, [this] { m_changed = true; });
}

bool SilenceCauses::update(const SeriesCatalogue &catalogue)
{
    if (!m_changed && m_entities == catalogue.entityCount())
        return false;
    m_changed = false;
    m_entities = catalogue.entityCount();
    m_whole = ValueLook::fresh;
    m_byEntity.assign(m_entities, ValueLook::fresh);
    if (!m_gaps)
        return true;
    using Cause = SessionOverview::Cause;
    for (const GapRecord::Gap &gap : m_gaps->gaps()) {
        if (gap.range.end != GapRecord::open ||
            (gap.cause != Cause::linkDown && gap.cause != Cause::outOfContact))
            continue;
        const ValueLook look = gap.cause == Cause::linkDown ? ValueLook::linkDown : ValueLook::noContact;
        if (isWholeSource(gap.subject)) {
            m_whole = look;
            continue;
        }
        const std::string_view subject = gap.subject;
        const std::size_t tab = subject.find('\t');
        const std::string_view node = subject.substr(0, tab);
        const std::string_view dst = subject.substr(tab + 1);
        if (dst.find('\t') != std::string_view::npos)
            continue; // one series: the others may be alive
        for (const EntityId id :
             {catalogue.findEntity(node, dst), dst.empty() ? noEntity : catalogue.findEntity(dst, node)}) {
            if (id != noEntity)
                m_byEntity[index(id)] = look;
        }
    }
    return true;
}

ValueLook valueLook(const LastValue *last, Freshness freshness, ValueLook silence, bool paused)
{
    if (!last)
        return ValueLook::never;
    if (freshness == Freshness::stale && silence != ValueLook::fresh)
        return silence;
    if (has(last->quality, Quality::invalid))
        return ValueLook::invalid;
    if (freshness == Freshness::stale)
        return ValueLook::stale;
    if (paused)
        return ValueLook::paused;
    return freshness == Freshness::late ? ValueLook::late : ValueLook::fresh;
}

} // namespace desk
