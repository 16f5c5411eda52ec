// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/analysis.h"
#include "widgets/analysis/plotfigure.h"

#include <QCoreApplication>
#include <QImage>

#include <memory>

namespace desk {

// The power spectral density of one parameter by time and frequency, as colours in dB. Columns with a gap
// stay empty. GUI thread; row() any.
class SpectrogramFigure final : public PlotFigure
{
    Q_DECLARE_TR_FUNCTIONS(desk::SpectrogramFigure)

public:
    SpectrogramFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter);

    [[nodiscard]] bool isEmpty() const override { return of().columns == 0 || of().empty == of().columns; }
    [[nodiscard]] Axis xAxis() const override;
    [[nodiscard]] Axis yAxis() const override;
    [[nodiscard]] ColourBar colourBar() const override;
    void paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const override;
    [[nodiscard]] std::size_t itemCount() const override { return of().decibels.size(); }
    [[nodiscard]] std::optional<std::size_t> itemAt(const QPointF &position,
                                                    const PlotMapping &mapping) const override;
    [[nodiscard]] QPointF placeOf(std::size_t item, const PlotMapping &mapping) const override;
    [[nodiscard]] QString itemText(std::size_t item) const override;
    [[nodiscard]] QString figures() const override;
    [[nodiscard]] QStringList notes() const override;
    [[nodiscard]] QStringList columns() const override;
    [[nodiscard]] QStringList row(std::size_t item) const override;

private:
    [[nodiscard]] const Spectrogram &of() const { return m_result->spectrogram; }

    std::shared_ptr<const AnalysisResult> m_result;
    PlottedParameter m_parameter;
    QImage m_image; // a pixel a cell, transparent in gaps
    std::size_t m_highest = 0;
};

} // namespace desk
