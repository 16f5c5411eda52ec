// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/jsonlinesreader.h"

namespace desk {

Result<std::optional<NamedPoint>> JsonLinesReader::next()
{
    while (const auto line = m_buffer.line()) {
        if (line->find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const auto wrong = [&](Error error) {
            error.index = m_buffer.lineNumber();
            return tl::unexpected<Error>(std::move(error));
        };
        ++m_records;
        auto read = m_json.read(*line, m_options.file.zone);
        if (!read)
            return wrong(read.error());
        NamedPoint &point = read->point;
        if (!read->hasTime)
            point.generation = m_options.begin + m_options.file.step * (m_records - 1);
        if (point.node.empty())
            point.node = m_options.file.node.empty() ? m_options.file.fallback : m_options.file.node;
        else if (!m_options.file.node.empty() && point.node != m_options.file.node)
            continue;
        if (!m_options.file.metric.empty())
            std::erase_if(point.values,
                          [&](const NamedValue &v) { return v.metric != m_options.file.metric; });
        if (point.node.empty())
            return wrong(
                {ErrorCode::missingField, "node_id is missing; --node gives one", "node_id", -1, -1});
        if (!point.values.empty())
            return std::move(point);
    }
    return std::nullopt;
}

} // namespace desk
