// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/tracepage.h"

#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QString outcomeWord(TraceStep::Outcome outcome)
{
    switch (outcome) {
    case TraceStep::Outcome::passed:
        return TracePage::tr("passed");
    case TraceStep::Outcome::fault:
        return TracePage::tr("it ends here");
    case TraceStep::Outcome::doubt:
        return TracePage::tr("look here");
    case TraceStep::Outcome::notReached:
        break;
    }
    return TracePage::tr("not reached");
}

Severity severityOf(TraceStep::Outcome outcome)
{
    switch (outcome) {
    case TraceStep::Outcome::passed:
        return Severity::nominal;
    case TraceStep::Outcome::fault:
        return Severity::warning;
    case TraceStep::Outcome::doubt:
        return Severity::caution;
    case TraceStep::Outcome::notReached:
        break;
    }
    return Severity::none;
}

} // namespace

TracePage::TracePage(Tracer tracer, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_tracer(std::move(tracer))
    , m_theme(theme)
    , m_question(new QLabel)
    , m_node(new QLineEdit)
    , m_metric(new QLineEdit)
{
    m_question->setWordWrap(true);
    m_question->setTextFormat(Qt::PlainText);
    m_node->setObjectName(u"traceNode"_s);
    m_metric->setObjectName(u"traceMetric"_s);
    auto *fields = new QHBoxLayout;
    fields->addWidget(m_node, 1);
    fields->addWidget(m_metric, 1);
    auto *list = new QWidget;
    m_grid = new QGridLayout(list);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::panelPadding);
    m_grid->setVerticalSpacing(Theme::gridUnit);
    m_grid->setColumnStretch(2, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::panelPadding, Theme::panelPadding, Theme::panelPadding,
                               Theme::panelPadding);
    column->setSpacing(Theme::panelPadding);
    column->addWidget(m_question);
    column->addLayout(fields);
    column->addWidget(list);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    connect(m_node, &QLineEdit::textChanged, this, &TracePage::refresh);
    connect(m_metric, &QLineEdit::textChanged, this, &TracePage::refresh);
    connect(&theme, &Theme::changed, this, &TracePage::applyTheme);
    retranslate();
    applyTheme();
}

void TracePage::applyTheme()
{
    m_node->setFont(m_theme.monoFont());
    m_metric->setFont(m_theme.monoFont());
    showSteps();
}

void TracePage::ask(const QString &node, const QString &metric)
{
    if (!node.isEmpty())
        m_node->setText(node);
    if (!metric.isEmpty())
        m_metric->setText(metric);
    refresh();
}

void TracePage::refresh()
{
    const TraceQuestion question{m_node->text().trimmed(), m_metric->text().trimmed()};
    m_steps =
        question.node.isEmpty() || question.metric.isEmpty() ? std::vector<TraceStep>() : m_tracer(question);
    showSteps();
}

void TracePage::showSteps()
{
    while (m_lines.size() < m_steps.size()) {
        const int row = int(m_lines.size());
        Line line{new QLabel, new QLabel, new QLabel};
        line.sentence->setWordWrap(true);
        line.sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
        for (QLabel *label : {line.stage, line.sentence})
            label->setTextFormat(Qt::PlainText);
        m_grid->addWidget(line.mark, row, 0, Qt::AlignTop);
        m_grid->addWidget(line.stage, row, 1, Qt::AlignTop);
        m_grid->addWidget(line.sentence, row, 2, Qt::AlignTop);
        m_lines.push_back(line);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool shown = i < m_steps.size();
        for (QLabel *label : {m_lines[i].mark, m_lines[i].stage, m_lines[i].sentence})
            label->setVisible(shown);
        if (!shown)
            continue;
        const TraceStep &step = m_steps[i];
        const double ratio = devicePixelRatioF();
        QPixmap mark(QSize(Theme::iconSize, Theme::iconSize) * ratio);
        mark.setDevicePixelRatio(ratio);
        mark.fill(Qt::transparent);
        QPainter painter(&mark);
        m_theme.drawSeverity(painter, QRectF(0, 0, Theme::iconSize, Theme::iconSize),
                             severityOf(step.outcome));
        painter.end();
        m_lines[i].mark->setPixmap(mark);
        m_lines[i].mark->setToolTip(outcomeWord(step.outcome));
        m_lines[i].mark->setAccessibleName(outcomeWord(step.outcome));
        m_lines[i].stage->setText(step.stage);
        m_lines[i].sentence->setText(step.sentence.isEmpty() ? outcomeWord(step.outcome) : step.sentence);
        m_lines[i].sentence->setProperty("dim", step.outcome == TraceStep::Outcome::notReached);
    }
}

void TracePage::retranslate()
{
    m_question->setText(tr("Why is my value not on the chart? Name it as the device does, and each stage of "
                           "its way says what it knows."));
    m_node->setPlaceholderText(tr("Node, or node → node"));
    m_node->setAccessibleName(tr("Node"));
    m_node->setToolTip(tr("The node that sends it, or two with an arrow between them for a link"));
    m_metric->setPlaceholderText(tr("Metric"));
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->setToolTip(tr("The metric's name, with its labels if it has some"));
    refresh();
}

} // namespace desk
