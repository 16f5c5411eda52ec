// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/matrixlegend.h"

#include "models/itemmodels/fleetmatrix.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace desk {
namespace {

constexpr int swatch = 18;
constexpr int lineHeight = 20;
constexpr int gap = 14;

} // namespace

MatrixLegend::MatrixLegend(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_cells(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setObjectName(QStringLiteral("matrixLegend"));
    connect(&theme, &Theme::changed, this, [this] {
        m_cells.forget();
        updateGeometry();
        update();
    });
    retranslate();
}

void MatrixLegend::retranslate()
{
    m_entries.clear();
    for (const Severity one :
         {Severity::critical, Severity::warning, Severity::caution, Severity::advisory, Severity::nominal})
        m_entries.push_back({{{one, ValueLook::fresh, -1, true}}, severityText(one)});
    Entry ramp{{}, tr("no limits: low to high in the recent range of all nodes")};
    for (const int level : {0, FleetMatrix::levels / 2, FleetMatrix::levels - 1})
        ramp.looks.push_back({Severity::none, ValueLook::fresh, level, true});
    m_entries.push_back(ramp);
    for (const ValueLook one : {ValueLook::late, ValueLook::stale, ValueLook::invalid, ValueLook::noContact,
                                ValueLook::linkDown, ValueLook::paused, ValueLook::never})
        m_entries.push_back({{{Severity::none, one, -1, true}}, lookText(one)});
    m_entries.push_back({{{Severity::none, ValueLook::never, -1, false}}, tr("no such metric")});
    QStringList words;
    for (const Entry &entry : m_entries)
        words += entry.text;
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

template <class Place>
int MatrixLegend::flow(int width, Place place) const
{
    const QFontMetrics metrics(m_theme.smallFont());
    const int edge = Theme::panelPadding;
    int x = edge;
    int y = Theme::gridUnit;
    for (const Entry &entry : m_entries) {
        const int wide =
            int(entry.looks.size()) * swatch + Theme::gridUnit + metrics.horizontalAdvance(entry.text) + 3;
        if (x > edge && x + wide > width - edge) {
            x = edge;
            y += lineHeight;
        }
        place(entry, QPoint(x, y), std::min(wide, width - 2 * edge));
        x += wide + gap;
    }
    return y + lineHeight + Theme::gridUnit;
}

int MatrixLegend::heightForWidth(int width) const
{
    return flow(width, [](const Entry &, QPoint, int) {});
}

QSize MatrixLegend::sizeHint() const
{
    const int wide = std::max(width(), 200);
    return {wide, heightForWidth(wide)};
}

QSize MatrixLegend::minimumSizeHint() const
{
    return {0, heightForWidth(std::max(width(), 200))};
}

void MatrixLegend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry();
}

void MatrixLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.smallFont());
    const QFontMetrics metrics(m_theme.smallFont());
    flow(width(), [&](const Entry &entry, QPoint at, int wide) {
        int x = at.x();
        for (const auto &look : entry.looks) {
            const QRect box(x, at.y() + 2, swatch, lineHeight - 4);
            m_cells.paint(painter, box, look);
            if (!look.exists) { // else it could not be seen on the panel
                painter.setPen(m_theme.color(Token::line));
                painter.drawRect(box.adjusted(0, 0, -2, -2));
            }
            x += swatch;
        }
        x += Theme::gridUnit;
        painter.setPen(m_theme.color(Token::textDim));
        const QRect room(x, at.y(), at.x() + wide - x, lineHeight);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(entry.text, Qt::ElideRight, room.width()));
    });
}

void MatrixLegend::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace desk
