// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointfilereader.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace desk;

namespace {

struct Outcome
{
    std::vector<FilePoint> points;
    std::vector<Error> errors;
};

// piece: bytes that arrive at once.
Outcome readAll(std::string_view text, std::size_t piece, const PointFileOptions &options)
{
    Outcome outcome;
    PointFileReader reader(options);
    const auto take = [&] {
        for (;;) {
            auto point = reader.next();
            if (!point)
                outcome.errors.push_back(point.error());
            else if (*point)
                outcome.points.push_back(**std::move(point));
            else
                return;
        }
    };
    for (std::size_t at = 0; at < text.size(); at += piece) {
        reader.append(text.substr(at, piece));
        take();
    }
    reader.finish();
    take();
    return outcome;
}

} // namespace

// A file of telemetry points (CSV, JSON, line protocol) of any bytes; the first byte says with which options
// and in what pieces. Pieces must not change what is read, and each point must be one that can be posted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::uint8_t how = data[0];
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    PointFileOptions options;
    options.node = (how & 1U) != 0 ? "n" : "";
    options.fallback = (how & 2U) != 0 ? "f" : "";
    options.metric = (how & 4U) != 0 ? "m" : "";
    options.timeColumn = (how & 8U) != 0 ? "when" : "";
    options.zone = std::chrono::minutes((how & 16U) != 0 ? 90 : 0);
    const Outcome whole = readAll(text, std::max<std::size_t>(text.size(), 1), options);
    for (const FilePoint &point : whole.points) {
        if (point.line < 1 || point.node.empty() || point.values.size() > PointFileReader::mostValues)
            std::abort();
        for (const FileValue &value : point.values) {
            if (const auto *number = std::get_if<double>(&value.value); number && !std::isfinite(*number))
                std::abort();
        }
        std::string json;
        appendPointJson(json, point, point.time.value_or(fromNanoseconds(0)));
        if (!json.starts_with('{') || !json.ends_with('}'))
            std::abort();
    }
    for (const Error &error : whole.errors) {
        if (error.message.empty())
            std::abort();
    }
    if ((how & 32U) == 0)
        return 0;
    const Outcome pieces = readAll(text, how >> 6U ? 7U * (how >> 6U) : 1, options);
    if (pieces.points != whole.points || pieces.errors.size() != whole.errors.size())
        std::abort();
    return 0;
}
