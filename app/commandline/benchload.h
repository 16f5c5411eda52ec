// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <cstddef>
#include <string>
#include <vector>

namespace desk {

enum class BenchFormat : unsigned char { jsonBatch, jsonSingle, lineProtocol };

struct BenchLoadOptions
{
    BenchFormat format = BenchFormat::jsonBatch;
    std::size_t batchPoints = 1000;
    std::size_t fields = 10;
    std::size_t nodes = 1000;
    std::string path;      // empty = where our server takes that format
    std::size_t fleet = 0; // as many nodes have the metrics of all; 0 = each has its own

    [[nodiscard]] std::size_t names() const { return fleet > 0 ? fleet : nodes; }
    [[nodiscard]] std::size_t pointsOfRequest() const
    {
        return format == BenchFormat::jsonSingle ? 1 : batchPoints;
    }
};

// Ready-made requests of one connection: only the timestamps are written anew before each is sent, in place,
// so that the client costs next to nothing beside the server. One thread.
class BenchLoad
{
public:
    // share of shares: which of the nodes are this connection's.
    BenchLoad(const BenchLoadOptions &options, std::string_view host, std::string_view token,
              std::size_t share, std::size_t shares);

    // A whole HTTP request whose points lie a microsecond apart and end before that time. Valid until the
    // next call.
    std::string_view next(Timestamp time);

private:
    struct Request
    {
        std::string text;
        std::vector<std::size_t> stamps; // where each point's timestamp begins
    };

    Request render(const BenchLoadOptions &options, std::string_view host, std::string_view token,
                   std::size_t share, std::size_t shares, std::size_t turn) const;
    void stampText(Request &request, Timestamp time);
    static void stampNumbers(Request &request, Timestamp time);

    BenchFormat m_format;
    std::vector<Request> m_requests; // of unlike values; together they name all nodes of the share
    std::size_t m_turn = 0;
    Timestamp m_second{};     // of m_secondText
    std::string m_secondText; // up to the fraction
};

} // namespace desk
