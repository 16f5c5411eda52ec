// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/linksection.h"

#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/severitymark.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
// In the order of the lines.
constexpr std::array<std::string_view, 5> metrics{"latency_ms", "snr_db", "utilization", "packet_loss_rate",
                                                  "throughput_gbps"};
} // namespace

LinkSection::LinkSection(const ParameterFeed &feed, const Theme &theme)
    : InspectorSection(theme, u"linkSection"_s)
    , m_feed(feed)
{
    auto *grid = new QWidget;
    m_grid = new QGridLayout(grid);
    m_grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    m_grid->setHorizontalSpacing(Theme::gridUnit);
    m_grid->setVerticalSpacing(Theme::gridUnit / 2);
    for (const int column : {2, 4})
        m_grid->setColumnStretch(column, 1);
    for (std::size_t side = 0; side < m_titles.size(); ++side) {
        m_titles[side] = new ElidedLabel;
        m_titles[side]->setObjectName(side == 0 ? u"forth"_s : u"back"_s);
        m_titles[side]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(m_titles[side], 0, 1 + 2 * int(side), 1, 2);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line &line = m_lines[i];
        line.name = new QLabel;
        line.name->setProperty("dim", true);
        m_grid->addWidget(line.name, int(i) + 1, 0);
        for (std::size_t side = 0; side < line.cells.size(); ++side) {
            Cell &cell = line.cells[side];
            cell.mark = new SeverityMark(theme);
            cell.value = new ElidedLabel;
            cell.value->setObjectName(QString::fromLatin1(metrics[i].data(), qsizetype(metrics[i].size())) +
                                      (side == 0 ? u"Forth"_s : u"Back"_s));
            cell.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_grid->addWidget(cell.mark, int(i) + 1, 1 + 2 * int(side));
            m_grid->addWidget(cell.value, int(i) + 1, 2 + 2 * int(side));
        }
    }
    add(grid);
    connect(&theme, &Theme::changed, this, &LinkSection::applyFonts);
    applyFonts();
    retranslate();
}

void LinkSection::applyFonts()
{
    for (QLabel *title : m_titles)
        title->setFont(theme().monoFont());
    for (const Line &line : m_lines) {
        line.name->setFont(theme().textFont());
        for (const Cell &cell : line.cells)
            cell.value->setFont(theme().monoFont());
    }
}

void LinkSection::retranslate()
{
    setTitle(tr("Both directions"));
    const std::array names{tr("Latency"), tr("SNR"), tr("Load", "utilisation of a link"),
                           tr("Loss", "of packets"), tr("Throughput")};
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i].name->setText(names[i]);
}

bool LinkSection::concerns() const
{
    return m_feed.catalogue().entity(entity()).dst != noNode;
}

void LinkSection::showFigure(const Cell &cell, EntityId direction, std::string_view metric, double defined)
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const ValueFormatter format{QLocale()};
    const SeriesId series =
        desk::index(direction) < catalogue.entityCount() ? catalogue.find(direction, metric) : noSeries;
    const LastValue *last = series == noSeries ? nullptr : m_feed.lastValues().find(series);
    const Freshness freshness = LastValueCache::freshness(last, m_feed.time().steadyNow());
    const bool stale = last && freshness >= Freshness::stale;
    Severity severity = Severity::none;
    QString text = ValueFormatter::unknown();
    QString tip = tr("Not known");
    if (last) {
        severity = severityNow(catalogue, series, last, freshness);
        text = format.valueWithUnit(last->value, metric, catalogue.unit(series));
        tip = freshnessText(freshness);
        if (severity >= Severity::advisory)
            tip += u" · "_s + monitoringText(last->monitoring);
    } else if (defined >= 0) {
        text = format.valueWithUnit(defined, metric);
        tip = tr("As defined; nobody has measured it");
    }
    QFont font = theme().monoFont();
    font.setItalic(stale || (!last && defined >= 0));
    cell.value->setFont(font);
    cell.value->setText(text);
    cell.value->setToolTip(text + u"\n"_s + tip);
    cell.value->setEnabled(last && !stale);
    cell.mark->setSeverity(severity);
    const bool marked = severity >= Severity::advisory;
    QSizePolicy keepsRoom = cell.mark->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    cell.mark->setSizePolicy(keepsRoom);
    cell.mark->setVisible(marked);
}

void LinkSection::look()
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityDefinition &link = catalogue.entity(entity());
    const std::array directions{entity(), oppositeOf(catalogue, entity())};
    const std::array<NodeId, 2> ends{link.dst, link.node};
    const TopologyEdge *edge = edgeOf(m_feed, entity());
    const std::array<double, 5> defined{edge ? edge->latencyMs : -1, -1, edge ? edge->utilization : -1,
                                        edge ? edge->packetLossRate : -1, -1};
    for (std::size_t side = 0; side < directions.size(); ++side) {
        m_titles[side]->setText(u"→ "_s + QString::fromStdString(catalogue.node(ends[side]).name));
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            showFigure(m_lines[i].cells[side], directions[side], metrics[i], defined[i]);
    }
}

} // namespace desk
