// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "widgets/tables/inspectorsection.h"

#include <array>

class QGridLayout;
class QLabel;

namespace desk {

class SeverityMark;

// Both directions of a link beside each other: latency, SNR, utilisation, loss, throughput. A figure nobody
// measured comes from the definition of the fleet and says so. GUI thread.
class LinkSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkSection)

public:
    LinkSection(const ParameterFeed &feed, const Theme &theme);

private:
    struct Cell
    {
        SeverityMark *mark = nullptr;
        QLabel *value = nullptr;
    };
    struct Line
    {
        QLabel *name = nullptr;
        std::array<Cell, 2> cells; // forth, back
    };
    [[nodiscard]] bool concerns() const override;
    void look() override;
    void retranslate() override;
    void showFigure(const Cell &cell, EntityId direction, std::string_view metric, double defined);
    void applyFonts();

    const ParameterFeed &m_feed;
    QGridLayout *m_grid = nullptr;
    std::array<QLabel *, 2> m_titles{};
    std::array<Line, 5> m_lines;
};

} // namespace desk
