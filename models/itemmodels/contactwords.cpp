// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contactwords.h"

#include "models/itemmodels/valueformatter.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

struct ContactWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::ContactWords)
};

constexpr double secondsInDay = 86'400;

QString degrees(double angle, int decimals = 0)
{
    return QLocale().toString(angle, 'f', decimals) + u'°';
}

} // namespace

QString phaseText(const ContactPhase &phase)
{
    QString time; // whole seconds: a countdown is no measurement
    if (phase.time)
        time = *phase.time < std::chrono::minutes(1) ? QString(QString::number(phase.time->count()) + u" s"_s)
                                                     : ValueFormatter::age(double(phase.time->count()));
    switch (phase.kind) {
    case ContactPhase::Kind::coming:
        return ContactWords::tr("rise in %1").arg(time);
    case ContactPhase::Kind::up:
        return phase.time ? ContactWords::tr("sets in %1").arg(time) : ContactWords::tr("in contact");
    case ContactPhase::Kind::over:
        break;
    }
    return ContactWords::tr("set %1 ago", "of a satellite").arg(time);
}

QString contactText(const FleetContacts &contacts, const Contact &contact)
{
    const auto name = [&](std::uint32_t node) {
        return QString::fromStdString(contacts.fleet->nodes[node].name);
    };
    const auto clock = [](Timestamp time) { return ValueFormatter::timeOfDay(time, false); };
    QStringList parts;
    if (contact.rise)
        parts +=
            ContactWords::tr("rises %1 in %2").arg(clock(*contact.rise), degrees(contact.riseLook.azimuth));
    parts += ContactWords::tr("highest %1 at %2")
                 .arg(degrees(contact.highest.elevation, 1), clock(contact.culmination));
    if (contact.set)
        parts += ContactWords::tr("sets %1 in %2").arg(clock(*contact.set), degrees(contact.setLook.azimuth));
    if (const auto duration = durationOf(contact))
        parts += ValueFormatter::age(std::chrono::duration<double>(*duration).count());
    return ContactWords::tr("%1 over %2: %3")
        .arg(name(contact.satellite), name(contact.station), parts.join(u", "_s));
}

QString obstacleText(ContactSides::Obstacle obstacle, const QString &node)
{
    using Obstacle = ContactSides::Obstacle;
    switch (obstacle) {
    case Obstacle::none:
        break;
    case Obstacle::unknownNode:
        return ContactWords::tr("%1 is not in the fleet's graph, so its orbit and place are not known.")
            .arg(node);
    case Obstacle::noOrbit:
        return ContactWords::tr(
                   "No orbit is known of %1: contacts are computed from the elements (TLE or OMM) "
                   "in the definition of the fleet.")
            .arg(node);
    case Obstacle::noPlace:
        return ContactWords::tr("No position is known of %1.").arg(node);
    case Obstacle::neither:
        return ContactWords::tr("%1 is neither a satellite nor a station on the ground.").arg(node);
    case Obstacle::noSatellite:
        return ContactWords::tr(
            "No node of the fleet has an orbit: contacts are computed from the elements (TLE "
            "or OMM) in the definition of the fleet.");
    case Obstacle::noStation:
        return ContactWords::tr("The fleet has no station on the ground with a position.");
    }
    return {};
}

ElementsNote elementsNote(const FleetContacts &contacts, Timestamp now)
{
    if (contacts.ages.empty())
        return {};
    const auto days = [now](const OrbitAge &age) { return age.days(now); };
    const auto [youngest, oldest] = std::ranges::minmax_element(contacts.ages, {}, days);
    const QString age = ValueFormatter::age(oldest->days(now) * secondsInDay);
    const QString error = QLocale().toString(oldest->errorSeconds(now), 'f', 1);
    const auto old = std::ranges::count_if(contacts.ages,
                                           [&](const OrbitAge &one) { return days(one) > oldElementsDays; });
    const bool one = contacts.ages.size() == 1;
    // Elements of today say where satellites were in a recording of last year as badly as the other way
    // round.
    const bool ahead = std::ranges::any_of(
        contacts.ages, [&](const OrbitAge &each) { return each.epoch > now + std::chrono::hours(1); });
    QString text;
    if (ahead)
        text =
            one ? ContactWords::tr(
                      "Elements from %1 later: a pass may be off by %2 s, by more after a manoeuvre.")
                      .arg(age, error)
                : ContactWords::tr("Elements from up to %1 before or after: a pass may be off by up to %2 s, "
                                   "by more after a manoeuvre.")
                      .arg(age, error);
    else
        text =
            one || days(*oldest) - days(*youngest) < 0.1
                ? ContactWords::tr("Elements %1 old: a pass may be off by %2 s, by more after a manoeuvre.")
                      .arg(age, error)
                : ContactWords::tr("Elements %1 to %2 old: a pass may be off by up to %3 s, by more after a "
                                   "manoeuvre.")
                      .arg(ValueFormatter::age(youngest->days(now) * secondsInDay), age, error);
    const QString count = ValueFormatter::count(quint64(old));
    const QString all = ValueFormatter::count(contacts.ages.size());
    if (old > 0 && ahead)
        text += u' ' + (one ? ContactWords::tr("That is more than 7 days: take those of this time.")
                            : ContactWords::tr("%1 of %2 are more than 7 days off: take those of this time.")
                                  .arg(count, all));
    else if (old > 0)
        text +=
            u' ' + (one ? ContactWords::tr("They are older than 7 days: get new ones.")
                        : ContactWords::tr("%1 of %2 are older than 7 days: get new ones.").arg(count, all));
    return {text, old > 0};
}

} // namespace desk
