// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/verifyreport.h"

#include "models/telemetry/gapsubject.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

std::string timeText(std::int64_t ns)
{
    return formatTimestamp(fromNanoseconds(ns), Fraction::nano);
}

std::string lossText(const SessionLoss &loss)
{
    std::string text = loss.table;
    if (loss.row != 0)
        text += " row " + std::to_string(loss.row);
    text += ": " + loss.reason;
    for (std::size_t i = 0; i < loss.series.size(); ++i)
        text += (i == 0 ? "; " : ", ") + loss.series[i];
    if (loss.first <= loss.last)
        text += "; points " + std::to_string(loss.first) + " to " + std::to_string(loss.last);
    if (loss.begin <= loss.end)
        text += "; " + timeText(loss.begin) + " to " + timeText(loss.end);
    return text;
}

// Text of a file that came from anywhere must not steer a terminal.
std::string plain(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
    return text;
}

Json rangeToJson(std::uint64_t first, std::uint64_t last)
{
    return Json{{"first", first}, {"last", last}};
}

} // namespace

void writeReport(const SessionReport &report, std::ostream &out)
{
    out << report.points << " points, " << report.samples << " samples";
    if (report.first <= report.last)
        out << ", numbers " << report.first << " to " << report.last;
    out << '\n';
    if (report.hasJournal && report.journalFirst <= report.journalLast)
        out << "journal: numbers " << report.journalFirst << " to " << report.journalLast << ", "
            << report.notRecorded << " points not recorded yet\n";
    for (const std::string &note : report.notes)
        out << "note: " << plain(note) << '\n';
    for (const SessionGap &gap : report.gaps) {
        out << "gap: " << formatTimestamp(gap.begin, Fraction::milli) << " to "
            << (gap.end == SessionGap::open ? "(goes on)" : formatTimestamp(gap.end, Fraction::milli)) << " "
            << plain(gap.cause);
        if (gap.first <= gap.last)
            out << ", points " << gap.first << " to " << gap.last;
        out << (gap.source.empty() ? "" : ", " + plain(subjectWords(gap.source))) << '\n';
    }
    for (const std::string &what : report.structure)
        out << "structure: " << plain(what) << '\n';
    for (const SessionLoss &loss : report.losses)
        out << "lost: " << plain(lossText(loss)) << '\n';
    if (report.unlisted > 0)
        out << "lost: " << report.unlisted << " more\n";
    for (const NumberRange &range : report.missing)
        out << "not there: points " << range.first << " to " << range.last
            << " (lost, or known already when they came)\n";
}

Json reportToJson(const SessionReport &report)
{
    Json json{{"whole", report.isWhole()},
              {"points", report.points},
              {"samples", report.samples},
              {"rows", report.rows}};
    if (report.first <= report.last)
        json["numbers"] = rangeToJson(report.first, report.last);
    if (report.hasJournal) {
        json["journal"] = Json{{"not_recorded", report.notRecorded}};
        if (report.journalFirst <= report.journalLast)
            json["journal"]["numbers"] = rangeToJson(report.journalFirst, report.journalLast);
    }
    json["gaps"] = Json::array();
    for (const SessionGap &gap : report.gaps) {
        Json one{{"begin", formatTimestamp(gap.begin, Fraction::nano)}, {"cause", gap.cause}};
        if (gap.end != SessionGap::open)
            one["end"] = formatTimestamp(gap.end, Fraction::nano);
        if (!gap.source.empty())
            one["source"] = subjectWords(gap.source);
        if (gap.first <= gap.last)
            one["numbers"] = rangeToJson(gap.first, gap.last);
        json["gaps"].push_back(std::move(one));
    }
    json["structure"] = report.structure;
    json["losses"] = Json::array();
    for (const SessionLoss &loss : report.losses) {
        Json one{{"table", loss.table}, {"row", loss.row}, {"reason", loss.reason}};
        if (!loss.series.empty())
            one["series"] = loss.series;
        if (loss.first <= loss.last)
            one["numbers"] = rangeToJson(loss.first, loss.last);
        if (loss.begin <= loss.end) {
            one["begin"] = timeText(loss.begin);
            one["end"] = timeText(loss.end);
        }
        json["losses"].push_back(std::move(one));
    }
    json["unlisted_losses"] = report.unlisted;
    json["missing"] = Json::array();
    for (const NumberRange &range : report.missing)
        json["missing"].push_back(rangeToJson(range.first, range.last));
    json["notes"] = report.notes;
    return json;
}

} // namespace desk
