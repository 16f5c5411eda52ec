// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/betweennesspage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/network/networkwords.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostRanked = 200;

std::vector<float> weightsOf(const std::vector<double> &values)
{
    const double most = values.empty() ? 0 : *std::ranges::max_element(values);
    std::vector<float> weights(values.size());
    for (std::size_t i = 0; i < values.size() && most > 0; ++i)
        weights[i] = static_cast<float>(values[i] / most);
    return weights;
}

} // namespace

BetweennessPage::BetweennessPage(const NetworkContext &context, QWidget *parent)
    : NetworkPage(context, parent)
    , m_measure(new QComboBox)
    , m_what(new QComboBox)
    , m_tables(new QStackedWidget)
{
    for (QComboBox *box : {m_measure, m_what}) {
        box->addItem(QString());
        box->addItem(QString());
        box->setMinimumContentsLength(8);
    }
    m_measure->setObjectName(u"betweennessMeasure"_s);
    m_what->setObjectName(u"betweennessWhat"_s);
    const std::vector<ResultTable::Column> columns{{CellStyle::entity, 16}, {CellStyle::number, 9}};
    using Order = ResultTable::Order;
    m_nodes = new ResultTable(u"betweenNodes"_s, columns, Order::sorted, context.theme, &context.selection);
    m_links = new ResultTable(u"betweenLinks"_s, columns, Order::sorted, context.theme, &context.selection);
    m_tables->addWidget(m_nodes);
    m_tables->addWidget(m_links);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    grid->setSpacing(Theme::gridUnit);
    grid->addWidget(m_what, 0, 0);
    grid->addWidget(m_measure, 0, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column().addLayout(grid);
    addSummary();
    column().addWidget(m_tables, 1);
    askOnChange(*m_measure);
    connect(m_what, &QComboBox::currentIndexChanged, m_tables, &QStackedWidget::setCurrentIndex);
    BetweennessPage::retranslate();
}

AnalysisRunner::Work BetweennessPage::work(const LinkFiguresPtr &figures)
{
    if (!figures->snapshot) {
        m_findings.reset();
        return {};
    }
    BetweennessOptions options;
    options.measure = m_measure->currentIndex() == 0 ? RouteMeasure::hops : RouteMeasure::latency;
    return [this, figures, options](const std::stop_token &stop) -> AnalysisRunner::Answer {
        auto values = betweennessOf(networkOf(*figures), options, stop);
        if (!values)
            return {}; // stopped
        auto findings =
            std::make_shared<Findings>(Findings{figures->snapshot, figures->time, *std::move(values)});
        return [this, findings] { show(findings); };
    };
}

void BetweennessPage::show(std::shared_ptr<const Findings> findings)
{
    m_findings = std::move(findings);
    const Betweenness &values = m_findings->values;
    const QString sources = ValueFormatter::count(values.sources);
    say((values.exact ? tr("Exact: shortest ways from all %1 nodes.").arg(sources)
                      : tr("A sample: shortest ways from %1 of %2 nodes, drawn at random; the largest values "
                           "are right to about %3.")
                            .arg(sources, ValueFormatter::count(m_findings->fleet->nodes.size()),
                                 NetworkWords::share(1 / std::sqrt(double(values.sources))))) +
        u" "_s +
        tr("As of %1, graph %2.")
            .arg(ValueFormatter::timeOfDay(m_findings->time, false))
            .arg(m_findings->fleet->version));
    m_nodes->setRows(rows(false));
    m_links->setRows(rows(true));
    OverlayContent content;
    content.snapshot = m_findings->fleet;
    content.nodeWeights = weightsOf(values.ofNode);
    content.linkWeights = weightsOf(values.ofLink);
    content.title = values.exact ? tr("Betweenness") : tr("Betweenness, by a sample");
    mark(std::move(content));
}

std::vector<ResultRow> BetweennessPage::rows(bool links) const
{
    const std::vector<double> &values = links ? m_findings->values.ofLink : m_findings->values.ofNode;
    const TopologySnapshot &fleet = *m_findings->fleet;
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::size_t count = std::min(mostRanked, order.size());
    std::ranges::partial_sort(order, order.begin() + std::ptrdiff_t(count), [&](auto a, auto b) {
        return values[a] != values[b] ? values[a] > values[b] : a < b;
    });
    order.resize(count);
    std::vector<ResultRow> rows;
    for (const std::uint32_t i : order) {
        if (values[i] <= 0)
            break;
        const QString name =
            links ? NetworkWords::link(fleet, i) : QString::fromStdString(fleet.nodes[i].name);
        rows.push_back({name,
                        links ? NetworkWords::entityOf(fleet.edges[i]) : fleet.nodes[i].entity,
                        {{name, {}, links ? name : NetworkWords::nodeLabel(fleet, i)},
                         {NetworkWords::share(values[i]), values[i], {}}}});
    }
    return rows;
}

void BetweennessPage::retranslate()
{
    m_what->setItemText(0, tr("Nodes"));
    m_what->setItemText(1, tr("Links"));
    m_what->setAccessibleName(tr("What the table shows"));
    m_what->setToolTip(tr("What the table shows"));
    m_measure->setItemText(0, tr("By number of links"));
    m_measure->setItemText(1, tr("By latency"));
    m_measure->setAccessibleName(tr("What makes a way short"));
    m_measure->setToolTip(tr("What makes a way short"));
    for (ResultTable *table : {m_nodes, m_links}) {
        table->setTitle(0, table == m_nodes ? tr("Node") : tr("Link"));
        table->setTitle(1, tr("Share"), tr("Share: of the shortest ways between all pairs of nodes"));
        table->sayWhenEmpty(tr("No shortest way leads over anything: there are no links that work."));
        table->table().setAccessibleName(table == m_nodes ? tr("Nodes by betweenness")
                                                          : tr("Links by betweenness"));
    }
    if (m_findings)
        show(m_findings);
}

QString BetweennessPage::title() const
{
    return tr("Betweenness");
}

QString BetweennessPage::meaning() const
{
    return tr("What share of the shortest ways between two other nodes leads over a node, or over a link "
              "(there with its ends). Of several equally short ways each counts its part. Many ways over one "
              "place mean load now and detours when it fails. Up to 500 nodes it is exact; in larger fleets "
              "the ways from 500 nodes are a sample. The tables have the 200 largest.");
}

QJsonObject BetweennessPage::saveState() const
{
    QJsonObject state{{u"nodes"_s, m_nodes->saveState()}, {u"links"_s, m_links->saveState()}};
    addKept(state, "what", *m_what);
    addKept(state, "measure", *m_measure);
    return state;
}

void BetweennessPage::restoreState(const QJsonObject &state)
{
    restoreKept(state, "what", *m_what);
    restoreKept(state, "measure", *m_measure);
    m_nodes->restoreState(state.value(u"nodes"_s).toObject());
    m_links->restoreState(state.value(u"links"_s).toObject());
}

} // namespace desk
