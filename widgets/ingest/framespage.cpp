// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/framespage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/ingest/frameview.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

FramesPage::FramesPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    const std::vector<ResultTable::Column> columns{
        {CellStyle::identifier, 13}, {CellStyle::number, 6}, {CellStyle::name, 20}};
    m_table = new ResultTable(u"framesTable"_s, columns, ResultTable::Order::asFound, theme, nullptr);
    m_table->setStretchColumn(outcomeColumn);
    m_view = new FrameView(theme);
    m_sentence = new QLabel;
    m_sentence->setObjectName(u"frameSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding,
                                   Theme::gridUnit);
    auto *below = new QWidget;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_sentence);
    column->addWidget(m_view, 1);
    m_split = new QSplitter(Qt::Vertical);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_table);
    m_split->addWidget(below);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_split);
    connect(m_table, &ResultTable::rowChosen, this, &FramesPage::showFrame);
    connect(m_view, &FrameView::fieldFocused, this, &FramesPage::showField);
    retranslate();
}

void FramesPage::retranslate()
{
    m_table->setTitle(timeColumn, tr("Arrived"), tr("When it came in"));
    m_table->setTitle(lengthColumn, tr("Bytes"), tr("Bytes: its length as it was sent"));
    m_table->setTitle(outcomeColumn, tr("What became of it"));
    m_table->sayWhenEmpty(!m_hasSender ? tr("Choose a sender above to see what it sends.")
                          : m_isLink   ? tr("No frame has come from it yet.")
                                       : tr("Nothing of it was refused. Of HTTP clients only what was "
                                              "refused is kept."));
    showFrame();
}

QString FramesPage::keyOf(const KeptFrame &frame)
{
    return u"%1 %2"_s.arg(nanoseconds(frame.arrival)).arg(frame.offset);
}

QString FramesPage::sentenceOf(const KeptFrame &frame) const
{
    if (!frame.refusal.empty())
        return QString::fromStdString(frame.refusal);
    QStringList fields;
    for (const KeptFrame::Field &field : frame.fields)
        fields += u"%1 = %2"_s.arg(QString::fromStdString(field.name), QString::fromStdString(field.value));
    return fields.isEmpty() ? tr("Taken; it holds no values.") : fields.join(u", "_s);
}

void FramesPage::show(const IngestSender *sender)
{
    const bool changed = m_hasSender != (sender != nullptr) || (sender && m_isLink != sender->isLink);
    m_hasSender = sender != nullptr;
    m_isLink = sender && sender->isLink;
    m_frames = sender ? sender->newest : std::vector<KeptFrame>();
    std::vector<ResultRow> rows;
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        ResultRow row;
        row.key = keyOf(*frame);
        row.cells = {{ValueFormatter::timeOfDay(frame->arrival), qint64(nanoseconds(frame->arrival)),
                      ValueFormatter::fullTime(frame->arrival)},
                     {ValueFormatter::count(frame->wireLength), qint64(frame->wireLength), {}},
                     {sentenceOf(*frame), {}, sentenceOf(*frame)}};
        if (!frame->refusal.empty())
            row.state.severity = Severity::warning;
        rows.push_back(std::move(row));
    }
    m_table->setRows(std::move(rows));
    if (changed)
        retranslate();
    else
        showFrame();
}

void FramesPage::showFrame()
{
    const QString key = m_table->chosenKey();
    auto chosen = std::find_if(m_frames.begin(), m_frames.end(),
                               [&key](const KeptFrame &frame) { return keyOf(frame) == key; });
    if (chosen == m_frames.end() && !m_frames.empty())
        chosen = m_frames.end() - 1;
    const bool has = chosen != m_frames.end();
    m_view->setVisible(has);
    m_sentence->setVisible(has);
    if (!has) {
        m_view->clear();
        return;
    }
    m_view->setFrame(*chosen);
    if (m_view->focusedField() < 0)
        m_sentence->setText(sentenceOf(*chosen));
}

void FramesPage::showField(int field)
{
    m_sentence->setText(field < 0 ? sentenceOf(m_view->frame()) : m_view->fieldText(field));
}

QJsonArray sizesOf(const QSplitter &split)
{
    QJsonArray sizes;
    for (const int size : split.sizes())
        sizes += size;
    return sizes;
}

void restoreSizes(QSplitter &split, const QJsonArray &sizes)
{
    if (sizes.size() == 2 && sizes[0].toInt() + sizes[1].toInt() > 0)
        split.setSizes({std::max(0, sizes[0].toInt()), std::max(0, sizes[1].toInt())});
}

QJsonObject FramesPage::saveState() const
{
    return {{u"table"_s, m_table->saveState()}, {u"sizes"_s, sizesOf(*m_split)}};
}

void FramesPage::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state.value(u"table"_s).toObject());
    restoreSizes(*m_split, state.value(u"sizes"_s).toArray());
}

} // namespace desk
