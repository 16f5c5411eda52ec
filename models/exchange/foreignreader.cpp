// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/foreignreader.h"

#include <iterator>

namespace desk {
namespace {

NamedValue valueOf(FileValue value)
{
    NamedValue named;
    named.metric = std::move(value.metric);
    if (const auto *integer = std::get_if<std::int64_t>(&value.value))
        named.value = exactNumber(*integer);
    else if (const auto *number = std::get_if<double>(&value.value))
        named.value = *number;
    else if (const auto *on = std::get_if<bool>(&value.value))
        named.value = *on;
    else
        named.value = std::get<std::string>(std::move(value.value));
    named.kind = evidentKind(named.value);
    return named;
}

} // namespace

Result<std::optional<NamedPoint>> ForeignReader::next()
{
    while (true) {
        auto read = m_reader.next();
        if (!read)
            return tl::unexpected(read.error());
        if (!*read)
            return std::nullopt;
        FilePoint &from = **read;
        NamedPoint point;
        m_counted = m_counted || !from.time;
        point.generation = from.time.value_or(m_options.begin + from.elapsed);
        point.node = std::move(from.node);
        point.type = nodeTypeFromWord(from.nodeType);
        point.dst = std::move(from.dst);
        for (FileValue &value : from.values) {
            point.values.push_back(valueOf(std::move(value)));
            NamedValue &added = point.values.back();
            if (const auto unit = m_reader.units().find(added.metric); unit != m_reader.units().end())
                added.unit = unit->second;
        }
        if (!from.more.empty()) {
            auto more = m_json.readValues("{" + from.more + "}");
            if (more)
                point.values.insert(point.values.end(), std::make_move_iterator(more->begin()),
                                    std::make_move_iterator(more->end()));
        }
        if (!m_options.file.metric.empty())
            std::erase_if(point.values,
                          [&](const NamedValue &v) { return v.metric != m_options.file.metric; });
        if (!point.values.empty())
            return point;
    }
}

std::vector<std::string> ForeignReader::notes() const
{
    std::vector<std::string> notes = m_reader.notes();
    if (m_counted)
        notes.push_back("the file has no time of day; its times count from " +
                        formatTimestamp(m_options.begin, Fraction::none) + " (--begin sets another)");
    return notes;
}

} // namespace desk
