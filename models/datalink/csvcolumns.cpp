// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/csvcolumns.h"

#include "models/datalink/csvcells_p.h"
#include "models/datalink/pointfilereader.h"
#include "models/datalink/pointparser_p.h"
#include "models/datalink/pointtime.h"

#include <algorithm>

namespace desk {
namespace {

using Words = std::initializer_list<std::string_view>;

// One reading of the first records, from which a CsvColumns is made.
class Probe
{
public:
    Probe(std::span<const CsvRecord> records, const PointFileOptions &options, CsvColumns &columns)
        : m_options(options)
        , m_columns(columns)
        , m_names(records.front().fields)
        , m_rows(records)
    {
        m_columns.count = m_names.size();
        m_columns.hasHeader = looksLikeHeader();
        if (m_columns.hasHeader)
            m_rows = m_rows.subspan(1);
        else
            m_names.assign(m_columns.count, {});
        m_columns.hasUnits = looksLikeUnits();
        if (m_columns.hasUnits) {
            m_units = m_rows.front().fields;
            m_rows = m_rows.subspan(1);
        }
        m_used.assign(m_columns.count, false);
    }

    Result<void> understand()
    {
        if (m_columns.count == 1 && m_names.front().find_first_of(";\t") != std::string::npos)
            return failure(ErrorCode::unsupported, "the columns are not separated by commas; write them so");
        m_columns.node = take({"node_id", "node", "device_id"});
        m_columns.nodeType = take({"node_type"});
        m_columns.dst = take({"dst", "link.dst", "link_dst"});
        m_columns.health = take({"health"});
        m_columns.metric = find({"metric", "metric_name", "parameter"});
        m_columns.value = find({"value", "val"});
        const bool isLong = m_columns.metric != CsvColumns::none && m_columns.value != CsvColumns::none;
        if (isLong) {
            m_used[m_columns.metric] = m_used[m_columns.value] = true;
            takeGpu();
        } else {
            m_columns.metric = m_columns.value = CsvColumns::none;
            m_columns.source = take({"source"});
        }
        if (auto time = takeTime(); !time)
            return time;
        if (!isLong)
            return takeValues();
        std::string unused;
        for (std::size_t i = 0; i < m_columns.count; ++i) {
            if (!m_used[i] && m_columns.format == PointFormat::longCsv)
                unused += (unused.empty() ? "" : ", ") + title(i);
        }
        if (!unused.empty())
            m_columns.notes.push_back("columns that are left out: " + unused);
        return {};
    }

private:
    [[nodiscard]] bool looksLikeHeader() const
    {
        bool data = false;
        for (const std::string &cell : m_names) {
            if (isTimeName(cell) || isOneOf(cell, {"node", "node_id", "metric", "metric_name", "value"}))
                return true;
            data = data || parseNumber(cell) || isOneOf(cell, {"true", "false"}) ||
                   parsePointTime(cell, m_options.zone);
        }
        return !data;
    }

    // Words right below the header, where numbers or times stand in the row after them.
    [[nodiscard]] bool looksLikeUnits() const
    {
        constexpr std::size_t longestUnit = 16;
        if (!m_columns.hasHeader || m_rows.size() < 2 || m_rows[0].fields.size() != m_columns.count ||
            m_rows[1].fields.size() != m_columns.count)
            return false;
        bool any = false;
        for (std::size_t i = 0; i < m_columns.count; ++i) {
            if (isOneOf(m_names[i], {"metric", "metric_name", "parameter", "health"}))
                return false;
            const std::string &cell = m_rows[0].fields[i];
            const std::string &below = m_rows[1].fields[i];
            if (isMissing(cell) || (i == 0 && isOneOf(cell, {"unit", "units"})))
                continue;
            const bool isNumber = parseNumber(below).has_value();
            if (cell.size() > longestUnit || parseNumber(cell) || isOneOf(cell, {"true", "false"}) ||
                parsePointTime(cell, m_options.zone) ||
                !(isNumber || isMissing(below) || parsePointTime(below, m_options.zone)))
                return false;
            any = any || isNumber;
        }
        return any;
    }

    [[nodiscard]] std::size_t find(Words words) const
    {
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            if (!m_used[i] && isOneOf(m_names[i], words))
                return i;
        }
        return CsvColumns::none;
    }

    std::size_t take(Words words)
    {
        const std::size_t at = find(words);
        if (at != CsvColumns::none)
            m_used[at] = true;
        return at;
    }

    // NVIDIA DCGM's export: a node is a GPU.
    void takeGpu()
    {
        const std::size_t uuid = find({"uuid"});
        m_columns.format = PointFormat::longCsv;
        if (uuid == CsvColumns::none || !isOneOf(m_names[m_columns.metric], {"metric_name"}))
            return;
        m_columns.format = PointFormat::gpuCsv;
        m_columns.node = uuid;
        m_columns.defaultType = "gpu";
        m_columns.notes.emplace_back(
            "a node is a GPU (uuid); the labels (modelName, Hostname, ...) are not posted, "
            "because points in JSON carry none");
    }

    [[nodiscard]] ColumnCells cells(std::size_t column) const
    {
        return ColumnCells(m_rows, column, m_options.zone);
    }

    [[nodiscard]] std::string title(std::size_t column) const
    {
        return m_names[column].empty() ? "column " + std::to_string(column + 1) : m_names[column];
    }

    void setTime(std::size_t column, CsvColumns::Time kind, std::chrono::nanoseconds unit = {})
    {
        m_columns.time = column;
        m_columns.timeKind = kind;
        m_columns.elapsedUnit = unit;
        m_used[column] = true;
    }

    bool tryTime(std::size_t column, bool asked)
    {
        const std::string &name = m_names[column];
        const ColumnCells found = cells(column);
        const bool named = asked || name.empty() || isTimeName(name);
        // A column without a name must not be a large counter by chance.
        const bool counter = !asked && name.empty() && found.isNumeric() && !found.rises(false);
        if (named && !counter && found.areTimesOfDay()) {
            setTime(column, CsvColumns::Time::ofDay);
            if (found.lackZone() && m_options.zone == std::chrono::minutes(0))
                m_columns.notes.push_back("the times of " + title(column) +
                                          " name no zone and are taken as UTC; --zone changes that");
            return true;
        }
        auto unit = elapsedUnit(name);
        if (!unit && m_columns.hasUnits)
            unit = elapsedUnit(name + "_" + m_units[column]);
        if ((asked || unit || (named && !name.empty())) && found.rises(!asked)) {
            setTime(column, CsvColumns::Time::elapsed, unit.value_or(std::chrono::seconds(1)));
            m_columns.notes.push_back(title(column) + " counts the time since the beginning of the file" +
                                      (unit ? "" : ", in seconds"));
            return true;
        }
        return false;
    }

    Result<void> takeTime()
    {
        if (!m_options.timeColumn.empty()) {
            const auto at = std::find(m_names.begin(), m_names.end(), m_options.timeColumn);
            if (at == m_names.end()) {
                std::string known;
                for (std::size_t i = 0; i < m_names.size(); ++i)
                    known += (i > 0 ? ", " : "") + title(i);
                return failure(ErrorCode::notFound,
                               "there is no column " + m_options.timeColumn + "; the columns are " + known,
                               "time-column");
            }
            const auto column = static_cast<std::size_t>(at - m_names.begin());
            if (!tryTime(column, true))
                return failure(ErrorCode::parseError,
                               "the column " + m_options.timeColumn +
                                   " holds no times: neither ISO 8601 nor numbers "
                                   "that rise",
                               "time-column");
            return {};
        }
        for (std::size_t i = 0; i < m_columns.count; ++i) {
            if (!m_used[i] && tryTime(i, false))
                return {};
        }
        return {};
    }

    Result<void> takeValues()
    {
        std::string texts;
        std::string renamed;
        for (std::size_t i = 0; i < m_columns.count; ++i) {
            if (m_used[i])
                continue;
            const auto kind = cells(i).kind();
            if (!kind) {
                texts += (texts.empty() ? "" : ", ") + title(i);
                continue;
            }
            const std::string metric = unique(m_names[i].empty() ? "value" : metricName(m_names[i]));
            if (metric != m_names[i] && m_columns.hasHeader)
                renamed += (renamed.empty() ? "" : ", ") + title(i) + " as " + metric;
            m_columns.values.push_back({i, metric, *kind});
        }
        if (!texts.empty())
            m_columns.notes.push_back("columns of text are left out: " + texts);
        if (!renamed.empty())
            m_columns.notes.push_back("posted under names that the API takes: " + renamed);
        if (m_columns.values.empty() && m_columns.health == CsvColumns::none)
            return failure(ErrorCode::invalidArgument,
                           "no column holds numbers; nothing in it can be posted" +
                               (texts.empty() ? std::string() : " (columns of text: " + texts + ")"));
        if (m_columns.values.size() == 1 && !m_options.metric.empty())
            m_columns.values.front().metric = m_options.metric;
        for (const CsvColumns::Value &value : m_columns.values) {
            const bool isMark =
                value.column == 0 && m_columns.hasUnits && isOneOf(m_units[0], {"unit", "units"});
            if (m_columns.hasUnits && !isMark && !isMissing(m_units[value.column]))
                m_columns.units[value.metric] = m_units[value.column];
        }
        return {};
    }

    [[nodiscard]] std::string unique(const std::string &metric) const
    {
        const auto taken = [this](const std::string &name) {
            return std::any_of(m_columns.values.begin(), m_columns.values.end(),
                               [&](const CsvColumns::Value &value) { return value.metric == name; });
        };
        std::string name = metric;
        for (int n = 2; taken(name); ++n)
            name = metric + "_" + std::to_string(n);
        return name;
    }

    const PointFileOptions &m_options;
    CsvColumns &m_columns;
    std::vector<std::string> m_names;
    std::vector<std::string> m_units; // by column; empty without such a row
    std::span<const CsvRecord> m_rows;
    std::vector<bool> m_used;
};

// Runs of other characters become one underscore.
std::string cleaned(std::string_view text, std::string_view extra)
{
    std::string name;
    for (const char c : text) {
        const bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          extra.find(c) != std::string_view::npos;
        if (good)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (name.size() > 1 && name.back() == '_' && text.back() != '_')
        name.pop_back();
    constexpr std::size_t longest = 128;
    return name.substr(0, longest);
}

} // namespace

Result<CsvColumns> CsvColumns::understand(std::span<const CsvRecord> records, const PointFileOptions &options)
{
    CsvColumns columns;
    if (records.empty())
        return failure(ErrorCode::invalidArgument, "there is nothing in it");
    if (auto understood = Probe(records, options, columns).understand(); !understood)
        return tl::unexpected(understood.error());
    return columns;
}

std::string metricName(std::string_view column)
{
    std::string name = cleaned(column, "_.:/");
    if (name.empty() || (name.front() >= '0' && name.front() <= '9') ||
        std::string_view(".:/").find(name.front()) != std::string_view::npos)
        name.insert(0, "_");
    return name.substr(0, 128);
}

std::string nodeName(std::string_view file)
{
    const std::string name = cleaned(file, "_.:-");
    return name.empty() ? "file" : name;
}

} // namespace desk
