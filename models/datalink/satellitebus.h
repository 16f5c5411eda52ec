// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace desk {

// Battery and temperature of one satellite, driven by sunlight and by the traffic it carries: energy balance
// and Newton's law of cooling with typical values of a 250 kg communication satellite. Plain value, one
// thread.
class SatelliteBus
{
public:
    // offset = how much warmer or colder than the mean this one runs, degrees Celsius.
    explicit SatelliteBus(double temperatureOffset = 0)
        : m_offset(temperatureOffset)
    {
    }

    void advance(double seconds, bool eclipsed, double throughputGbps);

    double batteryPercent() const { return m_charge * 100; }
    double temperatureC() const { return m_temperature + m_offset; }

private:
    double m_offset;
    double m_charge = 1; // of the capacity
    double m_temperature = 24;
};

} // namespace desk
