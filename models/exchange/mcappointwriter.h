// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/mcapfilewriter.h"
#include "models/exchange/pointwriter.h"

namespace desk {

// MCAP: a channel for each node or link (topic: node or node->dst), messages of JSON as JSON lines have them,
// with a JSON schema of its series. Log time is reception, publish time generation, sequence the number's low
// 32 bits (the whole number stands in the message). One thread.
class McapPointWriter final : public PointWriter
{
public:
    static constexpr std::string_view schemaName = "constellation.Point";

    explicit McapPointWriter(std::span<const ExchangeSeries> series);
    void begin(std::string &out) override;
    Result<void> write(const NamedPoint &point, std::string &out) override;
    Result<void> finish(std::string &out) override { return m_file.finish(out); }

private:
    Result<std::uint16_t> channelOf(const NamedPoint &point, const std::string &topic);
    std::string schemaOf(const std::string &topic) const;

    std::vector<ExchangeSeries> m_series;
    std::map<std::string, std::vector<std::size_t>> m_seriesOf; // by topic, into m_series
    McapFileWriter m_file;
    std::map<std::string, std::uint16_t> m_schemas;  // by text
    std::map<std::string, std::uint16_t> m_channels; // by topic
    std::string m_topic;
    std::string m_message;
};

} // namespace desk
