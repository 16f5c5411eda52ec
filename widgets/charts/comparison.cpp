// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/comparison.h"

#include "models/timeseries/timeoffset.h"

#include <algorithm>

namespace desk {

Comparison::Comparison(std::function<std::optional<Timestamp>()> beginOfThis, QObject *parent)
    : QObject(parent)
    , m_beginOfThis(std::move(beginOfThis))
{
}

Comparison::~Comparison()
{
    if (m_reference)
        m_reference->disconnect(this);
}

void Comparison::begin(std::shared_ptr<ReferenceRecording> reference)
{
    end();
    m_reference = std::move(reference);
    ++m_generation;
    connect(m_reference.get(), &ReferenceRecording::arrived, this, &Comparison::arrived);
    connect(m_reference.get(), &ReferenceRecording::failed, this, [this](const QString &reason) {
        end();
        Q_EMIT failed(reason);
    });
    const auto ready = [this] {
        const auto known = m_offsets.find(m_reference->file());
        if (known != m_offsets.end())
            m_offset = known->second;
        else
            m_waitsForBegin = !alignBegins();
        Q_EMIT offsetChanged();
        Q_EMIT changed();
    };
    connect(m_reference.get(), &ReferenceRecording::opened, this, ready);
    Q_EMIT changed();
    if (m_reference->isOpen())
        ready();
}

void Comparison::end()
{
    if (!m_reference)
        return;
    m_reference->disconnect(this);
    const auto gone = std::move(m_reference); // whoever hears of it finds nothing any more
    m_reference.reset();
    m_markOfThis.reset();
    m_markOfReference.reset();
    m_offset = {};
    m_waitsForBegin = false;
    Q_EMIT changed();
}

void Comparison::setOffset(std::chrono::nanoseconds offset)
{
    offset = std::clamp(offset, -TimeOffset::longest, TimeOffset::longest);
    if (!m_reference || offset == m_offset)
        return;
    m_offset = offset;
    m_waitsForBegin = false; // somebody chose
    m_offsets[m_reference->file()] = offset;
    Q_EMIT offsetChanged();
}

bool Comparison::alignBegins()
{
    const auto begin = isReady() ? m_beginOfThis() : std::nullopt;
    if (begin)
        setOffset(TimeOffset::between(m_reference->begin(), *begin));
    return begin.has_value();
}

void Comparison::beginBecameKnown()
{
    if (m_waitsForBegin && alignBegins())
        m_waitsForBegin = false;
}

void Comparison::markThis(Timestamp time)
{
    if (!isReady())
        return;
    m_markOfThis = time;
    align();
}

void Comparison::markReference(Timestamp time)
{
    if (!isReady())
        return;
    m_markOfReference = fromNanoseconds(TimeOffset::subtract(nanoseconds(time), m_offset.count()));
    align();
}

void Comparison::align()
{
    if (m_markOfThis && m_markOfReference)
        setOffset(TimeOffset::between(*m_markOfReference, *m_markOfThis));
    Q_EMIT changed();
}

std::optional<Timestamp> Comparison::markOfReference() const
{
    if (!m_markOfReference)
        return std::nullopt;
    return fromNanoseconds(TimeOffset::add(nanoseconds(*m_markOfReference), m_offset.count()));
}

void Comparison::setShowsDifference(bool shows)
{
    if (shows == m_showsDifference)
        return;
    m_showsDifference = shows;
    Q_EMIT changed();
}

} // namespace desk
