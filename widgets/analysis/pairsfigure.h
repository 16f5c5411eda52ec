// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/analysis.h"
#include "widgets/analysis/plotfigure.h"

#include <QCoreApplication>

#include <memory>

namespace desk {

// One parameter against another: joined by lines in the order of time (XY plot), or as dots whose colour is
// the time (scatter). Lines are broken at gaps; above mostJoined pairs an XY plot has dots, too. GUI thread.
class PairsFigure final : public PlotFigure
{
    Q_DECLARE_TR_FUNCTIONS(desk::PairsFigure)

public:
    static constexpr std::size_t mostJoined = 10'000;

    PairsFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter x, PlottedParameter y);

    [[nodiscard]] bool isEmpty() const override { return pairs().empty(); }
    [[nodiscard]] Axis xAxis() const override { return m_x; }
    [[nodiscard]] Axis yAxis() const override { return m_y; }
    [[nodiscard]] ColourBar colourBar() const override;
    void paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const override;
    [[nodiscard]] std::size_t itemCount() const override { return pairs().size(); }
    [[nodiscard]] std::optional<std::size_t> itemAt(const QPointF &position,
                                                    const PlotMapping &mapping) const override;
    [[nodiscard]] QPointF placeOf(std::size_t item, const PlotMapping &mapping) const override;
    [[nodiscard]] QString itemText(std::size_t item) const override;
    [[nodiscard]] QString figures() const override;
    [[nodiscard]] QStringList notes() const override;
    [[nodiscard]] QStringList columns() const override;
    [[nodiscard]] QStringList row(std::size_t item) const override;

private:
    [[nodiscard]] const std::vector<SamplePairs::Pair> &pairs() const { return m_result->pairs.pairs; }
    [[nodiscard]] bool isScatter() const { return m_result->settings.kind == AnalysisKind::scatter; }
    void paintLines(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const;
    void paintDots(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const;

    std::shared_ptr<const AnalysisResult> m_result;
    PlottedParameter m_ofX;
    PlottedParameter m_ofY;
    Axis m_x;
    Axis m_y;
};

} // namespace desk
