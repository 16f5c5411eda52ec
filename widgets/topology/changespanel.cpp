// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/changespanel.h"

#include "models/itemmodels/topologychangeoverlay.h"
#include "models/itemmodels/valueformatter.h"
#include "models/processing/topologyrecord.h"
#include "models/telemetry/timetext.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/changewords.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds gather = 100ms;
constexpr std::chrono::milliseconds latest = 5000ms;
constexpr auto lookEvery = 1000ms;
const QString owner = u"changes"_s;

// Capacities and the like change with every point: not listed unless they are asked for.
TopologyChangeFilter::Kinds usualKinds()
{
    TopologyChangeFilter::Kinds kinds;
    kinds.set();
    kinds.reset(std::size_t(TopologyChange::Kind::nodeChanged));
    kinds.reset(std::size_t(TopologyChange::Kind::linkChanged));
    return kinds;
}

} // namespace

ChangesPanel::ChangesPanel(Parts parts, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_overlay(&parts.overlay)
    , m_theme(theme)
    , m_filter(m_model)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(gather);
    m_passing.setInterval(lookEvery);
    m_model.setWording(ChangeWords::change, ChangeWords::detail);
    m_filter.setKinds(usualKinds());
    buildTable();
    buildBar();
    connectAll();
    applyTheme();
    retranslate();
}

ChangesPanel::~ChangesPanel()
{
    if (m_overlay) // a window may take it down first
        m_overlay->clear(owner);
}

void ChangesPanel::setSpan(Span span)
{
    if (span == Span::since && m_since == Timestamp{})
        m_since = m_parts.feed.time().now();
    m_span = span;
    m_spanBox->setCurrentIndex(m_spanBox->findData(int(span)));
    m_sinceField->setVisible(span == Span::since);
    m_sinceField->setText(QString::fromStdString(formatTimeText(m_since, TimeNotation::calendar)));
    m_sinceField->setCursorPosition(0);
    refresh();
}

void ChangesPanel::setSince(Timestamp since)
{
    m_since = since;
    setSpan(Span::since);
}

// Nothing after now, whatever the conductor shows; what was published right now belongs to it.
TimeRange ChangesPanel::range() const
{
    const Timestamp now = m_parts.feed.time().now();
    TimeRange range = m_parts.conductor.bounds();
    if (m_span == Span::since)
        range = {m_since, now};
    else if (m_span == Span::cursor)
        range = {m_parts.conductor.cursor().value_or(now), now};
    range.end = std::min(range.end, now);
    range.start = std::min(range.start, range.end);
    return {range.start, range.end + 1ns};
}

void ChangesPanel::wake()
{
    if ((isVisible() || m_picture->isChecked()) && !m_soon.isActive())
        m_soon.start();
}

void ChangesPanel::refresh()
{
    m_soon.stop();
    QElapsedTimer spent;
    spent.start();
    if (isVisible()) {
        m_model.setChanges(m_parts.record.newestChanges(range()));
        showHead();
    }
    if (m_picture->isChecked())
        showMarks();
    // Of a large fleet that changes all the time a twentieth of the thread at most.
    m_soon.setInterval(std::clamp(std::chrono::milliseconds(20 * spent.elapsed()), gather, latest));
}

// The date only where it is another than today's.
QString ChangesPanel::stampOf(Timestamp time) const
{
    const auto dayOf = [](Timestamp t) { return std::chrono::floor<std::chrono::days>(t); };
    return dayOf(time) == dayOf(m_parts.feed.time().now())
               ? ValueFormatter::timeOfDay(time, false)
               : QString::fromStdString(formatTimestamp(time, Fraction::none));
}

void ChangesPanel::showHead()
{
    QStringList parts;
    for (std::size_t i = 0; i < TopologyChange::kinds; ++i) {
        if (const std::size_t count = m_model.counts()[i]; count > 0)
            parts << u"%1 × %2"_s.arg(ValueFormatter::count(count),
                                      ChangeWords::kind(static_cast<TopologyChange::Kind>(i)));
    }
    const TimeRange span = range();
    const auto known = m_parts.record.knownFrom();
    QString head = stampOf(span.start) + u" – "_s + stampOf(span.end);
    if (known && *known > span.start)
        head += u" · "_s + tr("known from %1").arg(stampOf(*known));
    if (!parts.isEmpty())
        head += u": "_s + parts.join(u", "_s);
    m_head->setText(head);
    const bool any = m_filter.rowCount() > 0;
    m_empty->setText(m_model.rowCount() > 0
                         ? tr("No change passes the filter.")
                         : tr("Nothing changed in this time. Nodes and links that come, go or change their "
                              "state appear here."));
    m_pages->setCurrentWidget(any ? static_cast<QWidget *>(m_table) : m_empty);
    m_export->setEnabled(any);
}

void ChangesPanel::showInPicture(bool on)
{
    if (on != m_picture->isChecked())
        return m_picture->setChecked(on); // which comes back here
    m_markedBefore = m_markedNow = nullptr;
    if (on) {
        m_passing.start();
        return refresh();
    }
    m_parts.overlay.clear(owner);
    if (!isVisible())
        m_passing.stop();
}

// From what is known on.
void ChangesPanel::showMarks()
{
    const TimeRange span = range();
    const auto known = m_parts.record.knownFrom();
    if (!known || *known >= span.end)
        return m_parts.overlay.clear(owner);
    const Timestamp from = std::max(*known, span.start);
    const TopologySnapshotPtr before = m_parts.record.at(from);
    const TopologySnapshotPtr now = m_parts.record.at(span.end - 1ns);
    if (!before || !now)
        return m_parts.overlay.clear(owner);
    if (before == m_markedBefore && now == m_markedNow)
        return;
    m_markedBefore = before;
    m_markedNow = now;
    auto difference = m_parts.record.difference(from, span.end - 1ns);
    std::erase_if(difference->changes, [this](const TopologyChange &change) {
        return !m_filter.kinds().test(std::size_t(change.kind));
    });
    OverlayContent content = changeOverlay(before, now, difference->changes);
    content.owner = owner;
    content.title = tr("Changes %1 – %2").arg(stampOf(from), stampOf(span.end));
    m_parts.overlay.show(std::move(content));
}

// Somebody else shows something now.
void ChangesPanel::noteOverlay()
{
    const OverlayContent &shown = m_parts.overlay.content();
    if (m_picture->isChecked() && !shown.isEmpty() && shown.owner != owner)
        m_picture->setChecked(false);
}

void ChangesPanel::chooseRow(int row)
{
    if (row < 0 || row >= m_filter.rowCount())
        return;
    const TopologyChange &change = m_filter.changeAt(row);
    const SeriesCatalogue &names = m_parts.feed.catalogue();
    EntityId entity = names.findEntity(change.node, change.target);
    if (entity == noEntity && !change.target.empty())
        entity = names.findEntity(change.target, change.node);
    m_parts.selection.select(entity);
}

QJsonObject ChangesPanel::saveState() const
{
    static constexpr std::array words{"shown", "cursor", "since"};
    QJsonObject state{{u"span"_s, QString::fromLatin1(words[std::size_t(m_span)])},
                      {u"kinds"_s, QString::fromStdString(m_filter.kinds().to_string())}};
    if (m_since != Timestamp{})
        state.insert(u"since"_s, QString::fromStdString(formatTimestamp(m_since, Fraction::nano)));
    return state;
}

void ChangesPanel::restoreState(const QJsonObject &state)
{
    if (const auto since = parseTimestamp(state["since"_L1].toString().toStdString()))
        m_since = *since;
    const std::string kinds = state["kinds"_L1].toString().toStdString();
    if (kinds.size() == TopologyChange::kinds && kinds.find_first_not_of("01") == std::string::npos &&
        kinds.find('1') != std::string::npos)
        m_filter.setKinds(TopologyChangeFilter::Kinds(kinds));
    fillKinds();
    const QString span = state["span"_L1].toString();
    if (span == "shown"_L1)
        setSpan(Span::shown);
    else if (span == "cursor"_L1)
        setSpan(Span::cursor);
    else if (span == "since"_L1)
        setSpan(Span::since);
}

void ChangesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_passing.start();
    refresh();
}

void ChangesPanel::hideEvent(QHideEvent *event)
{
    if (!m_picture->isChecked())
        m_passing.stop();
    QWidget::hideEvent(event);
}

} // namespace desk
