// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/tablewords.h"

#include "models/itemmodels/valueformatter.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(desk::TableWords)
};

} // namespace

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::none:
        break;
    case Severity::nominal:
        return Words::tr("Nominal");
    case Severity::advisory:
        return Words::tr("Advisory");
    case Severity::caution:
        return Words::tr("Caution");
    case Severity::warning:
        return Words::tr("Warning");
    case Severity::critical:
        return Words::tr("Critical");
    }
    return Words::tr("No limits defined");
}

QString monitoringText(MonitoringResult result)
{
    switch (result.side) {
    case LimitSide::inside:
        break;
    case LimitSide::low:
        return Words::tr("%1, too low").arg(severityText(result.severity));
    case LimitSide::high:
        return Words::tr("%1, too high").arg(severityText(result.severity));
    }
    return severityText(result.severity);
}

QString freshnessText(Freshness freshness)
{
    switch (freshness) {
    case Freshness::neverReceived:
        break;
    case Freshness::fresh:
        return Words::tr("Fresh");
    case Freshness::late:
        return Words::tr("Late");
    case Freshness::stale:
        return Words::tr("Stale");
    }
    return Words::tr("Never received");
}

QString lookText(ValueLook look)
{
    switch (look) {
    case ValueLook::fresh:
        return freshnessText(Freshness::fresh);
    case ValueLook::late:
        return freshnessText(Freshness::late);
    case ValueLook::paused:
        return Words::tr("Paused");
    case ValueLook::stale:
        return freshnessText(Freshness::stale);
    case ValueLook::invalid:
        return Words::tr("Invalid");
    case ValueLook::noContact:
        return Words::tr("Out of contact");
    case ValueLook::linkDown:
        return Words::tr("Link down");
    case ValueLook::never:
        break;
    }
    return freshnessText(Freshness::neverReceived);
}

QString qualityText(Quality quality)
{
    const std::array<std::pair<Quality, QString>, 8> words{{
        {Quality::invalid, Words::tr("invalid", "quality")},
        {Quality::outOfRange, Words::tr("out of range", "quality")},
        {Quality::uncertain, Words::tr("uncertain", "quality")},
        {Quality::clockAhead, Words::tr("clock ahead", "quality")},
        {Quality::superseded, Words::tr("superseded", "quality")},
        {Quality::backFilled, Words::tr("back-filled", "quality")},
        {Quality::derived, Words::tr("derived", "quality")},
        {Quality::simulated, Words::tr("simulated", "quality")},
    }};
    QStringList all;
    for (const auto &[flag, word] : words) {
        if (has(quality, flag))
            all += word;
    }
    return all.isEmpty() ? Words::tr("good", "quality") : all.join(QStringLiteral(", "));
}

QString nodeTypeText(NodeType type)
{
    switch (type) {
    case NodeType::satellite:
        return Words::tr("Satellite");
    case NodeType::groundStation:
        return Words::tr("Ground station");
    case NodeType::dataCenter:
        return Words::tr("Data centre");
    case NodeType::device:
        break;
    case NodeType::host:
        return Words::tr("Host");
    case NodeType::gpu:
        return Words::tr("GPU");
    }
    return Words::tr("Device");
}

QString healthText(Health health)
{
    switch (health) {
    case Health::nominal:
        break;
    case Health::degraded:
        return Words::tr("Degraded", "health");
    case Health::failed:
        return Words::tr("Failed", "health");
    case Health::maintenance:
        return Words::tr("Maintenance", "health");
    }
    return Words::tr("Nominal", "health");
}

QString dataLinkStateText(DataLinkState state)
{
    switch (state) {
    case DataLinkState::disabled:
        break;
    case DataLinkState::connecting:
        return Words::tr("Connecting", "data link");
    case DataLinkState::up:
        return Words::tr("Up", "data link");
    case DataLinkState::idle:
        return Words::tr("Idle", "data link");
    case DataLinkState::down:
        return Words::tr("Down", "data link");
    case DataLinkState::outOfContact:
        return Words::tr("No contact", "data link");
    }
    return Words::tr("Off", "data link");
}

QString coordinatesText(double latitude, double longitude)
{
    const ValueFormatter format{QLocale()};
    return format.valueWithUnit(std::abs(latitude), "lat") + (latitude < 0 ? u" S  "_s : u" N  "_s) +
           format.valueWithUnit(std::abs(longitude), "lon") + (longitude < 0 ? u" W"_s : u" E"_s);
}

} // namespace desk
