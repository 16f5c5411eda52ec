// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/limitpreview.h"
#include "widgets/tables/limitsdialog.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace desk {

using namespace Qt::StringLiterals;

QWidget *LimitsDialog::makeForm()
{
    m_form = new QWidget;
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    addPatterns(*form);
    addThresholds(*form);
    addDelays(*form);
    m_sample = new QComboBox;
    m_sample->setObjectName(u"sample"_s);
    connect(m_sample, &QComboBox::activated, this, &LimitsDialog::preview);
    form->addRow(tr("&For example:"), m_sample);
    m_preview = new LimitPreview(m_feed, m_theme);
    form->addRow(m_preview);
    m_words = new QLabel;
    m_words->setObjectName(u"words"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(2 * m_words->fontMetrics().lineSpacing());
    connect(m_preview, &LimitPreview::wordsChanged, m_words, &QLabel::setText);
    form->addRow(m_words);
    return m_form;
}

void LimitsDialog::addPatterns(QFormLayout &form)
{
    const auto line = [&](const QString &name, const QString &label, const QString &hint) {
        auto *field = new QLineEdit;
        field->setObjectName(name);
        field->setPlaceholderText(hint);
        connect(field, &QLineEdit::textEdited, this, &LimitsDialog::takeForm);
        form.addRow(label, field);
        return field;
    };
    m_metric = line(u"metric"_s, tr("&Metric:"), u"snr_db"_s);
    m_nodes = line(u"nodes"_s, tr("&Of nodes:"), u"sat-*"_s);
    m_dsts = line(u"dsts"_s, tr("Links &to:"), tr("empty: of the nodes themselves; for example gs-*"));
}

// A column a severity, each with its shape; low above high.
void LimitsDialog::addThresholds(QFormLayout &form)
{
    auto *grid = new QGridLayout;
    grid->setSpacing(Theme::gridUnit);
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        const Severity severity = Limits::severityOf(grade);
        auto *title = new QLabel(severityText(severity));
        title->setProperty("dim", true);
        grid->addWidget(title, 0, int(grade) + 1);
        for (const bool low : {true, false}) {
            auto *field = new QLineEdit;
            field->setObjectName((low ? u"low%1"_s : u"high%1"_s).arg(grade));
            field->setAccessibleName(
                (low ? tr("%1 at or below") : tr("%1 at or above")).arg(severityText(severity)));
            field->setFont(m_theme.monoFont());
            field->setAlignment(Qt::AlignRight);
            field->setPlaceholderText(u"—"_s);
            field->setMinimumWidth(64);
            connect(field, &QLineEdit::textEdited, this, &LimitsDialog::takeForm);
            grid->addWidget(field, low ? 2 : 1, int(grade) + 1);
            (low ? m_low : m_high)[grade] = field;
        }
    }
    grid->addWidget(new QLabel(tr("at or above")), 1, 0);
    grid->addWidget(new QLabel(tr("at or below")), 2, 0);
    form.addRow(grid);
    m_deadband = new QLineEdit;
    m_deadband->setObjectName(u"deadband"_s);
    m_deadband->setFont(m_theme.monoFont());
    m_deadband->setPlaceholderText(u"0"_s);
    m_deadband->setToolTip(tr("How far back inside a violation ends"));
    connect(m_deadband, &QLineEdit::textEdited, this, &LimitsDialog::takeForm);
    form.addRow(tr("Dead&band:"), m_deadband);
}

void LimitsDialog::addDelays(QFormLayout &form)
{
    const auto seconds = [this](const QString &name) {
        auto *field = new QDoubleSpinBox;
        field->setObjectName(name);
        field->setRange(0, LimitSet::longestDelay);
        field->setDecimals(3);
        field->setSuffix(u" s"_s);
        connect(field, &QDoubleSpinBox::valueChanged, this, &LimitsDialog::takeForm);
        return field;
    };
    const auto samples = [this](const QString &name) {
        auto *field = new QSpinBox;
        field->setObjectName(name);
        field->setRange(0, int(LimitSet::mostSamples));
        connect(field, &QSpinBox::valueChanged, this, &LimitsDialog::takeForm);
        return field;
    };
    const auto row = [&form](const QString &label, QWidget *time, QWidget *count) {
        auto *both = new QHBoxLayout;
        both->addWidget(time);
        both->addWidget(count);
        form.addRow(label, both);
    };
    m_onDelay = seconds(u"onDelay"_s);
    m_onSamples = samples(u"onSamples"_s);
    m_offDelay = seconds(u"offDelay"_s);
    m_offSamples = samples(u"offSamples"_s);
    for (QSpinBox *field : {m_onSamples, m_offSamples})
        field->setSuffix(tr(" samples"));
    row(tr("Begins a&fter:"), m_onDelay, m_onSamples);
    row(tr("&Ends after:"), m_offDelay, m_offSamples);
    m_onSamples->setAccessibleName(tr("Begins after so many samples"));
    m_offSamples->setAccessibleName(tr("Ends after so many samples"));
    m_onDelay->setAccessibleName(tr("Begins after so many seconds"));
    m_offDelay->setAccessibleName(tr("Ends after so many seconds"));
}

} // namespace desk
