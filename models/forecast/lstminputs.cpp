// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/lstminputs.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double farthest = 20;

float limited(double value)
{
    return static_cast<float>(std::clamp(value, -farthest, farthest));
}

// Free-space losses of a link against the one it has now.
class RelativeLoss
{
public:
    RelativeLoss(const ForecastWindow &window, double scale)
        : m_unitDb(window.metric == "snr_db" ? scale : 10)
    {
        if (window.hasGeometry())
            m_rangeNow = static_cast<double>(window.geometry[ForecastWindow::seconds - 1].rangeKm);
    }
    // known, elevation, loss; zeros where nothing is known.
    void write(const LinkGeometry &geometry, float *known) const
    {
        const auto range = static_cast<double>(geometry.rangeKm);
        if (!(m_rangeNow > 0 && range > 0 && std::isfinite(range) &&
              std::isfinite(geometry.elevationDegrees)))
            return;
        known[0] = 1;
        known[1] = std::clamp(geometry.elevationDegrees / 90, -1.0F, 1.0F);
        known[2] = limited(20 * std::log10(m_rangeNow / range) / m_unitDb);
    }

private:
    double m_rangeNow = 0; // NaN when the link is over
    double m_unitDb;
};

} // namespace

LstmInputs::LstmInputs(const ForecastWindow &window)
{
    const WindowSteps shape(window);
    if (!(shape.spread > 0) || !std::isfinite(shape.spread) || !std::isfinite(shape.last))
        return;
    last = shape.last;
    scale = shape.spread;
    const RelativeLoss loss(window, scale);
    float present = 0;
    for (std::size_t step = 0; step < WindowSteps::count; ++step) {
        auto &input = steps[step];
        const bool isGap = std::isnan(shape.mean[step]);
        input[0] = isGap ? 0 : limited((shape.mean[step] - last) / scale);
        input[1] = isGap ? 1 : 0;
        input[2] = shape.age[step] / static_cast<float>(WindowSteps::count);
        if (window.hasGeometry())
            loss.write(window.geometry[(step + 1) * WindowSteps::stepSeconds - 1], &input[3]);
        present += isGap ? 0 : 1;
    }
    constexpr std::size_t horizons = forecastHorizons.size();
    for (std::size_t horizon = 0; horizon < horizons; ++horizon)
        loss.write(window.geometryAt(horizon), &head[3 * horizon]);
    head[3 * horizons] = static_cast<float>(last / (1 + std::abs(last)));
    head[3 * horizons + 1] = limited(std::log10(scale) / 10);
    head[3 * horizons + 2] = present / static_cast<float>(WindowSteps::count);
}

} // namespace desk
