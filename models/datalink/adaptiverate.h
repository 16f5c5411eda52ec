// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace desk {

// One way to send: needs that SNR, carries that much.
struct ModemMode
{
    double leastSnrDb;
    double capacityGbps;
};

// The modes of a ground link: modulation and coding of DVB-S2 (ETSI EN 302 307-1, table 13) and DVB-S2X (EN
// 302 307-2, table 20a), those that no other beats, with an implementation margin; capacity of all carriers.
std::span<const ModemMode> radioModes();
// The modes of a laser link: full rate, and the symbol rate halved again and again, 3 dB each.
std::span<const ModemMode> laserModes();

// Adaptive coding and modulation: follows the SNR down at once and up with a hysteresis, so that noise does
// not make the rate flap. Plain value, one thread.
class AdaptiveRate
{
public:
    explicit AdaptiveRate(std::span<const ModemMode> modes)
        : m_modes(modes)
    {
    }

    // Gbit/s; 0 below the lowest mode.
    double update(double snrDb);
    double capacityGbps() const { return m_mode > 0 ? m_modes[m_mode - 1].capacityGbps : 0; }

private:
    std::span<const ModemMode> m_modes;
    std::size_t m_mode = 0; // modes at or below the present one; 0 = none
};

} // namespace desk
