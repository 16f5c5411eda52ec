// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastrecord.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace desk {
namespace {

constexpr char recordVersion = 1;
constexpr std::uint16_t goesOn = 0xFFFF;
constexpr std::size_t recordBytes = 1 + 2 + 8 + forecastHorizons.size() * (3 * 4 + 1 + 2);

template <class Bits>
void putBits(std::string &to, Bits bits)
{
    for (unsigned shift = 0; shift < sizeof(Bits) * 8; shift += 8)
        to += static_cast<char>(static_cast<unsigned char>(bits >> shift));
}

template <class Bits>
Bits takeBits(std::string_view &from)
{
    Bits bits = 0;
    for (unsigned i = 0; i < sizeof(Bits); ++i)
        bits |= static_cast<Bits>(static_cast<Bits>(static_cast<unsigned char>(from[i])) << (8 * i));
    from.remove_prefix(sizeof(Bits));
    return bits;
}

void putLess(std::string &to, double value, double current)
{
    putBits(to, std::bit_cast<std::uint32_t>(static_cast<float>(value - current)));
}

double takeMore(std::string_view &from, double current)
{
    return current + static_cast<double>(std::bit_cast<float>(takeBits<std::uint32_t>(from)));
}

std::int64_t secondsBetween(Timestamp begin, Timestamp end)
{
    return std::chrono::floor<std::chrono::seconds>(end - begin).count();
}

} // namespace

std::string forecastRecord(const Forecast &forecast)
{
    std::string data(1, recordVersion);
    data.reserve(recordBytes);
    const std::int64_t lag =
        std::clamp<std::int64_t>(secondsBetween(forecast.end, forecast.issued), 0, 0x7FFF);
    putBits(data, static_cast<std::uint16_t>(lag));
    putBits(data, std::bit_cast<std::uint64_t>(forecast.current));
    for (const ForecastValue &value : forecast.horizons) {
        putLess(data, value.lower, forecast.current);
        putLess(data, value.value, forecast.current);
        putLess(data, value.upper, forecast.current);
        data += static_cast<char>(std::lround(std::clamp(value.confidence, 0.0, 1.0) * 100));
        const std::int64_t left = value.endsAt ? secondsBetween(forecast.end, *value.endsAt) : goesOn;
        putBits(data, static_cast<std::uint16_t>(std::clamp<std::int64_t>(left, 0, goesOn)));
    }
    return data;
}

std::optional<Forecast> forecastFromRecord(SeriesId series, Timestamp issued, std::string_view model,
                                           std::string_view data)
{
    const auto method = forecastMethodFromWord(model);
    if (!method || data.size() != recordBytes || data.front() != recordVersion)
        return std::nullopt;
    data.remove_prefix(1);
    Forecast forecast;
    forecast.series = series;
    forecast.issued = issued;
    forecast.method = *method;
    const std::chrono::seconds lag{takeBits<std::uint16_t>(data)};
    forecast.end = std::chrono::floor<std::chrono::seconds>(issued) - lag;
    forecast.current = std::bit_cast<double>(takeBits<std::uint64_t>(data));
    for (ForecastValue &value : forecast.horizons) {
        value.lower = takeMore(data, forecast.current);
        value.value = takeMore(data, forecast.current);
        value.upper = takeMore(data, forecast.current);
        value.confidence = static_cast<double>(static_cast<unsigned char>(data.front())) / 100;
        data.remove_prefix(1);
        const auto left = takeBits<std::uint16_t>(data);
        if (left != goesOn)
            value.endsAt = forecast.end + std::chrono::seconds(left);
    }
    return forecast;
}

} // namespace desk
