// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/lineiconengine.h"
#include "widgets/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

using TokenColours = std::array<QRgb, std::size_t(Token::replay) + 1>; // in the order of Token
using SeriesColours = std::array<QRgb, Theme::seriesColours>;

constexpr TokenColours darkTokens{0xFF0E1116, 0xFF151A21, 0xFF0B0E12, 0xFF1D242D, 0xFF2A333E,
                                  0xFFE3E8EE, 0xFF98A4B3, 0xFF4AA3FF, 0xFF3FC46B, 0xFF35C7E0,
                                  0xFFF5D33B, 0xFFFF9A3D, 0xFFFF4D4F, 0xFF8B96A4, 0xFFB48CFF};
constexpr TokenColours lightTokens{0xFFF4F6F8, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFEBEFF3, 0xFFD3DAE1,
                                   0xFF16202B, 0xFF4E5C6B, 0xFF0B62C4, 0xFF18743A, 0xFF096F80,
                                   0xFF7E6100, 0xFFA64B07, 0xFFC1121F, 0xFF616C78, 0xFF6D28D9};
// Grounds pure black or white, lines strong, the hues of the plain variants.
constexpr TokenColours highDarkTokens{0xFF000000, 0xFF000000, 0xFF000000, 0xFF1A1A1A, 0xFF9AA3AD,
                                      0xFFFFFFFF, 0xFFD5DBE1, 0xFF4AA3FF, 0xFF3FC46B, 0xFF35C7E0,
                                      0xFFF5D33B, 0xFFFF9A3D, 0xFFFF4D4F, 0xFFB8C0C9, 0xFFB48CFF};
constexpr TokenColours highLightTokens{0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFECECEC, 0xFF4A5560,
                                       0xFF000000, 0xFF2B333B, 0xFF0B62C4, 0xFF18743A, 0xFF096F80,
                                       0xFF7E6100, 0xFFA64B07, 0xFFC1121F, 0xFF4A5560, 0xFF6D28D9};

constexpr SeriesColours darkSeries{0xFF4AA3FF, 0xFFFF9A3D, 0xFF3FC46B, 0xFFE06CD6,
                                   0xFFF5D33B, 0xFF35C7E0, 0xFFFF7A85, 0xFFB0BEC5};
constexpr SeriesColours lightSeries{0xFF0B62C4, 0xFFB45309, 0xFF1B7F3B, 0xFFA21CAF,
                                    0xFF8A6A00, 0xFF0A7A8C, 0xFFC2255C, 0xFF546E7A};

const TokenColours &tokens(ThemeVariant variant)
{
    switch (variant) {
    case ThemeVariant::dark:
        break;
    case ThemeVariant::light:
        return lightTokens;
    case ThemeVariant::highContrastDark:
        return highDarkTokens;
    case ThemeVariant::highContrastLight:
        return highLightTokens;
    }
    return darkTokens;
}

QColor mix(const QColor &over, const QColor &ground, double share)
{
    const auto channel = [share](float a, float b) {
        return float(share * double(a) + (1 - share) * double(b));
    };
    return QColor::fromRgbF(channel(over.redF(), ground.redF()), channel(over.greenF(), ground.greenF()),
                            channel(over.blueF(), ground.blueF()));
}

QFont font(const QString &family, QFontDatabase::SystemFont fallback, int points, QFont::Weight weight)
{
    QFont out;
    out.setFamilies({family, QFontDatabase::systemFont(fallback).family()});
    out.setStyleHint(fallback == QFontDatabase::FixedFont ? QFont::Monospace : QFont::SansSerif);
    out.setPointSize(points);
    out.setWeight(weight);
    return out;
}

QFont sans(int points, QFont::Weight weight = QFont::Normal)
{
    return font(u"Inter"_s, QFontDatabase::GeneralFont, points, weight);
}

QFont mono(int points)
{
    return font(u"JetBrains Mono"_s, QFontDatabase::FixedFont, points, QFont::Normal);
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
}

void Theme::setVariant(ThemeVariant variant)
{
    if (variant == m_variant)
        return;
    m_variant = variant;
    Q_EMIT changed();
}

void Theme::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    Q_EMIT changed();
}

bool Theme::isDark() const
{
    return m_variant == ThemeVariant::dark || m_variant == ThemeVariant::highContrastDark;
}

void Theme::applyTo(QApplication &application) const
{
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    application.setFont(textFont());
    application.setPalette(palette());
    QToolTip::setPalette(palette());
    QToolTip::setFont(textFont());
    application.setStyleSheet(styleSheet(*this));
}

QPalette Theme::palette() const
{
    QPalette out;
    out.setColor(QPalette::Window, color(Token::canvas));
    out.setColor(QPalette::WindowText, color(Token::text));
    out.setColor(QPalette::Base, color(Token::panel));
    out.setColor(QPalette::AlternateBase, color(Token::panel));
    out.setColor(QPalette::Text, color(Token::text));
    out.setColor(QPalette::PlaceholderText, color(Token::textDim));
    out.setColor(QPalette::Button, color(Token::raised));
    out.setColor(QPalette::ButtonText, color(Token::text));
    out.setColor(QPalette::BrightText, color(Token::critical));
    out.setColor(QPalette::ToolTipBase, color(Token::raised));
    out.setColor(QPalette::ToolTipText, color(Token::text));
    out.setColor(QPalette::Highlight, selection());
    out.setColor(QPalette::HighlightedText, color(Token::text));
    out.setColor(QPalette::Link, color(Token::accent));
    out.setColor(QPalette::LinkVisited, color(Token::accent));
    out.setColor(QPalette::Light, color(Token::raised));
    out.setColor(QPalette::Midlight, color(Token::raised));
    out.setColor(QPalette::Mid, color(Token::line));
    out.setColor(QPalette::Dark, color(Token::line));
    out.setColor(QPalette::Shadow, color(Token::canvas));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        out.setColor(QPalette::Disabled, role, mix(color(Token::textDim), color(Token::panel), 0.6));
    return out;
}

QColor Theme::color(Token token) const
{
    return QColor::fromRgb(tokens(m_variant)[std::size_t(token)]);
}

QColor Theme::grid() const
{
    return mix(color(Token::line), color(Token::plot), 0.6);
}

QColor Theme::selection() const
{
    return mix(color(Token::accent), color(Token::panel), 0.2);
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    // Relative luminance of sRGB.
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF())) +
               0.0722 * linear(double(colour.blueF()));
    };
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor Theme::onSelection(const QColor &text) const
{
    constexpr int steps = 10;
    QColor out = text;
    for (int step = 1; step <= steps && contrast(out, selection()) < readable; ++step)
        out = mix(color(Token::text), text, double(step) / steps);
    return out;
}

QColor Theme::color(Severity severity) const
{
    switch (severity) {
    case Severity::none:
        break;
    case Severity::nominal:
        return color(Token::nominal);
    case Severity::advisory:
        return color(Token::advisory);
    case Severity::caution:
        return color(Token::caution);
    case Severity::warning:
        return color(Token::warning);
    case Severity::critical:
        return color(Token::critical);
    }
    return color(Token::off);
}

QPen Theme::seriesPen(int index) const
{
    index = std::max(0, index);
    const SeriesColours &colours = isDark() ? darkSeries : lightSeries;
    QPen pen(QColor::fromRgb(colours[std::size_t(index % seriesColours)]), lineWidth());
    if (index / seriesColours % 2 == 1) {
        pen.setDashPattern({6, 3});
        pen.setCapStyle(Qt::FlatCap);
    }
    pen.setJoinStyle(Qt::BevelJoin); // a mitre would overshoot the extremes
    return pen;
}

int Theme::lineWidth() const
{
    return m_variant == ThemeVariant::highContrastDark || m_variant == ThemeVariant::highContrastLight ? 2
                                                                                                       : 1;
}

QFont Theme::textFont() const
{
    return sans(10);
}

QFont Theme::smallFont() const
{
    return sans(9);
}

QFont Theme::titleFont() const
{
    return sans(10, QFont::DemiBold);
}

QFont Theme::monoFont() const
{
    return mono(10);
}

QFont Theme::smallMonoFont() const
{
    return mono(9);
}

QFont Theme::readoutFont() const
{
    return mono(20);
}

QIcon Theme::icon(const QString &name) const
{
    auto engine = LineIconEngine::load(*this, u":/desk/icons/"_s + name + u".svg"_s);
    return engine ? QIcon(engine.release()) : QIcon();
}

} // namespace desk
