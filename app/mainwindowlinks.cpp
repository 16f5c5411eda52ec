// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that connects devices, and changes what is connected.
#include "app/linkkeyring.h"
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "models/alarms/limitdefinitions.h"
#include "models/links/linkmanager.h"
#include "models/links/serialport.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/decoderchoices.h"
#include "widgets/tables/linkspanel.h"

#include <QPointer>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstCharts = 3;
constexpr std::chrono::milliseconds lookForSeriesEvery{200};
constexpr int looksForSeries = 150; // half a minute

std::vector<LimitRule> rulesOf(const LinkDefinition &link)
{
    std::vector<LimitRule> rules;
    for (const FieldDefinition &field : link.decoder.fields) {
        if (field.ignored || field.limits.isEmpty())
            continue;
        LimitRule rule;
        rule.nodes = link.node;
        rule.metric = field.name;
        std::copy(std::begin(field.limits.low), std::end(field.limits.low), rule.limits.low.begin());
        std::copy(std::begin(field.limits.high), std::end(field.limits.high), rule.limits.high.begin());
        rules.push_back(std::move(rule));
    }
    return rules;
}

// Limits that the operator gave its fields, before those of everything else; the same ones are replaced, and
// those of the definition before it go.
Result<void> keepLimitsOf(const LinkDefinition &link, const std::vector<LimitRule> &before,
                          LimitDefinitions *limits)
{
    std::vector<LimitRule> rules = rulesOf(link);
    if (rules.empty() && before.empty())
        return {};
    if (!limits)
        return failure(ErrorCode::unsupported, "limits cannot be set here; leave them empty");
    const auto sameOne = [](const LimitRule &rule) {
        return [&rule](const LimitRule &one) {
            return one.nodes == rule.nodes && one.dsts == rule.dsts && one.metric == rule.metric;
        };
    };
    const std::size_t own = rules.size();
    for (const LimitRule &rule : limits->limits()->rules()) {
        const auto end = rules.begin() + static_cast<std::ptrdiff_t>(own);
        if (std::none_of(rules.begin(), end, sameOne(rule)) &&
            std::none_of(before.begin(), before.end(), sameOne(rule)))
            rules.push_back(rule);
    }
    auto set = LimitSet::make(std::move(rules));
    return set ? limits->replace(*set) : Result<void>(tl::unexpected(set.error()));
}

} // namespace

LinksPanel *MainWindow::makeLinksPanel(const SourceView &view)
{
    auto *panel = new LinksPanel(view.links, view.feed.time(), m_parts.theme);
    panel->offerChanges(withoutLinkChanges(view));
    connect(panel, &LinksPanel::connectWanted, this, &MainWindow::connectDevice);
    connect(panel, &LinksPanel::editWanted, this, &MainWindow::editLink);
    connect(panel, &LinksPanel::switchWanted, this, [this](const QString &id, bool on) {
        if (const auto done = m_parts.linkManager->setEnabled(id.toStdString(), on); !done)
            m_notice->say(QString::fromStdString(done.error().message));
    });
    connect(panel, &LinksPanel::removeWanted, this, &MainWindow::removeLink);
    return panel;
}

QString MainWindow::withoutLinkChanges(const SourceView &view) const
{
    if (&view.feed != &m_parts.feed)
        return tr("This is a recording. Devices are connected on the live side.");
    if (m_parts.linkManager)
        return {};
    return m_parts.source ? tr("These data come from another program. Connect devices there.")
                          : tr("This window has no server that could take values in. Start it with one.");
}

void MainWindow::connectDevice()
{
    if (auto *open = findChild<ConnectAssistant *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    makeAssistant({})->show();
}

ConnectAssistant *MainWindow::makeAssistant(const std::optional<LinkDefinition> &edited)
{
    LinkManager *links = m_parts.linkManager;
    ConnectAssistant::Context context{
        links->secrets(), m_parts.feed.time(), serialPorts, decoderChoices, {}, {}, {}};
    context.takenIds = [links] {
        std::vector<std::string> ids;
        for (const LinkDefinition &link : links->definitions())
            ids.push_back(link.id);
        return ids;
    };
    const std::vector<LimitRule> before = edited ? rulesOf(*edited) : std::vector<LimitRule>();
    context.put = [this, links, before](const LinkDefinition &link) -> Result<void> {
        if (auto kept = keepLimitsOf(link, before, m_parts.limits); !kept)
            return kept;
        const auto put = links->put(link);
        return put ? Result<void>() : Result<void>(tl::unexpected(put.error()));
    };
    context.setResting = [links](const std::string &id, bool resting) { links->setResting(id, resting); };
    context.keepSecret = [this](const std::string &name, const std::string &secret) {
        if (!m_parts.keyRing)
            return m_parts.linkManager->holdSecret(name, secret);
        // The key ring may ask its owner first, for longer than this window is open.
        m_parts.keyRing->keep(name, secret, [self = QPointer(this), name](const Error &error) {
            if (self)
                self->m_notice->say(
                    tr("The secret %1 is known until this program ends: %2.")
                        .arg(QString::fromStdString(name), QString::fromStdString(error.message)));
        });
    };
    auto *assistant = new ConnectAssistant(std::move(context), m_parts.theme, this);
    connect(assistant, &ConnectAssistant::connected, this, &MainWindow::chartWhenKnown);
    return assistant;
}

void MainWindow::editLink(const QString &id)
{
    const auto report = m_parts.linkManager->report(id.toStdString());
    if (!report)
        return m_notice->say(tr("There is no link %1 any more.").arg(id));
    if (auto *open = findChild<ConnectAssistant *>()) {
        m_notice->say(tr("Finish or close “%1” first.").arg(open->windowTitle()));
        open->raise();
        return open->activateWindow();
    }
    auto *assistant = makeAssistant(report->definition);
    if (const auto opened = assistant->edit(report->definition); !opened) {
        delete assistant;
        return m_notice->say(QString::fromStdString(opened.error().message));
    }
    assistant->show();
}

// At once; it comes back with a click.
void MainWindow::removeLink(const QString &id)
{
    const auto report = m_parts.linkManager->report(id.toStdString());
    if (!report)
        return;
    const LinkDefinition link = report->definition;
    if (const auto done = m_parts.linkManager->remove(link.id); !done)
        return m_notice->say(QString::fromStdString(done.error().message));
    m_notice->offer(tr("%1 is no link any more.").arg(QString::fromStdString(link.name)), tr("Undo"),
                    [this, link] {
                        if (m_parts.linkManager->report(link.id))
                            return m_notice->say(tr("There is another link %1 now. Change its name first.")
                                                     .arg(QString::fromStdString(link.id)));
                        if (const auto put = m_parts.linkManager->put(link); !put)
                            m_notice->say(QString::fromStdString(put.error().message));
                    });
}

// The first values take a moment; whoever connected a device wants to see them.
void MainWindow::chartWhenKnown(const QString &node, const QStringList &metrics)
{
    focusPanel(u"charts"_s);
    auto *look = new QTimer(this);
    look->setInterval(lookForSeriesEvery);
    connect(look, &QTimer::timeout, this, [this, look, node, metrics, left = looksForSeries]() mutable {
        const SeriesCatalogue &names = m_parts.feed.catalogue();
        const EntityId entity = names.findEntity(node.toStdString());
        std::vector<SeriesId> known;
        for (const QString &metric : metrics) {
            const SeriesId series = entity == noEntity ? noSeries : names.find(entity, metric.toStdString());
            const bool isNumber = series != noSeries && (names.series(series).kind == ValueKind::number ||
                                                         names.series(series).kind == ValueKind::integer);
            if (isNumber && known.size() < firstCharts)
                known.push_back(series);
        }
        if (known.empty() && --left > 0)
            return;
        look->deleteLater();
        look->stop();
        if (entity != noEntity)
            m_parts.selection.select(entity);
        for (const SeriesId series : known)
            m_parts.selection.requestChart(series);
        if (known.empty())
            m_notice->say(
                tr("%1 is connected, but no value of it has come yet. The panel Ingest says why.").arg(node));
    });
    look->start();
}

} // namespace desk
