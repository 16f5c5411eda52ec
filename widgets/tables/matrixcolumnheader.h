// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace desk {

class Theme;

// Titles of narrow columns, written upwards. GUI thread.
class MatrixColumnHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MatrixColumnHeader)

public:
    explicit MatrixColumnHeader(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    static constexpr int highest = 140; // pixels; longer titles are cut in the middle

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    const Theme &m_theme;
};

} // namespace desk
