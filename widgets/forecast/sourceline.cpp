// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/sourceline.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/severitymark.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace desk {

using namespace Qt::StringLiterals;

SourceLine::SourceLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_mark(new SeverityMark(theme))
    , m_fault(new QLabel)
    , m_origin(new ElidedLabel)
{
    m_mark->setSeverity(Severity::caution);
    m_fault->setObjectName(u"forecastFault"_s);
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_origin->setObjectName(u"forecastOrigin"_s);
    m_origin->setProperty("dim", true);
    m_origin->setTextFormat(Qt::PlainText);
    auto *fault = new QHBoxLayout;
    fault->setSpacing(Theme::gridUnit);
    fault->addWidget(m_mark);
    fault->addWidget(m_fault, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::panelPadding, Theme::gridUnit / 2, Theme::panelPadding,
                               Theme::gridUnit / 2);
    column->setSpacing(0);
    column->addLayout(fault);
    column->addWidget(m_origin);
    connect(&theme, &Theme::changed, this, [this] { m_origin->setFont(m_theme.smallFont()); });
    m_origin->setFont(theme.smallFont());
    show(nullptr);
}

void SourceLine::show(const PredictionSource *source, const QString &note)
{
    setVisible(source);
    if (!source)
        return;
    const QString fault = QString::fromStdString(source->fault());
    m_mark->setVisible(!fault.isEmpty());
    m_fault->setVisible(!fault.isEmpty());
    m_fault->setText(tr("No new forecasts: %1").arg(fault));
    const QString origin = QString::fromStdString(source->origin());
    const QString whose =
        tr("Forecasts of %1 · %2 issued")
            .arg(origin.isEmpty() ? tr("this desk") : origin, ValueFormatter::count(source->issued()));
    m_origin->setText(note.isEmpty() ? whose : whose + u" · "_s + note);
}

} // namespace desk
