// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <unordered_map>

namespace desk {

class Sparkline;
class Theme;

// How a column is painted.
enum class CellStyle {
    glyph,      // severity, as its shape alone
    state,      // the shape and the word
    name,       // plain text
    entity,     // mono; a long name or link keeps its ends
    identifier, // mono
    number,     // mono, right
    value,      // a number that shows its limits, its age and its quality
    unit,       // small, dim
    age,        // small mono, dim, right; stands out when the value is late
    time,       // mono, dim
    trend,      // the last minutes, see Sparkline
};

// Paints the tables of telemetry: figures that stand still, units that step back, the state by shape, what is
// out of limits in its colour, what is stale dim and in italics, what is invalid struck out. Reads the roles
// of models/itemmodels/itemroles.h and no column numbers of any model. GUI thread.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    explicit CellDelegate(const Theme &theme, QObject *parent = nullptr);

    void setStyle(int column, CellStyle style) { m_styles[column] = style; }
    // Paints the columns of style trend. null = they stay empty; must outlive this.
    void setSparkline(const Sparkline *sparkline) { m_sparkline = sparkline; }
    [[nodiscard]] CellStyle style(int column) const;
    [[nodiscard]] QFont font(CellStyle style) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    // What fits of a text without saying something else.
    [[nodiscard]] static QString fitting(const QString &text, CellStyle style, const QFontMetrics &metrics,
                                         int room, const QVariant &figure = {});

    static constexpr int padding = 4; // left and right of a text
    static constexpr int glyphSize = 10;
    static constexpr int lookSize = 9; // in a column of ages

private:
    struct Look;
    [[nodiscard]] Look look(CellStyle style, const QModelIndex &index) const;
    void paintGlyph(QPainter &painter, const QRect &cell, const QModelIndex &index) const;
    void paintTrend(QPainter &painter, const QRect &cell, const QModelIndex &index) const;

    const Theme &m_theme;
    const Sparkline *m_sparkline = nullptr;
    std::unordered_map<int, CellStyle> m_styles;
};

} // namespace desk
