// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/mcapparser.h"
#include "models/exchange/pointjson.h"
#include "models/exchange/pointreader.h"
#include "models/exchange/schemaunits.h"

namespace desk {

// Points of an MCAP file, ours or of others. Of others: channels of JSON; the node is the topic, metrics are
// the paths to the numbers, booleans and texts of a message. One thread.
class McapPointReader final : public PointReader
{
public:
    explicit McapPointReader(PointReaderOptions options)
        : m_options(std::move(options))
    {
    }

    void append(std::string_view bytes) override { m_parser.append(bytes); }
    void finish() override { m_parser.finish(); }
    Result<std::optional<NamedPoint>> next() override;
    [[nodiscard]] std::vector<std::string> notes() const override;

private:
    Result<NamedPoint> read(const McapMessage &message);
    Result<NamedPoint> readOwn(const McapMessage &message);
    void addUnits(const McapChannel &channel, NamedPoint &point);

    PointReaderOptions m_options;
    McapParser m_parser;
    PointJsonReader m_json;
    std::map<std::uint16_t, SchemaUnits> m_units;          // by channel
    std::map<std::string, std::uint64_t> m_otherEncodings; // messages left out
};

} // namespace desk
