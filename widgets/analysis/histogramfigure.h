// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/analysis.h"
#include "widgets/analysis/plotfigure.h"

#include <QCoreApplication>

#include <memory>

namespace desk {

// How often which values of one parameter were there, as bars; lines stand at mean and median. GUI thread;
// row() any.
class HistogramFigure final : public PlotFigure
{
    Q_DECLARE_TR_FUNCTIONS(desk::HistogramFigure)

public:
    HistogramFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter);

    [[nodiscard]] bool isEmpty() const override { return of().bins.empty(); }
    [[nodiscard]] Axis xAxis() const override;
    [[nodiscard]] Axis yAxis() const override;
    void paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const override;
    [[nodiscard]] std::size_t itemCount() const override { return of().bins.size(); }
    [[nodiscard]] std::optional<std::size_t> itemAt(const QPointF &position,
                                                    const PlotMapping &mapping) const override;
    [[nodiscard]] QPointF placeOf(std::size_t item, const PlotMapping &mapping) const override;
    [[nodiscard]] QString itemText(std::size_t item) const override;
    [[nodiscard]] QString figures() const override;
    [[nodiscard]] QStringList notes() const override;
    [[nodiscard]] QStringList columns() const override;
    [[nodiscard]] QStringList row(std::size_t item) const override;

private:
    [[nodiscard]] const ValueHistogram &of() const { return m_result->histogram; }
    [[nodiscard]] double share(const ValueHistogram::Bin &bin) const
    {
        return 100 * double(bin.count) / double(of().count);
    }

    std::shared_ptr<const AnalysisResult> m_result;
    PlottedParameter m_parameter;
};

} // namespace desk
