// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/parameterslot.h"

#include "models/itemmodels/seriesmime.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int room = 20; // around the text

} // namespace

ParameterSlot::ParameterSlot(QWidget *parent)
    : QToolButton(parent)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
}

void ParameterSlot::show(const QString &purpose, const QString &parameter)
{
    const QString shown = parameter.isEmpty() ? tr("choose…") : parameter;
    m_whole = purpose + u": " + shown;
    setToolTip(tr("%1 – press to choose, or drop a parameter here").arg(m_whole));
    setAccessibleName(m_whole);
    updateGeometry();
    elide();
}

QSize ParameterSlot::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_whole) + room, QToolButton::sizeHint().height()};
}

QSize ParameterSlot::minimumSizeHint() const
{
    return {8 * fontMetrics().averageCharWidth() + room, QToolButton::sizeHint().height()};
}

void ParameterSlot::elide()
{
    QString text = fontMetrics().elidedText(m_whole, Qt::ElideMiddle, width() - room + 4);
    setText(text.replace(u'&', u"&&"_s)); // a name is no mnemonic
}

void ParameterSlot::resizeEvent(QResizeEvent *event)
{
    QToolButton::resizeEvent(event);
    elide();
}

void ParameterSlot::dragEnterEvent(QDragEnterEvent *event)
{
    const QString format = QString::fromLatin1(seriesMimeType);
    if (event->mimeData()->hasFormat(format) && !decodeSeries(event->mimeData()->data(format)).empty())
        event->acceptProposedAction();
}

void ParameterSlot::dropEvent(QDropEvent *event)
{
    const auto series = decodeSeries(event->mimeData()->data(QString::fromLatin1(seriesMimeType)));
    if (series.empty())
        return;
    event->acceptProposedAction();
    Q_EMIT dropped(series.front());
}

} // namespace desk
