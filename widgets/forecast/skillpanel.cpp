// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/skillpanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/forecast/skillrows.h"
#include "widgets/forecast/sourceline.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStackedLayout>
#include <QToolButton>
#include <QToolTip>
#include <QtConcurrentRun>

#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes everything{0};
constexpr std::array skillSpans{std::chrono::minutes{10}, std::chrono::minutes{60}, std::chrono::minutes{360},
                                std::chrono::minutes{1440}, everything};
constexpr int standardSpan = 1;

} // namespace

SkillPanel::SkillPanel(const ParameterFeed &feed, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_empty(new EmptyState(theme))
    , m_line(new SourceLine(theme))
    , m_content(new QWidget)
    , m_pages(new QStackedLayout(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    using Rows = SkillRows;
    std::vector<ResultTable::Column> columns(Rows::columnTotal, {CellStyle::number, 9});
    columns[Rows::stateColumn] = {CellStyle::state, 22};
    columns[Rows::metricColumn] = {CellStyle::identifier, 16};
    columns[Rows::horizonColumn] = {CellStyle::identifier, 6};
    columns[Rows::methodColumn] = {CellStyle::name, 13};
    columns[Rows::unitColumn] = {CellStyle::unit, 6};
    m_table = new ResultTable(u"skillTable"_s, columns, ResultTable::Order::sorted, theme, nullptr);
    m_table->setStretchColumn(Rows::metricColumn);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHeader(theme);
    column->addWidget(m_table, 1);
    column->addWidget(m_line);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    connect(&m_sum, &QFutureWatcherBase::finished, this, &SkillPanel::showSum);
    connect(&m_clock, &QTimer::timeout, this, &SkillPanel::refresh);
    retranslate();
    m_span->setCurrentIndex(standardSpan);
    connect(m_span, &QComboBox::currentIndexChanged, this, &SkillPanel::ask);
    connect(m_view, &QComboBox::currentIndexChanged, this, &SkillPanel::showRows);
}

SkillPanel::~SkillPanel()
{
    m_sum.disconnect(this);
}

void SkillPanel::buildHeader(const Theme &theme)
{
    m_span = new QComboBox;
    m_span->setObjectName(u"skillSpan"_s);
    m_view = new QComboBox;
    m_view->setObjectName(u"skillView"_s);
    m_help = new QToolButton;
    m_help->setObjectName(u"skillHelp"_s);
    m_help->setIcon(theme.icon(u"help"_s));
    m_help->setAutoRaise(true);
    for (std::size_t i = 0; i < skillSpans.size(); ++i)
        m_span->addItem(QString());
    m_view->addItems({QString(), QString(), QString()});
    for (QComboBox *box : {m_span, m_view}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    auto *header = new QHBoxLayout;
    header->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    header->setSpacing(Theme::gridUnit);
    header->addWidget(m_span, 2);
    header->addWidget(m_view, 3);
    header->addWidget(m_help);
    static_cast<QVBoxLayout *>(m_content->layout())->addLayout(header);
    connect(m_help, &QToolButton::clicked, this, [this] {
        QToolTip::showText(m_help->mapToGlobal(m_help->rect().bottomLeft()), m_help->toolTip(), m_help);
    });
}

void SkillPanel::setSource(const PredictionSource *source, const QString &reason)
{
    m_source = source;
    m_reason = reason;
    m_version.reset();
    m_shown.reset();
    m_table->setRows({});
    refresh();
    retranslate();
}

TimeRange SkillPanel::wanted() const
{
    const auto span = skillSpans[std::size_t(m_span->currentIndex())];
    const Timestamp now = m_feed.time().now();
    if (span == everything)
        return {Timestamp::min(), Timestamp::max()};
    return {now - span, Timestamp::max()};
}

void SkillPanel::refresh()
{
    const SkillRecordPtr record = m_source ? m_source->skill() : nullptr;
    m_pages->setCurrentWidget(record ? m_content : static_cast<QWidget *>(m_empty));
    if (!isVisible() || !m_source)
        return;
    m_isWhole = !record || record->isWhole;
    QString note = m_isWhole ? QString() : tr("not all of them are judged yet");
    if (record && !record->fault.empty())
        note = tr("some of them cannot be judged: %1").arg(QString::fromStdString(record->fault));
    m_line->show(m_source, note);
    if (m_version != m_source->version())
        ask();
}

void SkillPanel::ask()
{
    if (!m_source || !isVisible())
        return;
    if (m_sum.isRunning()) {
        m_again = true;
        return;
    }
    m_again = false;
    m_version = m_source->version();
    const SkillRecordPtr record = m_source->skill();
    if (!record)
        return;
    m_sum.setFuture(QtConcurrent::run([record, range = wanted()] {
        return std::make_shared<const SkillSpan>(record->over(range.start, range.end));
    }));
}

void SkillPanel::showSum()
{
    if (!m_sum.isCanceled() && m_source)
        m_shown = m_sum.result();
    showRows();
    if (m_again)
        ask();
}

void SkillPanel::showRows()
{
    const auto view = SkillRows::View(m_view->currentIndex());
    const bool keepsNoMethods = m_shown && view == SkillRows::View::methods &&
                                m_shown->methods.scores().empty() && !m_shown->shown.scores().empty();
    if (keepsNoMethods)
        m_table->sayWhenEmpty(tr("What was shown is known here, but not what each method said by itself: a "
                                 "recording does not keep it."));
    else if (!m_isWhole)
        m_table->sayWhenEmpty(tr("The forecasts of this recording are being held against what came…"));
    else
        m_table->sayWhenEmpty(tr("No forecast of this time has been judged yet. One of 1 minute is judged a "
                                 "minute after it was made, one of 5 minutes after five."));
    if (m_shown)
        m_table->setRows(SkillRows::of(*m_shown, view));
}

void SkillPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start(std::chrono::seconds{1});
    refresh();
}

void SkillPanel::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    QWidget::hideEvent(event);
}

void SkillPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SkillPanel::retranslate()
{
    for (std::size_t i = 0; i < skillSpans.size(); ++i)
        m_span->setItemText(int(i), skillSpans[i] == everything
                                        ? tr("All there is")
                                        : tr("Last %1").arg(ValueFormatter::span(skillSpans[i])));
    m_span->setToolTip(
        tr("Over which time: forecasts whose moment came then. It is counted in stretches of ten "
           "minutes, and of 24 hours"));
    m_span->setAccessibleName(tr("Span of time"));
    m_view->setItemText(int(SkillRows::View::shown), tr("What was shown"));
    m_view->setItemText(int(SkillRows::View::shownByMethod), tr("What was shown, by method"));
    m_view->setItemText(int(SkillRows::View::methods), tr("What each method said"));
    m_view->setToolTip(tr("What is judged: what was shown here, or what each method said, shown or not"));
    m_view->setAccessibleName(tr("What is judged"));
    QStringList meanings;
    for (int column = 0; column < SkillRows::columnTotal; ++column) {
        m_table->setTitle(column, SkillRows::columnTitle(column), SkillRows::columnMeaning(column));
        if (column != SkillRows::unitColumn && column != SkillRows::metricColumn)
            meanings += SkillRows::columnMeaning(column);
    }
    m_help->setToolTip(meanings.join(u'\n'));
    m_help->setAccessibleName(tr("What the words mean"));
    m_table->table().setAccessibleName(tr("Skill of the forecasts"));
    m_empty->say(!m_source           ? (m_reason.isEmpty() ? tr("There are no forecasts here.") : m_reason)
                 : m_source->skill() ? QString()
                                     : tr("Nobody judges these forecasts: how good they are is not known."));
    showRows();
}

QJsonObject SkillPanel::saveState() const
{
    return {{u"minutes"_s, qint64(skillSpans[std::size_t(m_span->currentIndex())].count())},
            {u"view"_s, m_view->currentIndex()},
            {u"table"_s, m_table->saveState()}};
}

void SkillPanel::restoreState(const QJsonObject &state)
{
    for (std::size_t i = 0; i < skillSpans.size(); ++i) {
        if (state.value(u"minutes"_s).toInteger(-1) == skillSpans[i].count())
            m_span->setCurrentIndex(int(i));
    }
    const int view = state.value(u"view"_s).toInt();
    if (view >= 0 && view < m_view->count())
        m_view->setCurrentIndex(view);
    m_table->restoreState(state.value(u"table"_s).toObject());
}

} // namespace desk
