// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ownership/ownershippanel.h"

#include "widgets/ownership/ownershiprows.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QJsonArray>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

OwnershipPanel::OwnershipPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_split(new QSplitter(Qt::Vertical))
    , m_summary(new ElidedLabel)
    , m_empty(new EmptyState(theme))
    , m_content(new QWidget)
    , m_pages(new QStackedLayout(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    using Rows = OwnershipRows;
    std::vector<ResultTable::Column> workers(Rows::workerColumns, {CellStyle::number, 8});
    workers[Rows::guidColumn] = {CellStyle::entity, 14};
    workers[Rows::stateColumn] = {CellStyle::state, 10};
    workers[Rows::heardColumn] = {CellStyle::age, 8};
    workers[Rows::addressColumn] = {CellStyle::identifier, 16};
    workers[Rows::announcedColumn] = {CellStyle::identifier, 16};
    m_workers = new ResultTable(u"workersTable"_s, workers, ResultTable::Order::sorted, theme, nullptr);
    m_workers->setStretchColumn(Rows::announcedColumn);
    m_paths = new ResultTable(u"pathsTable"_s,
                              {{CellStyle::identifier, 24}, {CellStyle::entity, 14}, {CellStyle::age, 8}},
                              ResultTable::Order::sorted, theme, nullptr);
    m_paths->setStretchColumn(Rows::pathColumn);
    m_split->setObjectName(u"ownershipSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_workers);
    m_split->addWidget(m_paths);
    m_summary->setObjectName(u"ownershipSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addWidget(m_split, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    connect(&m_clock, &QTimer::timeout, this, &OwnershipPanel::refresh);
    retranslate();
}

void OwnershipPanel::setSource(const OwnershipSource *source, const QString &reason)
{
    m_source = source;
    m_reason = reason;
    m_shown.reset();
    m_workers->setRows({});
    m_paths->setRows({});
    retranslate();
    refresh();
}

void OwnershipPanel::refresh()
{
    const auto snapshot = m_source ? m_source->ownership() : nullptr;
    const bool isThere = snapshot && !snapshot->workers.empty();
    if (snapshot != m_shown) {
        const bool listenerIsKnown = m_shown != nullptr;
        m_shown = snapshot;
        if (!listenerIsKnown || !isThere)
            retranslate();
        showSnapshot();
    }
    m_pages->setCurrentWidget(isThere ? m_content : static_cast<QWidget *>(m_empty));
}

void OwnershipPanel::showSnapshot()
{
    if (!m_shown || m_shown->workers.empty())
        return;
    m_workers->setRows(OwnershipRows::workers(*m_shown));
    m_paths->setRows(OwnershipRows::paths(*m_shown));
    m_summary->setText(OwnershipRows::summary(*m_shown));
}

void OwnershipPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start(std::chrono::seconds{1});
    refresh();
}

void OwnershipPanel::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
}

void OwnershipPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showSnapshot();
    }
    QWidget::changeEvent(event);
}

void OwnershipPanel::retranslate()
{
    for (int column = 0; column < OwnershipRows::workerColumns; ++column)
        m_workers->setTitle(column, OwnershipRows::workerTitle(column), OwnershipRows::workerMeaning(column));
    for (int column = 0; column < OwnershipRows::pathColumns; ++column)
        m_paths->setTitle(column, OwnershipRows::pathTitle(column), OwnershipRows::pathMeaning(column));
    m_paths->sayWhenEmpty(tr("No path belongs to a worker yet: the first request to one decides."));
    m_workers->table().setAccessibleName(tr("Workers"));
    m_paths->table().setAccessibleName(tr("Paths and their workers"));
    QString sentence =
        m_reason.isEmpty() ? tr("Nothing is known here of workers that own devices.") : m_reason;
    if (m_source) {
        const auto snapshot = m_source->ownership();
        const QString address = snapshot ? QString::fromStdString(snapshot->address) : QString();
        sentence =
            address.isEmpty()
                ? tr("Workers cannot connect: their listener is off. Set workers.listen in config.toml "
                     "to 127.0.0.1:8001 and start again.")
                : tr("No worker is connected. One that owns a serial line is started with: constellation "
                     "worker --path /devices/x --serial /dev/ttyUSB0 --controller %1")
                      .arg(address);
    }
    m_empty->say(sentence);
}

QJsonObject OwnershipPanel::saveState() const
{
    QJsonArray sizes;
    const QList<int> split = m_split->sizes();
    for (const int size : split)
        sizes.append(size);
    return {{u"split"_s, sizes}, {u"workers"_s, m_workers->saveState()}, {u"paths"_s, m_paths->saveState()}};
}

void OwnershipPanel::restoreState(const QJsonObject &state)
{
    const QJsonArray sizes = state.value(u"split"_s).toArray();
    if (sizes.size() == 2 && sizes[0].toInt() > 0 && sizes[1].toInt() > 0)
        m_split->setSizes({sizes[0].toInt(), sizes[1].toInt()});
    m_workers->restoreState(state.value(u"workers"_s).toObject());
    m_paths->restoreState(state.value(u"paths"_s).toObject());
}

} // namespace desk
