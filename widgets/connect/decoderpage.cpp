// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/decoderpage.h"

#include "models/decoding/hexrows.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t shownBytes = 512;
} // namespace

DecoderPage::DecoderPage(Suggest suggest, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_suggest(std::move(suggest))
    , m_theme(theme)
    , m_state(new QLabel)
    , m_bytes(new QPlainTextEdit)
    , m_list(new QListWidget)
    , m_byHand(new QToolButton)
    , m_definition(new QPlainTextEdit)
    , m_outcome(new QLabel)
{
    for (QLabel *label : {m_state, m_outcome}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_state->setObjectName(u"trialState"_s);
    m_outcome->setObjectName(u"trialOutcome"_s);
    m_bytes->setObjectName(u"trialBytes"_s);
    m_bytes->setReadOnly(true);
    m_bytes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setObjectName(u"decoders"_s);
    m_list->setWordWrap(true);
    m_list->setSpacing(Theme::gridUnit / 2);
    m_byHand->setObjectName(u"decoderByHand"_s);
    m_byHand->setCheckable(true);
    m_byHand->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_definition->setObjectName(u"decoderDefinition"_s);
    m_definition->setVisible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    column->addWidget(m_bytes, 3);
    column->addWidget(m_list, 3);
    column->addWidget(m_byHand, 0, Qt::AlignLeft);
    column->addWidget(m_definition, 3);
    column->addWidget(m_outcome);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < int(m_choices.size()))
            m_definition->setPlainText(
                QString::fromStdString(decoderDefinitionJson(m_choices[std::size_t(row)].decoder)));
    });
    connect(m_list, &QListWidget::itemPressed, this, [this] { m_isChosen = true; });
    connect(m_definition, &QPlainTextEdit::textChanged, this, &DecoderPage::apply);
    connect(m_byHand, &QToolButton::toggled, m_definition, &QWidget::setVisible);
    const auto dress = [this] {
        m_bytes->setFont(m_theme.smallMonoFont());
        m_definition->setFont(m_theme.smallMonoFont());
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    retranslate();
}

void DecoderPage::retranslate()
{
    m_bytes->setAccessibleName(tr("The newest bytes"));
    m_bytes->setPlaceholderText(tr("The newest bytes appear here."));
    m_list->setAccessibleName(tr("How to read them"));
    m_byHand->setText(tr("By hand…"));
    m_byHand->setToolTip(tr("The definition as JSON, to be changed by hand"));
    m_definition->setAccessibleName(tr("Definition of the decoder"));
}

void DecoderPage::setTrial(LinkTrial *trial)
{
    m_trial = trial;
    m_isChosen = false;
    m_suggestedAt = 0;
    m_records = false;
    m_bytes->clear();
    suggest();
    refresh();
}

void DecoderPage::refresh()
{
    if (!m_trial)
        return;
    LinkTrial::Look look = m_trial->look();
    // More bytes tell more: looked at again each time they have doubled.
    if (!m_isChosen && look.bytes > 0 && look.bytes >= 2 * m_suggestedAt) {
        m_suggestedAt = look.bytes;
        suggest();
        look = m_trial->look();
    }
    const auto newest = m_trial->sample(shownBytes).bytes;
    const std::size_t shown = std::min(shownBytes, newest.size());
    const QString rows = QString::fromStdString(
        hexRows(std::span(newest).last(shown), look.bytes - std::min<std::uint64_t>(look.bytes, shown)));
    if (rows != m_bytes->toPlainText()) {
        m_bytes->setPlainText(rows);
        m_bytes->moveCursor(QTextCursor::End);
    }
    showState(look);
    const bool records = look.decoded.records > 0;
    if (std::exchange(m_records, records) != records)
        Q_EMIT changed();
}

void DecoderPage::showState(const LinkTrial::Look &look)
{
    const QString address = QString::fromStdString(look.address);
    const QString reason = QString::fromStdString(look.reason);
    if (look.bytes > 0)
        m_state->setText(tr("%1: %2 so far.").arg(address, ValueFormatter::bytes(double(look.bytes))));
    else if (!reason.isEmpty() && reason.contains(address))
        m_state->setText(reason);
    else if (!reason.isEmpty())
        m_state->setText(tr("%1: %2").arg(address, reason));
    else if (look.state == DataLinkState::up || look.state == DataLinkState::idle)
        m_state->setText(
            tr("%1 is open, but no byte has come yet. Is the device switched on, and does it send by itself?")
                .arg(address));
    else
        m_state->setText(tr("%1 is being opened…").arg(address));
    QString outcome;
    if (look.decoded.records > 0) {
        outcome =
            tr("%n record(s) read", nullptr, int(std::min<std::uint64_t>(look.decoded.records, 1'000'000)));
        QStringList fields;
        for (const LinkTrial::SeenField &field : look.fields)
            fields +=
                u"%1 = %2"_s.arg(QString::fromStdString(field.name), QString::fromStdString(field.value));
        outcome += u": "_s + fields.mid(0, 6).join(u", "_s) + (fields.size() > 6 ? u" …"_s : QString());
    } else if (look.bytes > 0 && look.refusal.empty()) {
        outcome = tr("Nothing was read of it yet.");
    }
    if (!look.refusal.empty())
        outcome += (outcome.isEmpty() ? QString() : u"\n"_s) +
                   tr("Refused last: %1").arg(QString::fromStdString(look.refusal));
    if (const auto written = decoder(); !written)
        outcome = QString::fromStdString(written.error().message);
    m_outcome->setText(outcome);
}

void DecoderPage::suggest()
{
    m_choices = m_suggest(m_trial ? m_trial->sample() : LinkTrial::Sample());
    showChoices();
}

void DecoderPage::showChoices()
{
    QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Choice &choice : m_choices) {
        const QString name =
            choice.confidence
                ? tr("%1 – likelihood %2 %").arg(choice.name).arg(qRound(100 * *choice.confidence))
                : choice.name;
        auto *item = new QListWidgetItem(choice.reason.isEmpty() ? name : name + u"\n"_s + choice.reason);
        item->setToolTip(choice.reason);
        m_list->addItem(item);
    }
    quiet.unblock();
    if (!m_choices.empty())
        m_list->setCurrentRow(0);
}

void DecoderPage::choose(int row)
{
    m_isChosen = true;
    m_list->setCurrentRow(row);
}

void DecoderPage::setDecoder(const DecoderDefinition &decoder)
{
    m_isChosen = true;
    m_definition->setPlainText(QString::fromStdString(decoderDefinitionJson(decoder)));
}

Result<DecoderDefinition> DecoderPage::decoder() const
{
    return parseDecoderDefinition(m_definition->toPlainText().toStdString());
}

void DecoderPage::apply()
{
    const auto definition = decoder();
    if (m_trial && definition)
        static_cast<void>(m_trial->setDecoder(*definition)); // checked by reading it
    else if (m_trial)
        m_trial->clearDecoder();
    m_records = false;
    if (m_trial)
        showState(m_trial->look());
    Q_EMIT changed();
}

} // namespace desk
