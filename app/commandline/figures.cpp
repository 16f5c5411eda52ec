// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace desk {

std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string counted(std::uint64_t number, const char *noun)
{
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string decimal(double value, int decimals)
{
    std::array<char, 64> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals).ptr;
    return {text.data(), end};
}

std::string durationWords(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    struct Unit
    {
        std::int64_t seconds;
        const char *word;
        std::int64_t small;
        const char *smallWord;
    };
    static constexpr std::array units{Unit{86400, "d", 3600, "h"}, Unit{3600, "h", 60, "min"},
                                      Unit{60, "min", 1, "s"}};
    if (duration < seconds(10))
        return decimal(std::chrono::duration<double>(duration).count(), 1) + " s";
    const std::int64_t all = duration_cast<seconds>(duration).count();
    for (const auto &[size, word, small, smallWord] : units) {
        if (all < size)
            continue;
        const std::int64_t rest = all % size / small;
        return std::to_string(all / size) + " " + word +
               (rest > 0 ? " " + std::to_string(rest) + " " + smallWord : std::string());
    }
    return std::to_string(all) + " s";
}

std::string sizeWords(std::uint64_t bytes)
{
    static constexpr std::array words{"B", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < words.size(); ++unit)
        size /= 1000;
    return decimal(size, unit == 0 ? 0 : 1) + " " + words[unit];
}

double quantile(std::vector<double> values, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * double(values.size())));
    const auto at = values.begin() + std::ptrdiff_t(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
    std::ranges::nth_element(values, at);
    return *at;
}

} // namespace desk
