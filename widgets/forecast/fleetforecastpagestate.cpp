// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a FleetForecastPage, what it keeps, and the way out of it.
#include "widgets/forecast/fleetforecastpage.h"
#include "widgets/forecast/forecastwords.h"
#include "widgets/tables/filterbar.h"
#include "widgets/tables/paneltable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

void FleetForecastPage::copy()
{
    QStringList lines;
    for (const QModelIndex &row : m_table->chosenRows()) {
        QStringList cells;
        for (int column = FleetForecastModel::timeToLimitColumn; column < m_filter.columnCount(); ++column)
            cells += row.siblingAtColumn(column).data().toString();
        lines += cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void FleetForecastPage::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid()) {
        const SeriesId series = m_model.rowAt(sourceRow(current)).forecast.series;
        menu->addAction(tr("Chart"), this, [this, series] { m_selection.requestChart(series); })
            ->setShortcut(Qt::Key_Return);
        menu->addAction(tr("Copy"), this, &FleetForecastPage::copy)->setShortcut(QKeySequence::Copy);
    }
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

void FleetForecastPage::retranslate()
{
    using Model = FleetForecastModel;
    const auto title = [this](int column, const QString &text, const QString &full = {}) {
        m_model.setHeaderData(column, Qt::Horizontal, text);
        m_model.setHeaderData(column, Qt::Horizontal, full.isEmpty() ? text : full, Qt::ToolTipRole);
    };
    title(Model::stateColumn, {}, tr("State: the limit that is met, else nominal; grey without limits"));
    title(
        Model::timeToLimitColumn, tr("To limit"),
        tr("To limit: when the middle of the forecast meets the nearest limit, within five minutes; straight "
           "lines between now and 1, 3 and 5 minutes. What is beyond a limit already comes after these"));
    title(Model::earliestColumn, tr("Earliest"),
          tr("Earliest: when the edge of the 90 % band meets the nearest limit"));
    title(Model::entityColumn, tr("Node"), tr("Node or link"));
    title(Model::metricColumn, tr("Metric"));
    title(Model::currentColumn, tr("Now"), tr("Now: the newest value the forecast knew"));
    title(Model::unitColumn, tr("Unit"));
    for (std::size_t i = 0; i < forecastHorizons.size(); ++i) {
        const QString when = ForecastWords::horizon(i);
        title(
            Model::firstHorizonColumn + int(i), tr("In %1").arg(when),
            tr("In %1: the middle, and in brackets the band that should hold 90 % of what comes").arg(when));
    }
    title(Model::confidenceColumn, tr("Conf."),
          tr("Confidence: how much narrower the band is than what the series did lately, at the farthest "
             "horizon"));
    title(Model::methodColumn, tr("Model"), tr("Model: the method that has been best of this series lately"));
    title(Model::ageColumn, tr("Age"), tr("Age: since the forecast was made"));
    title(Model::remarkColumn, tr("Remark"), tr("Remark: why there is no number"));
    m_model.setWording(ForecastWords::ofTable());
    m_model.setLocale(QLocale());
    m_bar->setPlaceholder(tr("Filter by node or metric"));
    m_bar->field().setToolTip(
        tr("Words that are part of a name, or patterns of a whole name: * any characters, ? one"));
    m_onlyLimits->setText(tr("To limit"));
    m_onlyLimits->setToolTip(tr("Only what meets a limit within five minutes, or may, or is beyond one"));
    m_reasons->setText(tr("Reasons"));
    m_reasons->setToolTip(tr("Also the series that cannot be forecast, and why"));
    m_cardShown->setToolTip(tr("The forecasts of what is selected in full, below the table"));
    m_cardShown->setAccessibleName(m_cardShown->toolTip());
    m_table->setAccessibleName(tr("Forecasts of the fleet"));
    showCounts();
}

QJsonObject FleetForecastPage::saveState() const
{
    return {{u"table"_s, m_table->saveState()},
            {u"onlyLimits"_s, m_onlyLimits->isChecked()},
            {u"reasons"_s, m_reasons->isChecked()},
            {u"card"_s, m_cardShown->isChecked()},
            {u"cardShare"_s, m_cardShare}};
}

void FleetForecastPage::restoreState(const QJsonObject &state)
{
    if (const QJsonObject table = state.value(u"table"_s).toObject(); !table.isEmpty())
        m_table->restoreState(table);
    m_onlyLimits->setChecked(state.value(u"onlyLimits"_s).toBool());
    m_reasons->setChecked(state.value(u"reasons"_s).toBool());
    m_cardShown->setChecked(state.value(u"card"_s).toBool(true));
    m_cardShare = std::clamp(state.value(u"cardShare"_s).toInt(standardCardShare), 0, 100);
    arrange();
}

} // namespace desk
