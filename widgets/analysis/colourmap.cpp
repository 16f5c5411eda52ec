// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/colourmap.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

constexpr double onDarkFrom = 0.33;
constexpr double onBrightFrom = 0.56;

using Polynomial = std::array<double, 7>;
constexpr Polynomial red{0.2777273272234177, 0.1050930431085774, -0.3308618287255563, -4.634230498983486,
                         6.228269936347081,  4.776384997670288,  -5.435455855934631};
constexpr Polynomial green{0.005407344544966578, 1.404613529898575,  0.214847559468213, -5.799100973351585,
                           14.17993336680509,    -13.74514537774601, 4.645852612178535};
constexpr Polynomial blue{0.3340998053353061, 1.384590162594685,  0.09509516302823659, -19.33244095627987,
                          56.69055260068105,  -65.35303263337234, 26.3124352495832};

int part(const Polynomial &of, double t)
{
    double value = 0;
    for (auto factor = of.rbegin(); factor != of.rend(); ++factor)
        value = value * t + *factor;
    return std::clamp(int(std::lround(value * 255)), 0, 255);
}

std::array<QRgb, 256> makeTable()
{
    std::array<QRgb, 256> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = double(i) / 255;
        out[i] = qRgb(part(red, t), part(green, t), part(blue, t));
    }
    return out;
}

} // namespace

QRgb viridis(double share)
{
    static const std::array<QRgb, 256> table = makeTable();
    return table[std::size_t(std::clamp(share, 0.0, 1.0) * 255 + 0.5)];
}

QRgb viridisOn(bool darkGround, double share)
{
    return darkGround ? viridis(onDarkFrom + share * (1 - onDarkFrom)) : viridis(onBrightFrom * (1 - share));
}

} // namespace desk
