// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/lineiconengine.h"

#include "widgets/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace desk {
namespace {
using namespace Qt::StringLiterals;
} // namespace

std::unique_ptr<LineIconEngine> LineIconEngine::load(const Theme &theme, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    return std::make_unique<LineIconEngine>(theme, path, file.readAll());
}

LineIconEngine::LineIconEngine(const Theme &theme, QString path, QByteArray svg)
    : m_theme(theme)
    , m_path(std::move(path))
    , m_svg(std::move(svg))
{
}

QByteArray LineIconEngine::colour(QIcon::Mode mode, QIcon::State state) const
{
    QColor colour = m_theme.color(state == QIcon::On ? Token::accent : Token::text);
    if (mode == QIcon::Disabled)
        colour = m_theme.palette().color(QPalette::Disabled, QPalette::ButtonText);
    return colour.name().toLatin1();
}

void LineIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    QByteArray svg = m_svg;
    svg.replace(QByteArrayLiteral("currentColor"), colour(mode, state));
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(painter, rect);
}

QPixmap LineIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    const QString key =
        m_path + QString::fromLatin1(colour(mode, state)) + u"/%1x%2"_s.arg(size.width()).arg(size.height());
    QPixmap out;
    if (QPixmapCache::find(key, &out))
        return out;
    out = QPixmap(size);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    paint(&painter, QRect(QPoint(), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, out);
    return out;
}

QIconEngine *LineIconEngine::clone() const
{
    return new LineIconEngine(m_theme, m_path, m_svg);
}

} // namespace desk
