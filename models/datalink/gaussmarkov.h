// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/counterrandom.h"

#include <cmath>

namespace desk {

// A stationary Gaussian process of mean 0 and variance 1 whose correlation falls as exp(-t / time): white
// noise through a first-order low-pass filter, X(t + dt) = rho X(t) + sqrt(1 - rho^2) n with rho =
// exp(-dt / time), exact for any step. It begins in its stationary state. Plain value, one thread.
class GaussMarkov
{
public:
    GaussMarkov(double correlationTimeS, CounterRandom random)
        : m_timeS(correlationTimeS)
        , m_random(random)
        , m_value(m_random.gaussian())
    {
    }

    double advance(double seconds)
    {
        if (seconds <= 0)
            return m_value;
        if (seconds != m_step) {
            m_step = seconds;
            m_rho = std::exp(-seconds / m_timeS);
            m_gain = std::sqrt(1 - m_rho * m_rho);
        }
        return m_value = m_rho * m_value + m_gain * m_random.gaussian();
    }

    double value() const { return m_value; }

private:
    double m_timeS;
    CounterRandom m_random;
    double m_value;
    double m_step = 0; // m_rho and m_gain are for this step
    double m_rho = 1;
    double m_gain = 0;
};

} // namespace desk
