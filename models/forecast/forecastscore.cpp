// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastscore.h"

namespace desk {
namespace {

double meanOf(double sum, std::uint64_t count)
{
    return count > 0 ? sum / static_cast<double>(count) : QuantileForecast::nothing;
}

} // namespace

double ForecastScore::pinball(double quantile, double said, double actual)
{
    return actual >= said ? quantile * (actual - said) : (1 - quantile) * (said - actual);
}

void ForecastScore::add(const QuantileForecast::Horizon &said, double persistence, double actual)
{
    ++m_count;
    m_error += std::abs(actual - said.median);
    m_persistenceError += std::abs(actual - persistence);
    if (!said.hasBand())
        return;
    ++m_bands;
    m_covered += said.lower <= actual && actual <= said.upper ? 1U : 0U;
    m_width += said.upper - said.lower;
    m_pinball += (pinball(0.05, said.lower, actual) + pinball(0.5, said.median, actual) +
                  pinball(0.95, said.upper, actual)) /
                 3;
}

ForecastScore &ForecastScore::operator+=(const ForecastScore &other)
{
    m_count += other.m_count;
    m_bands += other.m_bands;
    m_covered += other.m_covered;
    m_neverCame += other.m_neverCame;
    m_error += other.m_error;
    m_persistenceError += other.m_persistenceError;
    m_pinball += other.m_pinball;
    m_width += other.m_width;
    return *this;
}

double ForecastScore::meanError() const
{
    return meanOf(m_error, m_count);
}

double ForecastScore::persistenceError() const
{
    return meanOf(m_persistenceError, m_count);
}

double ForecastScore::skill() const
{
    return m_persistenceError > 0 ? 1 - m_error / m_persistenceError : QuantileForecast::nothing;
}

double ForecastScore::pinballLoss() const
{
    return meanOf(m_pinball, m_bands);
}

double ForecastScore::coverage() const
{
    return meanOf(static_cast<double>(m_covered), m_bands);
}

double ForecastScore::bandWidth() const
{
    return meanOf(m_width, m_bands);
}

} // namespace desk
