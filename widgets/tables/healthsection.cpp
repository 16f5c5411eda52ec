// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/healthsection.h"

#include "models/itemmodels/entitynode.h"
#include "widgets/tables/healthstrip.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes spanWithoutConductor{15};
// The worst first.
constexpr std::array healths{Health::failed, Health::degraded, Health::maintenance, Health::nominal};

// "Failed 2 % · Nominal 98 %": shares of the time that is known.
QString sharesOf(const std::vector<HealthSpan> &spans)
{
    std::array<double, healths.size()> time{};
    double known = 0;
    for (const HealthSpan &span : spans) {
        const double seconds = std::chrono::duration<double>(span.range.end - span.range.start).count();
        time[std::size_t(span.health)] += seconds;
        known += seconds;
    }
    QStringList parts;
    for (const Health health : healths) {
        const double share = known > 0 ? time[std::size_t(health)] / known * 100 : 0;
        if (share > 0)
            parts += healthText(health) + u' ' + (share < 1 ? u"< 1"_s : QLocale().toString(share, 'f', 0)) +
                     u" %"_s;
    }
    return parts.join(u" · "_s);
}

} // namespace

HealthSection::HealthSection(const ParameterFeed &feed, const Theme &theme)
    : InspectorSection(theme, u"healthSection"_s)
    , m_feed(feed)
{
    m_strip = new HealthStrip(theme);
    m_summary = new QLabel;
    m_summary->setObjectName(u"healthSummary"_s);
    m_summary->setProperty("dim", true);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    row->addWidget(m_strip);
    body().addLayout(row);
    add(m_summary);
    retranslate();
}

void HealthSection::setHistory(History history)
{
    m_history = std::move(history);
    refresh();
}

void HealthSection::setConductor(const TimeConductor *conductor)
{
    m_conductor = conductor;
    refresh();
}

void HealthSection::retranslate()
{
    setTitle(tr("Health history"));
    m_strip->setAccessibleName(tr("Health history"));
}

bool HealthSection::concerns() const
{
    return nodeOf(m_feed, entity()) != nullptr;
}

void HealthSection::look()
{
    const TopologyNode *node = nodeOf(m_feed, entity());
    if (!node)
        return;
    m_strip->setVisible(bool(m_history));
    if (!m_history) {
        m_summary->setText(tr("The history of health is not kept here."));
        return;
    }
    const Timestamp now = m_feed.time().now();
    const TimeRange range = m_conductor ? m_conductor->bounds() : TimeRange{now - spanWithoutConductor, now};
    std::vector<HealthSpan> spans = m_history(node->name, range);
    for (HealthSpan &span : spans) {
        span.range.start = std::max(span.range.start, range.start);
        span.range.end = std::min(span.range.end, range.end);
    }
    std::erase_if(spans, [](const HealthSpan &span) { return span.range.end <= span.range.start; });
    m_summary->setText(spans.empty() ? tr("Nothing is known of its health in this time.") : sharesOf(spans));
    m_strip->setAccessibleDescription(m_summary->text());
    m_strip->setSpans(std::move(spans), range);
}

} // namespace desk
