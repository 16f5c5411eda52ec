// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decodedrecord.h"

#include <string>
#include <vector>

namespace desk {

// How a raw value becomes an engineering value: a polynomial (a scale and an offset are one of degree 1),
// points with straight or stepped lines between them, or words for numbers. Plain value; at most one of them
// is used.
struct Calibration
{
    struct Point
    {
        double raw = 0;
        double value = 0;

        bool operator==(const Point &) const = default;
    };
    struct Word
    {
        std::int64_t first = 0;
        std::int64_t last = 0; // first for a single number
        std::string text;

        bool operator==(const Word &) const = default;
    };
    std::vector<double> polynomial; // value = c0 + c1 raw + c2 raw² …; at most 16
    std::vector<Point> points;      // rising raw; at most 4096
    unsigned splineOrder = 1;       // of the points: 0 steps, 1 straight lines
    bool extrapolate = false;       // beyond the points; else the nearest point's value
    std::vector<Word> words;        // at most 4096

    [[nodiscard]] bool isEmpty() const { return polynomial.empty() && points.empty() && words.empty(); }
    // Texts stay as they are, and what is no number (NaN) stays none. Of words the value is a text always: a
    // number that none names is written into `text`, which must live as long as the value.
    [[nodiscard]] DecodedValue apply(const DecodedValue &raw, std::string &text) const;
    // field = the member at fault.
    [[nodiscard]] Result<void> check() const;
    bool operator==(const Calibration &) const = default;
};

} // namespace desk
