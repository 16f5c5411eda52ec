// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/adaptiverate.h"

#include "models/datalink/linkbudget.h"

#include <array>

namespace desk {
namespace {

constexpr double hysteresisDb = 0.4;
constexpr double implementationMarginDb = 1.0;

// Es/N0 (dB) for quasi error-free reception over AWGN, spectral efficiency (bit/symbol).
struct ModCod
{
    double snrDb;
    double efficiency;
};

constexpr std::array<ModCod, 28> modCods{{
    {-2.35, 0.490243}, // QPSK 1/4
    {-1.24, 0.656448}, // QPSK 1/3
    {-0.30, 0.789412}, // QPSK 2/5
    {1.00, 0.988858},  // QPSK 1/2
    {2.23, 1.188304},  // QPSK 3/5
    {3.10, 1.322253},  // QPSK 2/3
    {4.03, 1.487473},  // QPSK 3/4
    {4.68, 1.587196},  // QPSK 4/5
    {5.18, 1.654663},  // QPSK 5/6
    {5.50, 1.779991},  // 8PSK 3/5
    {6.62, 1.980636},  // 8PSK 2/3
    {7.91, 2.228124},  // 8PSK 3/4
    {8.97, 2.637201},  // 16APSK 2/3
    {10.21, 2.966728}, // 16APSK 3/4
    {11.03, 3.165623}, // 16APSK 4/5
    {11.61, 3.300184}, // 16APSK 5/6
    {12.73, 3.703295}, // 32APSK 3/4
    {13.64, 3.951571}, // 32APSK 4/5
    {14.28, 4.119540}, // 32APSK 5/6
    {14.81, 4.338659}, // 64APSK 11/15
    {15.47, 4.603122}, // 64APSK 7/9
    {15.87, 4.735354}, // 64APSK 4/5
    {16.55, 4.933701}, // 64APSK 5/6
    {17.24, 5.241514}, // 256APSK 2/3-L
    {18.10, 5.417338}, // 256APSK 31/45-L
    {18.59, 5.593162}, // 256APSK 32/45
    {18.84, 5.768987}, // 256APSK 11/15-L
    {19.57, 5.900855}, // 256APSK 3/4
}};

constexpr std::array<ModemMode, modCods.size()> radio = [] {
    std::array<ModemMode, modCods.size()> modes{};
    for (std::size_t i = 0; i < modes.size(); ++i) {
        modes[i] = {modCods[i].snrDb + implementationMarginDb,
                    modCods[i].efficiency * GroundLinkBudget::symbolRateGHz * GroundLinkBudget::carriers};
    }
    return modes;
}();

constexpr std::array<ModemMode, 4> laser{{{0, 3.125}, {3, 6.25}, {6, 12.5}, {9, 25}}};

} // namespace

std::span<const ModemMode> radioModes()
{
    return radio;
}

std::span<const ModemMode> laserModes()
{
    return laser;
}

double AdaptiveRate::update(double snrDb)
{
    while (m_mode > 0 && snrDb < m_modes[m_mode - 1].leastSnrDb)
        --m_mode;
    while (m_mode < m_modes.size() && snrDb >= m_modes[m_mode].leastSnrDb + hysteresisDb)
        ++m_mode;
    return capacityGbps();
}

} // namespace desk
