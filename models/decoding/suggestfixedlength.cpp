// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decodersuggestion_p.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t shortestPeriod = 4;
constexpr std::size_t longestPeriod = 1024;

// The share of bytes that stand again so many bytes on.
double likeness(std::span<const std::byte> bytes, std::size_t period)
{
    std::size_t same = 0;
    for (std::size_t i = period; i < bytes.size(); ++i)
        same += bytes[i] == bytes[i - period] ? 1 : 0;
    return static_cast<double>(same) / static_cast<double>(bytes.size() - period);
}

// The longest stretch of bytes that are the same in each period: where it begins in the first one, and its
// bytes.
std::pair<std::size_t, std::string> constantStretch(std::span<const std::byte> bytes, std::size_t period)
{
    constexpr std::size_t longestMark = 8;
    std::vector<bool> constant(period, true);
    for (std::size_t i = period; i < bytes.size(); ++i)
        constant[i % period] = constant[i % period] && bytes[i] == bytes[i - period];
    std::size_t best = 0;
    std::size_t bestLength = 0;
    for (std::size_t begin = 0; begin < period; ++begin) {
        std::size_t length = 0;
        while (length < longestMark && length < period && constant[(begin + length) % period])
            ++length;
        // Zeros are padding rather than a mark.
        if (length > bestLength && bytes[begin] != std::byte{0}) {
            best = begin;
            bestLength = length;
        }
    }
    std::string mark;
    for (std::size_t i = 0; i < bestLength; ++i)
        mark += static_cast<char>(bytes[(best + i) % period]);
    return {best, mark};
}

} // namespace

void suggestFixedLength(std::span<const std::byte> bytes, const std::string &node,
                        std::vector<DecoderSuggestion> &all)
{
    constexpr std::size_t mostLooked = 16'384;
    constexpr std::size_t fewestPeriods = 4;
    constexpr double fewestAlike = 0.1; // above what any distance has
    const auto looked = bytes.first(std::min(bytes.size(), mostLooked));
    const std::size_t last = std::min(longestPeriod, looked.size() / fewestPeriods);
    if (last < shortestPeriod)
        return;
    std::vector<double> alike(last + 1, 0);
    double sum = 0;
    double most = 0;
    for (std::size_t period = 1; period <= last; ++period) {
        alike[period] = likeness(looked, period);
        sum += alike[period];
        most = std::max(most, period < shortestPeriod ? 0 : alike[period]);
    }
    const double usual = sum / static_cast<double>(last);
    // The shortest of those that are as good: its multiples are, too.
    std::size_t period = shortestPeriod;
    while (period < last && alike[period] < usual + 0.9 * (most - usual))
        ++period;
    if (most - usual < fewestAlike)
        return;
    const auto [begin, mark] = constantStretch(looked, period);
    const double above = (alike[period] - usual) / (1 - usual);
    DecoderSuggestion found;
    found.definition.node = node;
    found.definition.framing.kind = FramingKind::fixedLength;
    found.definition.framing.length = period;
    found.definition.framing.startMark = mark;
    found.definition.decoder = DecoderKind::fixedLayout;
    found.definition.allowLonger = period > 256;
    found.definition.fields = fieldsOfBytes(period, 0, mark.size());
    found.frames = looked.size() / period;
    found.confidence = (mark.size() > 1 ? 0.8 : mark.empty() ? 0.45 : 0.6) * std::min(1.0, 0.5 + above);
    found.reason = "bytes come again each " + std::to_string(period) + " bytes (" +
                   std::to_string(static_cast<int>(100 * alike[period])) + " % of them, against " +
                   std::to_string(static_cast<int>(100 * usual)) + " % at any distance)" +
                   (mark.empty() ? "; where a frame begins is not known"
                                 : ", " + std::to_string(mark.size()) + " of them always the same");
    all.push_back(std::move(found));
}

} // namespace desk
