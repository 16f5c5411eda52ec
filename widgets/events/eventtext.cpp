// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/eventtext.h"

#include "models/itemmodels/valueformatter.h"

#include <QCoreApplication>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(desk::EventText)
};

constexpr qsizetype longest = 500; // of a name or reason from outside

QString line(const std::string &utf8)
{
    QString text = QString::fromUtf8(utf8.data(), std::min(qsizetype(utf8.size()), 4 * longest)).simplified();
    if (text.size() > longest)
        text = text.left(longest - 1) + u'…';
    return text;
}

// "20" of "points 20"; what is no number stays as it is.
QString number(const QString &detail)
{
    bool ok = false;
    const qulonglong n = detail.toULongLong(&ok);
    return ok ? ValueFormatter::count(n) : detail;
}

// "4.100000 low" as the processor writes it: the figure for people, and the side as a word.
QString violation(const QString &subject, const QString &detail)
{
    const QString figure = detail.section(u' ', 0, 0);
    const QString side = detail.section(u' ', 1);
    bool ok = false;
    const double value = figure.toDouble(&ok);
    const std::string metric = subject.section(u' ', -1).toStdString();
    const QString shown = ok ? ValueFormatter(QLocale()).valueWithUnit(value, metric) : figure;
    if (side == u"low")
        return Words::tr("%1 LOW %2").arg(subject, shown);
    if (side == u"high")
        return Words::tr("%1 HIGH %2").arg(subject, shown);
    return Words::tr("%1 out of limits: %2").arg(subject, shown);
}

// "540 900 288 recorded"
QString memory(const Event &event, const QString &detail)
{
    const auto seconds = [&detail](int part) {
        return std::chrono::seconds{detail.section(u' ', part, part).toLongLong()};
    };
    const QString window = ValueFormatter::span(seconds(1));
    if (event.severity <= Severity::nominal)
        return Words::tr("Live data of the last %1 fit into memory again").arg(window);
    const QString kept = ValueFormatter::age(double(seconds(0).count()));
    const QString budget = detail.section(u' ', 2, 2);
    return (detail.section(u' ', 3) == u"recorded"
                ? Words::tr(
                      "Live data of the last %1 do not fit into %2 MiB: the last %3 stay in memory, charts "
                      "read older ones from the recording. To keep more in memory, raise memory.max_bytes "
                      "or \"Live data in memory\" in the preferences.")
                : Words::tr(
                      "Live data of the last %1 do not fit into %2 MiB: the last %3 stay in memory, older "
                      "ones are no longer shown, because nothing is recorded here. Raise memory.max_bytes "
                      "or \"Live data in memory\" in the preferences."))
        .arg(window, budget, kept);
}

// "350 over 2"
QString stall(const QString &doing, const QString &detail)
{
    const QString length = ValueFormatter::age(detail.section(u' ', 0, 0).toDouble() / 1000);
    const QString state = detail.section(u' ', 1, 1);
    QString text =
        state == u"stopped"
            ? Words::tr("This program did not run for %1: it was stopped, or the machine was too busy")
        : state == u"lasts" ? Words::tr("The window has not answered for %1 and still does not")
                            : Words::tr("The window did not answer for %1");
    text = text.arg(length);
    if (!doing.isEmpty())
        text = Words::tr("%1 (%2)").arg(text, doing);
    const QString others = detail.section(u' ', 2, 2);
    return others.isEmpty() || others == u"0" ? text
                                              : Words::tr("%1; %2 more before").arg(text, number(others));
}

QString cleared(const QString &subject, const QString &detail)
{
    bool ok = false;
    const double value = detail.section(u' ', 0, 0).toDouble(&ok);
    const std::string metric = subject.section(u' ', -1).toStdString();
    if (!ok)
        return Words::tr("%1 normal").arg(subject);
    return Words::tr("%1 normal %2").arg(subject, ValueFormatter(QLocale()).valueWithUnit(value, metric));
}

// "slow_client 17 42": cause, first and last number of what did not come.
QString gap(const QString &subject, const QString &detail)
{
    const QString cause = detail.section(u' ', 0, 0);
    const QString words = cause == u"slow_client"        ? Words::tr("this desk was too slow")
                          : cause == u"expired"          ? Words::tr("no longer kept there")
                          : cause == u"not_acknowledged" ? Words::tr("never acknowledged there")
                          : cause == u"decode_error"     ? Words::tr("could not be read")
                                                         : cause;
    const qulonglong missing =
        detail.section(u' ', 2, 2).toULongLong() - detail.section(u' ', 1, 1).toULongLong() + 1;
    return Words::tr("Gap from %1: %2 points (%3)").arg(subject, ValueFormatter::count(missing), words);
}

QString sentence(const Event &event)
{
    // Links are written a->b in events and a → b on screen.
    const QString subject = line(event.subject).replace(u"->"_s, u" → "_s);
    const QString detail = line(event.detail);
    switch (event.code) {
    case EventCode::serverListening:
        return Words::tr("Server listening on %1").arg(subject);
    case EventCode::serverPortTaken:
        return Words::tr("Port %1 is taken; the server uses %2").arg(detail, subject);
    case EventCode::serverStopped:
        return Words::tr("Server stopped: %1").arg(subject);
    case EventCode::journalReplayed:
        return Words::tr("Journal read: %1 points").arg(number(detail));
    case EventCode::journalTornTail:
        return Words::tr("Journal ended in the middle of a record; %1 bytes cut off").arg(number(detail));
    case EventCode::journalFull:
        return Words::tr("Journal is full; new telemetry is refused");
    case EventCode::journalError:
        return Words::tr("Journal error: %1").arg(detail);
    case EventCode::linkUp:
        return Words::tr("%1 is up").arg(subject);
    case EventCode::linkDown:
        return detail.isEmpty() ? Words::tr("%1 is down").arg(subject)
                                : Words::tr("%1 is down: %2").arg(subject, detail);
    case EventCode::nodeLearned:
        return Words::tr("New node %1, learned from telemetry").arg(subject);
    case EventCode::fleetReplaced:
        return Words::tr("Fleet defined anew by %1: %2 nodes, %3 links")
            .arg(subject, number(detail.section(u'/', 0, 0)), number(detail.section(u'/', 1, 1)));
    case EventCode::limitViolated:
        return violation(subject, detail);
    case EventCode::limitCleared:
        return cleared(subject, detail);
    case EventCode::refused:
        return Words::tr("Refused from %1: %2").arg(subject, detail);
    case EventCode::cardinalityLimit:
        return Words::tr("Too many series, refused from %1: %2").arg(subject, detail);
    case EventCode::displayOverflow:
        return Words::tr("The window could not follow: %1 samples not shown, none lost").arg(number(detail));
    case EventCode::tokenCreated:
        return Words::tr("Token %1 created: %2").arg(subject, detail);
    case EventCode::tokenRevoked:
        return Words::tr("Token %1 revoked: %2").arg(subject, detail);
    case EventCode::faultInjected:
        return Words::tr("Simulated fault on %1: %2").arg(subject, detail);
    case EventCode::limitsLoaded:
        return Words::tr("Limits loaded (%1): %2 rules").arg(subject, number(detail));
    case EventCode::limitsRefused:
        return Words::tr("Limits of %1 refused: %2").arg(subject, detail);
    case EventCode::recordingFinished:
        return Words::tr("Recording goes on in a new file; finished: %1").arg(subject);
    case EventCode::recordingThinned:
        return Words::tr("Old points of %1 were reduced to their extremes, as configured").arg(subject);
    case EventCode::recordingDeleted:
        return Words::tr("Old recording %1 deleted, as configured").arg(subject);
    case EventCode::recordingFailed:
        return event.severity > Severity::nominal
                   ? Words::tr("Nothing can be recorded in %1: %2. Telemetry stays in the journal.")
                         .arg(subject, detail)
                   : Words::tr("Recording in %1 goes on; nothing was lost").arg(subject);
    case EventCode::streamGap:
        return gap(subject, detail);
    case EventCode::memoryShort:
        return memory(event, detail);
    case EventCode::windowStalled:
        return stall(subject, detail);
    }
    return subject + u' ' + detail; // of a newer version
}

} // namespace

QString eventText(const Event &event)
{
    QString text = sentence(event);
    if (event.repeats > 1)
        text = text + u"  × "_s + ValueFormatter::count(event.repeats);
    return text;
}

} // namespace desk
