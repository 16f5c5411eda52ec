// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIconEngine>

#include <memory>

namespace desk {

class Theme;

// Draws one SVG of the line-icon set: `currentColor` stands for the theme's text colour at the time of
// painting, so icons follow a change of variant without being set again. GUI thread.
class LineIconEngine final : public QIconEngine
{
public:
    // nullptr when the file cannot be read.
    static std::unique_ptr<LineIconEngine> load(const Theme &theme, const QString &path);
    LineIconEngine(const Theme &theme, QString path, QByteArray svg);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    [[nodiscard]] QByteArray colour(QIcon::Mode mode, QIcon::State state) const;

    const Theme &m_theme;
    QString m_path;
    QByteArray m_svg;
};

} // namespace desk
