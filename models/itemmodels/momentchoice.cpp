// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/momentchoice.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

MomentChoice::MomentChoice(const TimeService &time, QObject *parent)
    : QObject(parent)
    , m_time(time)
{
}

void MomentChoice::setConductor(TimeConductor *conductor)
{
    if (m_conductor)
        m_conductor->disconnect(this);
    m_conductor = conductor;
    if (conductor) {
        connect(conductor, &TimeConductor::cursorChanged, this, &MomentChoice::follow);
        connect(conductor, &TimeConductor::boundsChanged, this, &MomentChoice::follow);
    }
    follow();
}

void MomentChoice::follow()
{
    if (m_mode == MomentMode::cursor)
        Q_EMIT changed();
}

void MomentChoice::setMode(MomentMode mode)
{
    if (mode == MomentMode::held)
        return hold(shown());
    if (mode == m_mode)
        return;
    m_mode = mode;
    Q_EMIT changed();
}

void MomentChoice::hold(Timestamp time)
{
    if (m_mode == MomentMode::held && time == m_held)
        return;
    m_mode = MomentMode::held;
    m_held = time;
    Q_EMIT changed();
}

void MomentChoice::goTo(Timestamp time)
{
    if (m_mode == MomentMode::cursor && m_conductor)
        m_conductor->setCursor(time);
    else
        hold(time);
}

std::optional<Timestamp> MomentChoice::moment() const
{
    const Timestamp now = m_time.now();
    std::optional<Timestamp> wanted;
    if (m_mode == MomentMode::held)
        wanted = m_held;
    else if (m_mode == MomentMode::cursor && m_conductor && m_conductor->cursor())
        wanted = m_conductor->cursor();
    else if (m_mode == MomentMode::cursor && m_conductor && m_conductor->isPaused() &&
             m_conductor->mode() != TimeMode::replay)
        wanted = m_conductor->bounds().end;
    if (m_mode == MomentMode::held)
        return std::min(*wanted, now); // it stands, also at the moment at which it was held
    return wanted && *wanted < now ? wanted : std::nullopt;
}

QJsonObject MomentChoice::saveState() const
{
    switch (m_mode) {
    case MomentMode::now:
        break;
    case MomentMode::cursor:
        return {{u"mode"_s, u"cursor"_s}};
    case MomentMode::held:
        return {{u"mode"_s, u"held"_s},
                {u"time"_s, QString::fromStdString(formatTimestamp(m_held, Fraction::nano))}};
    }
    return {{u"mode"_s, u"now"_s}};
}

void MomentChoice::restoreState(const QJsonObject &state)
{
    const QString mode = state.value("mode"_L1).toString();
    if (mode == "now"_L1)
        setMode(MomentMode::now);
    else if (mode == "cursor"_L1)
        setMode(MomentMode::cursor);
    else if (mode == "held"_L1) {
        if (const auto time = parseTimestamp(state.value("time"_L1).toString().toStdString()))
            hold(*time);
    }
}

} // namespace desk
