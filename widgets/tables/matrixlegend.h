// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tables/matrixcell.h"

#include <QWidget>

#include <vector>

namespace desk {

// What the cells of the fleet matrix mean, in as many lines as its width needs. GUI thread.
class MatrixLegend final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MatrixLegend)

public:
    explicit MatrixLegend(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        std::vector<MatrixCellPainter::Look> looks; // side by side
        QString text;
    };
    void retranslate();
    // Calls place(entry, top left, width) and returns the height of all.
    template <class Place>
    int flow(int width, Place place) const;

    const Theme &m_theme;
    MatrixCellPainter m_cells;
    std::vector<Entry> m_entries;
};

} // namespace desk
