// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AnalysisPanel that is its controls and what they say.
#include "models/itemmodels/valueformatter.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/analysis/analysisplot.h"
#include "widgets/analysis/parameterslot.h"
#include "widgets/analysis/serieschooser.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kindsInOrder{AnalysisKind::xy, AnalysisKind::scatter, AnalysisKind::histogram,
                                  AnalysisKind::spectrum, AnalysisKind::spectrogram};
constexpr int patience = 400; // ms, before progress is shown

ElidedLabel *line(const QString &name, const QFont &font)
{
    auto *label = new ElidedLabel;
    label->setObjectName(name);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText); // names in it come from outside
    return label;
}

} // namespace

void AnalysisPanel::buildControls()
{
    m_controls = new QWidget;
    m_controls->setObjectName(u"analysisControls"_s);
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(Theme::panelPadding, 0, Theme::gridUnit, 0);
    row->setSpacing(Theme::gridUnit);
    m_kindBox = new QComboBox;
    m_kindBox->setObjectName(u"analysisKind"_s);
    m_more = new QToolButton;
    m_more->setObjectName(u"analysisMore"_s);
    m_more->setIcon(m_theme.icon(u"more"_s));
    m_more->setIconSize({Theme::iconSize, Theme::iconSize});
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addStretch(1);
    row->addWidget(m_kindBox);
    row->addWidget(m_more);

    auto *parameters = new QHBoxLayout;
    parameters->setContentsMargins(Theme::gridUnit, Theme::gridUnit, Theme::gridUnit, 0);
    parameters->setSpacing(Theme::gridUnit);
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        m_slots[i] = new ParameterSlot;
        m_slots[i]->setObjectName(u"analysisParameter%1"_s.arg(i + 1));
        parameters->addWidget(m_slots[i]);
        connect(m_slots[i], &QToolButton::clicked, this, [this, i] { choose(i); });
        connect(m_slots[i], &ParameterSlot::dropped, this, [this, i](SeriesId id) { setParameter(i, id); });
    }
    parameters->addStretch(1);
    m_figures = line(u"analysisFigures"_s, m_theme.monoFont());
    m_cursorText = line(u"analysisCursor"_s, m_theme.monoFont());
    m_notes = line(u"analysisNotes"_s, m_theme.smallFont());
    m_notes->setProperty("dim", true);

    m_progressRow = new QWidget;
    m_progressRow->setObjectName(u"analysisProgress"_s);
    m_progress = new QProgressBar;
    m_progress->setRange(0, 100);
    m_progress->setFixedWidth(140);
    auto *cancelButton = new QPushButton;
    cancelButton->setObjectName(u"analysisCancel"_s);
    connect(cancelButton, &QPushButton::clicked, this, &AnalysisPanel::cancel);
    auto *working = new QHBoxLayout(m_progressRow);
    working->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, Theme::gridUnit);
    working->addWidget(m_progress);
    working->addWidget(cancelButton);
    working->addStretch(1);
    m_progressRow->hide();

    m_empty = new QWidget;
    m_empty->setObjectName(u"analysisEmpty"_s);
    m_emptyText = new QLabel;
    m_emptyText->setObjectName(u"analysisEmptyText"_s);
    m_emptyText->setProperty("dim", true);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyAction = new QPushButton;
    m_emptyAction->setObjectName(u"analysisChoose"_s);
    connect(m_emptyAction, &QPushButton::clicked, this,
            [this] { choose(slotCount() > 1 && m_parameters[0] != noSeries ? 1 : 0); });
    auto *teaching = new QVBoxLayout(m_empty);
    teaching->addStretch(2);
    teaching->addWidget(m_emptyText);
    teaching->addSpacing(Theme::panelPadding);
    teaching->addWidget(m_emptyAction, 0, Qt::AlignHCenter);
    teaching->addStretch(3);
    m_plot = new AnalysisPlot(m_theme);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_plot);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addLayout(parameters);
    auto *readout = new QVBoxLayout;
    readout->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, 0);
    readout->setSpacing(2);
    readout->addWidget(m_figures);
    readout->addWidget(m_cursorText);
    column->addLayout(readout);
    column->addWidget(pages, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, Theme::gridUnit);
    foot->addWidget(m_notes);
    column->addLayout(foot);
    column->addWidget(m_progressRow);

    connect(m_kindBox, &QComboBox::activated, this,
            [this](int at) { setKind(AnalysisKind(m_kindBox->itemData(at).toInt())); });
    connect(m_plot, &AnalysisPlot::cursorChanged, this, &AnalysisPanel::showReadout);
    auto *menu = new QMenu(m_more);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
    });
    m_remarkTimer.setSingleShot(true);
    connect(&m_remarkTimer, &QTimer::timeout, this, [this] {
        m_remark.clear();
        showNotes();
    });
}

void AnalysisPanel::moveControlsTo(Panel &panel)
{
    panel.addHeaderWidget(m_kindBox);
    panel.addHeaderWidget(m_more);
    m_controls->hide();
}

QString AnalysisPanel::kindName(AnalysisKind kind) const
{
    switch (kind) {
    case AnalysisKind::xy:
        return tr("XY plot");
    case AnalysisKind::scatter:
        return tr("Scatter by time");
    case AnalysisKind::histogram:
        return tr("Histogram");
    case AnalysisKind::spectrum:
        return tr("Spectrum (FFT)");
    case AnalysisKind::spectrogram:
        return tr("Spectrogram");
    }
    return {};
}

QString AnalysisPanel::title() const
{
    QString out = kindName(m_settings.kind);
    for (std::size_t i = 0; i < slotCount(); ++i)
        out += (i == 0 ? u": "_s : u" / "_s) + describe(m_parameters[i]).name;
    return out;
}

void AnalysisPanel::showControls()
{
    m_kindBox->setCurrentIndex(m_kindBox->findData(int(m_settings.kind)));
    const bool two = slotCount() > 1;
    const auto nameAt = [this](std::size_t slot) {
        const Expected &expected = m_expected[slot];
        if (m_parameters[slot] != noSeries || expected.metric.empty())
            return describe(m_parameters[slot]).name;
        const QString from =
            QString::fromStdString(expected.node) +
            (expected.dst.empty() ? QString() : u" → " + QString::fromStdString(expected.dst));
        return tr("%1 (nothing received yet)").arg(from + u" · " + QString::fromStdString(expected.metric));
    };
    m_slots[0]->show(two ? u"X"_s : tr("Parameter"), nameAt(0));
    m_slots[1]->show(u"Y"_s, nameAt(1));
    m_slots[1]->setVisible(two);
    m_plot->setAccessibleName(title());
    showReadout();
    showNotes();
}

void AnalysisPanel::showPage()
{
    const bool shows = m_plot->figure() && !m_plot->figure()->isEmpty();
    m_pages->setCurrentWidget(shows ? static_cast<QWidget *>(m_plot) : m_empty);
    m_emptyAction->setVisible(!isComplete());
    if (shows)
        return;
    QString text;
    if (!isComplete())
        text = slotCount() > 1
                   ? tr("One parameter against another, over the time that the charts show. Drag two "
                        "parameters here from a table, or choose them.")
                   : tr("One parameter over the time that the charts show. Drag it here from a table, or "
                        "choose it.");
    else if (m_isCancelled)
        text = tr("Cancelled. Press F5 to take it anew.");
    else if (!m_result)
        text = tr("Reading…");
    else
        text = tr("No values that can be shown between %1 and %2. Show a longer time or choose other "
                  "parameters.")
                   .arg(ValueFormatter::fullTime(m_result->range.start),
                        ValueFormatter::fullTime(m_result->range.end));
    m_emptyText->setText(text);
    m_emptyAction->setText(tr("Choose a parameter…"));
}

// Both lines keep their place whether or not there is something to say.
void AnalysisPanel::showReadout()
{
    const auto &figure = m_plot->figure();
    const bool shows = figure && !figure->isEmpty();
    m_figures->setText(shows ? figure->figures() : QString());
    QString text;
    if (shows)
        text = m_plot->cursor() ? figure->itemText(*m_plot->cursor()) : tr("cursor —");
    m_cursorText->setText(text);
    m_plot->setAccessibleDescription(m_figures->text() + u'\n' + text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_plot->cursor() ? Token::accent : Token::textDim));
    m_cursorText->setPalette(colours);
}

void AnalysisPanel::showNotes()
{
    if (!m_remark.isEmpty())
        return m_notes->setText(m_remark);
    const auto &figure = m_plot->figure();
    if (!m_result || !figure)
        return m_notes->setText(m_isCancelled ? tr("Cancelled") : QString());
    QStringList out;
    out << ValueFormatter::timeOfDay(m_result->range.start, false) + u" – " +
               ValueFormatter::timeOfDay(m_result->range.end, false);
    out << tr("%1 samples").arg(ValueFormatter::count(m_result->samples));
    if (m_result->invalid > 0)
        out << tr("%1 invalid left out").arg(ValueFormatter::count(m_result->invalid));
    if (m_result->gaps > 0)
        out << tr("%1 gaps").arg(ValueFormatter::count(m_result->gaps));
    m_notes->setText((out + m_readNotes + figure->notes()).join(u" · "_s));
}

void AnalysisPanel::showProgress()
{
    const bool isLong = isBusy() && m_sinceGather.isValid() && m_sinceGather.elapsed() > patience;
    m_progressRow->setVisible(isLong);
    m_progress->setValue(int(m_reader.progress() * 100));
}

void AnalysisPanel::remark(const QString &text)
{
    m_remark = text;
    m_remarkTimer.start(6000);
    showNotes();
}

void AnalysisPanel::choose(std::size_t slot)
{
    auto *chooser = new SeriesChooser(
        m_feed.catalogue(), [this](const SeriesDefinition &definition) { return suits(definition); },
        slotCount() < 2 ? kindName(m_settings.kind)
        : slot == 0     ? u"X"_s
                        : u"Y"_s,
        this);
    connect(chooser, &SeriesChooser::chosen, this, [this, slot](SeriesId id) { setParameter(slot, id); });
    chooser->open();
}

void AnalysisPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        QMetaObject::invokeMethod(this, &AnalysisPanel::showReadout, Qt::QueuedConnection);
}

void AnalysisPanel::retranslate()
{
    setAccessibleName(tr("Analysis"));
    m_kindBox->clear();
    for (const AnalysisKind kind : kindsInOrder)
        m_kindBox->addItem(kindName(kind), int(kind));
    m_kindBox->setAccessibleName(tr("Kind of analysis"));
    m_kindBox->setToolTip(tr("Kind of analysis"));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    m_progress->setAccessibleName(tr("Progress of the analysis"));
    findChild<QPushButton *>(u"analysisCancel"_s)->setText(tr("Cancel"));
    if (m_result && isComplete())
        m_plot->setFigure(figureOf(m_result), false);
    showControls();
    showPage();
}

} // namespace desk
