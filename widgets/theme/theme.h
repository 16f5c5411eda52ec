// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPen>

class QApplication;
class QPainter;
class QPalette;

namespace desk {

// What a colour is for; widgets name tokens, never colours.
enum class Token {
    canvas, // window behind panels
    panel,
    plot,   // plot area, topology
    raised, // headers, inputs, hover
    line,   // separators; grid() is 60 % of it
    text,
    textDim,
    accent,
    nominal,
    advisory,
    caution,
    warning,
    critical,
    off,
    replay,
};

enum class ThemeVariant { dark, light, highContrastDark, highContrastLight };

// Colours, fonts, sizes and shapes of the window in one place. One object per program, passed by reference;
// changed() tells views to repaint. GUI thread.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    explicit Theme(QObject *parent = nullptr);

    void setVariant(ThemeVariant variant);
    [[nodiscard]] ThemeVariant variant() const { return m_variant; }
    [[nodiscard]] bool isDark() const;
    // Style, palette, style sheet and font of the whole program; called again after each change.
    void applyTo(QApplication &application) const;
    [[nodiscard]] QPalette palette() const;
    // Nothing moves but what the operator moves.
    void setReducedMotion(bool on);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }

    [[nodiscard]] QColor color(Token token) const;
    [[nodiscard]] QColor grid() const;                   // hardly visible
    [[nodiscard]] QColor selection() const;              // accent at 20 %
    [[nodiscard]] QColor color(Severity severity) const; // none = off
    // The colour of a text, moved towards that of plain text until it can be read on a selected row.
    [[nodiscard]] QColor onSelection(const QColor &text) const;
    // Contrast of two opaque colours after WCAG 2.1: 1 to 21.
    [[nodiscard]] static double contrast(const QColor &a, const QColor &b);
    static constexpr double readable = 4.5;        // contrast that text needs at least
    [[nodiscard]] QPen seriesPen(int index) const; // 8 colours, then the same dashed
    static constexpr int seriesColours = 8;
    [[nodiscard]] int lineWidth() const; // 1, in high contrast 2

    [[nodiscard]] QFont textFont() const;      // 10 pt
    [[nodiscard]] QFont smallFont() const;     // 9 pt, the smallest there is
    [[nodiscard]] QFont titleFont() const;     // 10 pt semibold
    [[nodiscard]] QFont monoFont() const;      // 10 pt, figures and identifiers
    [[nodiscard]] QFont smallMonoFont() const; // 9 pt, axis labels
    [[nodiscard]] QFont readoutFont() const;   // 20 pt mono

    // The shape that goes with a severity (circle, diamond, triangle, square; hollow circle for none), filled
    // in its colour, centred in box.
    void drawSeverity(QPainter &painter, const QRectF &box, Severity severity) const;
    // A line icon of resources/icons (name without .svg), drawn in the text colour of the variant at the time
    // of painting, dimmed when disabled, in the accent when checked. The theme must outlive it. A name that
    // does not exist gives an empty icon.
    [[nodiscard]] QIcon icon(const QString &name) const;

    static constexpr int gridUnit = 4;
    static constexpr int panelPadding = 8;
    static constexpr int rowHeight = 24;
    static constexpr int headerHeight = 28;
    static constexpr int toolbarHeight = 32;
    static constexpr int iconSize = 16;
    static constexpr int cornerRadius = 4;

Q_SIGNALS:
    void changed();

private:
    ThemeVariant m_variant = ThemeVariant::dark;
    bool m_reducedMotion = false;
};

} // namespace desk
