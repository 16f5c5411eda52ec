// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that compares with a reference recording.
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/chartheader.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/differencearea.h"
#include "widgets/charts/plotarea.h"
#include "widgets/charts/statestrips.h"
#include "widgets/charts/valueaxes.h"

#include <QMenu>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double shareOfDifference = 0.38;
constexpr int leastDifference = 56;
constexpr int mostDifference = 200;
constexpr int leastWithDifference = 236;

} // namespace

void ChartView::setComparison(Comparison *comparison)
{
    if (Comparison *before = m_content.overlay().comparison())
        before->disconnect(this);
    m_content.overlay().setComparison(comparison);
    if (comparison) {
        connect(comparison, &Comparison::changed, this, &ChartView::structureChanged);
        connect(comparison, &Comparison::offsetChanged, this, [this] {
            m_plot->invalidate();
            m_sinceValues.invalidate(); // the read-out at once
            soon(std::chrono::milliseconds{0});
        });
        connect(comparison, &Comparison::arrived, this, [this](const ReferencePiecePtr &piece) {
            if (!m_content.overlay().take(piece))
                return;
            m_sinceValues.invalidate();
            soon(std::chrono::milliseconds{0});
        });
    }
    structureChanged();
}

QRect ChartView::layOutDifference(QRect below)
{
    const bool shown = !m_content.isEmpty() && m_content.overlay().showsDifference();
    if (shown && !m_difference) {
        m_differenceAxes = new ValueAxes(m_theme, this);
        m_difference = new DifferenceArea(m_content, m_time, m_theme, this);
    }
    if (m_difference) {
        m_difference->setVisible(shown);
        m_differenceAxes->setVisible(shown);
    }
    setMinimumHeight(shown ? leastWithDifference : leastHeight);
    if (!shown)
        return below;
    const int room = std::clamp(int(below.height() * shareOfDifference), leastDifference, mostDifference);
    m_differenceAxes->setGeometry(below.left(), below.bottom() + 1 - room, below.width(), room);
    return below.adjusted(0, 0, 0, -room);
}

bool ChartView::plotContains(QPointF position) const
{
    const QPoint at = position.toPoint();
    return m_plot->geometry().contains(at) ||
           (m_states->isVisible() && m_states->geometry().contains(at) && at.x() >= m_plot->x() &&
            at.x() < m_plot->x() + m_plot->width()) ||
           (m_difference && m_difference->isVisible() && m_difference->geometry().contains(at));
}

bool ChartView::mark(bool ofReference, std::optional<Timestamp> time)
{
    Comparison *comparison = m_content.overlay().comparison();
    if (!comparison || !comparison->isReady())
        return false;
    if (!time) {
        remark(tr("Put the cursor where T0 is: with the mouse, or Shift+← and →."));
        return true;
    }
    ofReference ? comparison->markReference(*time) : comparison->markThis(*time);
    return true;
}

// At the cursor as it stands when the menu is opened: over the menu, the mouse has left the chart.
void ChartView::addComparisonTo(QMenu &menu)
{
    Comparison *comparison = m_content.overlay().comparison();
    if (!comparison || !comparison->isReady())
        return;
    QString name = comparison->reference()->shortName();
    name.replace(u'&', u"&&"_s); // a name is no mnemonic
    const auto cursor = m_time.cursor();
    const auto add = [&](const QString &text, const QString &objectName, bool ofReference) {
        QAction *action =
            menu.addAction(text, this, [this, ofReference, cursor] { mark(ofReference, cursor); });
        action->setObjectName(objectName);
        action->setShortcut(ofReference ? QKeySequence(Qt::SHIFT | Qt::Key_T) : QKeySequence(Qt::Key_T));
        action->setEnabled(cursor.has_value() && !m_content.isEmpty());
    };
    add(comparison->markOfReference() ? tr("Align here with T0 of %1").arg(name) : tr("T0 of this here"),
        u"markThis"_s, false);
    add(comparison->markOfThis() ? tr("Align %1 here with T0").arg(name) : tr("T0 of %1 here").arg(name),
        u"markReference"_s, true);
    QAction *difference = menu.addAction(tr("Difference"), comparison, &Comparison::setShowsDifference);
    difference->setObjectName(u"showDifference"_s);
    difference->setCheckable(true);
    difference->setChecked(comparison->showsDifference());
    menu.addAction(tr("End comparison"), comparison, &Comparison::end)->setObjectName(u"endComparison"_s);
    menu.addSeparator();
}

} // namespace desk
