// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/analysis.h"
#include "widgets/analysis/plotfigure.h"

#include <QCoreApplication>

#include <memory>

namespace desk {

// The amplitudes, or the power spectral density, of one parameter by frequency; its peak is marked. Frequency
// 0 is not drawn: the mean was taken off. GUI thread; row() any.
class SpectrumFigure final : public PlotFigure
{
    Q_DECLARE_TR_FUNCTIONS(desk::SpectrumFigure)

public:
    SpectrumFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter);

    [[nodiscard]] bool isEmpty() const override { return values().size() < 2; }
    [[nodiscard]] Axis xAxis() const override;
    [[nodiscard]] Axis yAxis() const override;
    void paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const override;
    [[nodiscard]] std::size_t itemCount() const override { return isEmpty() ? 0 : values().size() - 1; }
    [[nodiscard]] std::optional<std::size_t> itemAt(const QPointF &position,
                                                    const PlotMapping &mapping) const override;
    [[nodiscard]] QPointF placeOf(std::size_t item, const PlotMapping &mapping) const override;
    [[nodiscard]] QString itemText(std::size_t item) const override;
    [[nodiscard]] QString figures() const override;
    [[nodiscard]] QStringList notes() const override;
    [[nodiscard]] QStringList columns() const override;
    [[nodiscard]] QStringList row(std::size_t item) const override;

    // How the grid of a spectrum or a spectrogram was made of the samples, in words.
    [[nodiscard]] static QStringList gridNotes(const AnalysisResult &result);

private:
    [[nodiscard]] const Spectrum &of() const { return m_result->spectrum; }
    [[nodiscard]] bool isDensity() const { return m_result->settings.density; }
    [[nodiscard]] const std::vector<double> &values() const
    {
        return isDensity() ? of().density : of().amplitude;
    }
    [[nodiscard]] QString unit() const;
    [[nodiscard]] QString valueText(double value) const;

    std::shared_ptr<const AnalysisResult> m_result;
    PlottedParameter m_parameter;
    double m_low = 0;
    double m_high = 0;
};

// "dB²/Hz"; "1/Hz" of something without a unit.
[[nodiscard]] QString densityUnit(const QString &unit);
// "2.30 s", "12 m 04 s": of one oscillation.
[[nodiscard]] QString periodText(double frequency);

} // namespace desk
