// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/forecastcard.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/forecast/forecastwords.h"
#include "widgets/tables/factlist.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>
#include <ranges>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsOfLine = 3; // heading, values, bands
constexpr std::array<std::string_view, 2> tellsMost{"snr_db", "utilization"};

ElidedLabel *figureLabel()
{
    auto *label = new ElidedLabel;
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ForecastCard::ForecastCard(const FleetForecastModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_theme(theme)
    , m_title(new ElidedLabel)
    , m_note(new QLabel)
    , m_body(new QWidget)
    , m_grid(new QGridLayout(m_body))
    , m_facts(new FactList(theme))
{
    setObjectName(u"forecastCard"_s);
    m_title->setObjectName(u"cardTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_note->setObjectName(u"cardNote"_s);
    m_note->setProperty("dim", true);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_grid->setHorizontalSpacing(Theme::panelPadding);
    m_grid->setVerticalSpacing(0);
    for (std::size_t i = 0; i < m_heads.size(); ++i) {
        m_heads[i] = new QLabel;
        m_heads[i]->setProperty("dim", true);
        m_heads[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(m_heads[i], 0, int(i));
        m_grid->setColumnStretch(int(i), i == 0 ? 2 : 3);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, Theme::gridUnit, 0, Theme::gridUnit);
    column->setSpacing(Theme::gridUnit);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addWidget(m_body);
    column->addWidget(m_facts);
    column->addStretch(1);
    connect(&theme, &Theme::changed, this, &ForecastCard::applyTheme);
    retranslate();
    applyTheme();
    refresh();
}

void ForecastCard::addLine()
{
    const int row = 1 + rowsOfLine * int(m_lines.size());
    Line line;
    line.metric = new QLabel;
    line.metric->setTextFormat(Qt::PlainText);
    line.method = new ElidedLabel;
    line.method->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line.method->setProperty("dim", true);
    m_grid->addWidget(line.metric, row, 0, 1, 2);
    m_grid->addWidget(line.method, row, 2, 1, 2);
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        line.values[i] = figureLabel();
        m_grid->addWidget(line.values[i], row + 1, int(i));
    }
    for (std::size_t i = 0; i < line.bands.size(); ++i) {
        line.bands[i] = figureLabel();
        line.bands[i]->setProperty("dim", true);
        m_grid->addWidget(line.bands[i], row + 2, int(i) + 1);
    }
    m_lines.push_back(line);
    applyTheme();
}

void ForecastCard::show(EntityId entity, SeriesId first)
{
    m_entity = entity;
    m_first = first;
    refresh();
}

// The one that was asked for, what tells most of a link, then the others in their order.
std::vector<const FleetForecastModel::Row *> ForecastCard::chosen() const
{
    std::vector<SeriesId> series;
    const auto want = [&](SeriesId one) {
        if (one != noSeries && m_model.rowOf(one) >= 0 && !std::ranges::count(series, one))
            series.push_back(one);
    };
    want(m_first);
    for (const std::string_view metric : tellsMost)
        want(m_model.catalogue().find(m_entity, metric));
    for (const SeriesId one : m_model.catalogue().seriesOf(m_entity)) {
        const int row = m_model.rowOf(one);
        if (row >= 0 && !m_model.isRefused(row))
            want(one);
    }
    std::vector<const FleetForecastModel::Row *> rows;
    for (const SeriesId one : series | std::views::take(mostSeries))
        rows.push_back(&m_model.rowAt(m_model.rowOf(one)));
    return rows;
}

void ForecastCard::refresh()
{
    const bool known = m_entity != noEntity && index(m_entity) < m_model.catalogue().entityCount();
    const auto rows = known ? chosen() : std::vector<const FleetForecastModel::Row *>();
    const QString name = known ? m_model.names().entity(m_entity) : QString();
    m_title->setText(name);
    m_title->setVisible(known);
    m_note->setVisible(rows.empty());
    m_note->setText(known ? tr("There are no forecasts of %1 itself.").arg(name)
                          : tr("Select a link or a node to see its forecasts in full."));
    m_body->setVisible(!rows.empty());
    while (m_lines.size() < rows.size())
        addLine();
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        showLine(m_lines[i], i < rows.size() ? rows[i] : nullptr);
    showFacts(rows);
}

void ForecastCard::showLine(Line &line, const FleetForecastModel::Row *row)
{
    const bool isRefused = row && row->forecast.refusal != ForecastRefusal::none;
    line.metric->setVisible(row);
    line.method->setVisible(row);
    for (ElidedLabel *label : line.values)
        label->setVisible(row && !isRefused);
    for (ElidedLabel *label : line.bands)
        label->setVisible(row && !isRefused);
    if (!row)
        return;
    const Forecast &forecast = row->forecast;
    const QString metric = m_model.names().metric(forecast.series);
    const QString unit = m_model.names().unit(forecast.series);
    line.metric->setText(unit.isEmpty() ? metric : QString(metric + u", " + unit));
    line.method->setToolTip(isRefused ? QString() : ForecastWords::methodMeaning(forecast.method));
    if (isRefused) {
        line.method->setText(ForecastWords::refusal(forecast.refusal));
        return;
    }
    line.method->setText(ForecastWords::method(forecast.method));
    const auto set = [&](ElidedLabel *label, const QString &text, const QString &what) {
        label->setText(text);
        label->setAccessibleName(what);
        label->setEnabled(!m_model.isAged(forecast)); // dim
    };
    set(line.values[0], m_model.numberText(forecast.series, forecast.current), tr("%1 now").arg(metric));
    for (std::size_t i = 0; i < forecastHorizons.size(); ++i) {
        const ForecastValue &said = forecast.horizons[i];
        const QString when = tr("%1 in %2").arg(metric, ForecastWords::horizon(i));
        set(line.values[i + 1],
            said.endsAt ? ValueFormatter::unknown() : m_model.numberText(forecast.series, said.value), when);
        line.bands[i]->setText(m_model.bandText(forecast, i));
        line.bands[i]->setAccessibleName(tr("90 % band of %1").arg(when));
        line.values[i + 1]->setToolTip(
            said.endsAt || line.bands[i]->text().isEmpty()
                ? QString()
                : tr("Confidence %1").arg(ForecastWords::percent(said.confidence)));
    }
}

// A radio link between the ground and a satellite ends when that sets.
QString ForecastCard::endText(Timestamp end) const
{
    const SeriesCatalogue &names = m_model.catalogue();
    const EntityDefinition &link = names.entity(m_entity);
    const QString at = ValueFormatter::timeOfDay(end, false);
    const bool isPass =
        link.dst != noNode && isGround(names.node(link.node).type) != isGround(names.node(link.dst).type);
    return isPass ? tr("the satellite sets at %1").arg(at) : tr("the link ends at %1").arg(at);
}

void ForecastCard::showFacts(const std::vector<const FleetForecastModel::Row *> &rows)
{
    int fact = 0;
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
    std::optional<Timestamp> end;
    bool isAged = false;
    for (const FleetForecastModel::Row *row : rows) {
        const Forecast &forecast = row->forecast;
        if (forecast.refusal != ForecastRefusal::none)
            continue;
        const QString metric = m_model.names().metric(forecast.series);
        if (row->crossings.median)
            m_facts->setFact(fact++, metric, ForecastWords::crossing(*row->crossings.median));
        else if (row->crossings.edge)
            m_facts->setFact(fact++, metric,
                             tr("perhaps: %1").arg(ForecastWords::crossing(*row->crossings.edge)),
                             tr("The edge of the 90 % band meets this limit, the middle does not"));
        first = first ? std::min(*first, forecast.issued) : forecast.issued;
        last = last ? std::max(*last, forecast.issued) : forecast.issued;
        isAged = isAged || m_model.isAged(forecast);
        if (const auto ends = FleetForecastModel::endOf(forecast))
            end = ends;
    }
    if (end)
        m_facts->setFact(fact++, tr("Ends"), endText(*end), ValueFormatter::fullTime(*end));
    if (first) {
        const QString from = ValueFormatter::timeOfDay(*first, false);
        const QString to = ValueFormatter::timeOfDay(*last, false);
        m_facts->setFact(fact++, tr("Issued"), from == to ? from : QString(from + u" – " + to),
                         ValueFormatter::fullTime(*first));
        const QString age =
            ValueFormatter::age(std::chrono::duration<double>(m_model.now() - *first).count());
        m_facts->setFact(fact++, tr("Age"), isAged ? tr("%1, too old to go by").arg(age) : age);
        QStringList confidence;
        for (const FleetForecastModel::Row *row : rows) {
            if (row->forecast.refusal == ForecastRefusal::none)
                confidence += ForecastWords::percent(FleetForecastModel::confidenceOf(row->forecast));
        }
        m_facts->setFact(fact++, tr("Confidence"), confidence.join(u", "),
                         tr("How much narrower the band is than what the series did lately, at the farthest "
                            "horizon, in the order above"));
        const QString origin = QString::fromStdString(m_model.source()->origin());
        m_facts->setFact(fact++, tr("Origin"), origin.isEmpty() ? tr("this desk") : origin);
    }
    m_facts->clearFrom(fact);
    m_facts->setVisible(fact > 0);
}

void ForecastCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ForecastCard::retranslate()
{
    m_heads[0]->setText(tr("Now"));
    for (std::size_t i = 0; i < forecastHorizons.size(); ++i)
        m_heads[i + 1]->setText(ForecastWords::horizon(i));
    setAccessibleName(tr("Forecasts of what is selected"));
    refresh();
}

void ForecastCard::applyTheme()
{
    m_title->setFont(m_theme.titleFont());
    for (QLabel *head : m_heads)
        head->setFont(m_theme.smallFont());
    for (Line &line : m_lines) {
        line.metric->setFont(m_theme.monoFont());
        line.method->setFont(m_theme.smallFont());
        for (ElidedLabel *label : line.values)
            label->setFont(m_theme.monoFont());
        for (ElidedLabel *label : line.bands)
            label->setFont(m_theme.smallMonoFont());
    }
}

} // namespace desk
