// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/networkpage.h"

#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

NetworkPage::NetworkPage(const NetworkContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_column(new QVBoxLayout(this))
    , m_summary(new QLabel)
    , m_busy(new QLabel)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Theme::gridUnit);
    for (QLabel *label : {m_summary, m_busy}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
        label->hide();
    }
    m_summary->setObjectName(u"networkSummary"_s);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_busy->setObjectName(u"networkBusy"_s);
    m_busy->setProperty("dim", true);
    connect(&m_runner, &AnalysisRunner::busyChanged, this, [this](bool busy) {
        m_busy->setText(tr("Computing…"));
        m_busy->setVisible(busy);
    });
}

bool NetworkPage::take(LinkFiguresPtr figures, bool byItself)
{
    if (byItself && !m_runner.isRested())
        return false;
    AnalysisRunner::Work next = work(figures);
    if (next)
        m_runner.request(std::move(next), !byItself);
    else
        m_runner.cancel();
    return true;
}

void NetworkPage::mark(OverlayContent content)
{
    m_overlay = std::move(content);
    Q_EMIT overlayChanged();
}

void NetworkPage::addSummary()
{
    m_column->addWidget(m_summary);
    m_column->addWidget(m_busy);
}

void NetworkPage::say(const QString &summary)
{
    m_summary->setText(summary);
    m_summary->setVisible(!summary.isEmpty());
}

void NetworkPage::addKept(QJsonObject &state, const char *key, const QComboBox &box)
{
    state.insert(QLatin1String(key), box.currentIndex());
}

void NetworkPage::restoreKept(const QJsonObject &state, const char *key, QComboBox &box)
{
    const int index = state.value(QLatin1String(key)).toInt(-1);
    if (index >= 0 && index < box.count())
        box.setCurrentIndex(index);
}

void NetworkPage::askOnChange(QComboBox &box)
{
    connect(&box, &QComboBox::currentIndexChanged, this, &NetworkPage::figuresWanted);
}

} // namespace desk
