// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetforecastmodel.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace desk {

class ElidedLabel;
class FactList;
class Theme;

// The forecasts of one node or link in full: what each of a few metrics will be in 1, 3 and 5 minutes, when
// that was said, by which method, and what ends it. GUI thread.
class ForecastCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForecastCard)

public:
    static constexpr std::size_t mostSeries = 4;

    ForecastCard(const FleetForecastModel &model, const Theme &theme, QWidget *parent = nullptr);

    // first: which of its series comes first; noSeries = what tells most of a link. noEntity = nothing.
    void show(EntityId entity, SeriesId first = noSeries);
    // The same again, with the newest forecasts and ages.
    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line // of a metric
    {
        QLabel *metric = nullptr;
        ElidedLabel *method = nullptr;
        std::array<ElidedLabel *, forecastHorizons.size() + 1> values{}; // now first
        std::array<ElidedLabel *, forecastHorizons.size()> bands{};
    };
    void addLine();
    void showLine(Line &line, const FleetForecastModel::Row *row);
    void showFacts(const std::vector<const FleetForecastModel::Row *> &rows);
    [[nodiscard]] std::vector<const FleetForecastModel::Row *> chosen() const;
    [[nodiscard]] QString endText(Timestamp end) const;
    void applyTheme();
    void retranslate();

    const FleetForecastModel &m_model;
    const Theme &m_theme;
    EntityId m_entity = noEntity;
    SeriesId m_first = noSeries;
    ElidedLabel *m_title = nullptr;
    QLabel *m_note = nullptr; // instead of figures
    QWidget *m_body = nullptr;
    QGridLayout *m_grid = nullptr;
    std::array<QLabel *, forecastHorizons.size() + 1> m_heads{};
    std::vector<Line> m_lines;
    FactList *m_facts = nullptr;
};

} // namespace desk
