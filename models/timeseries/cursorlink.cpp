// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/cursorlink.h"

namespace desk {

CursorLink::CursorLink(TimeConductor &first, TimeConductor &second, QObject *parent)
    : QObject(parent)
    , m_first(first)
    , m_second(second)
{
    connect(&first, &TimeConductor::cursorChanged, this, [this] { carry(m_first, m_second, -m_offset); });
    connect(&second, &TimeConductor::cursorChanged, this, [this] { carry(m_second, m_first, m_offset); });
}

CursorLink::~CursorLink()
{
    setMode(Mode::off);
}

void CursorLink::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    if (mode != Mode::aligned)
        m_offset = std::chrono::nanoseconds{0};
    m_carrying = true; // marks that were put for the way it was before
    m_first.setCursor(std::nullopt);
    m_second.setCursor(std::nullopt);
    m_carrying = false;
    Q_EMIT modeChanged();
}

void CursorLink::align(Timestamp first, Timestamp second)
{
    m_mode = Mode::off;
    setMode(Mode::aligned);
    m_offset = first - second;
}

void CursorLink::carry(const TimeConductor &from, TimeConductor &to, std::chrono::nanoseconds by)
{
    if (m_carrying || m_mode == Mode::off)
        return;
    m_carrying = true;
    const auto cursor = from.cursor();
    to.setCursor(cursor ? std::optional(*cursor + by) : std::nullopt);
    m_carrying = false;
}

} // namespace desk
