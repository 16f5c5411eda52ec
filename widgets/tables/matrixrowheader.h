// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetmatrixmodel.h"

#include <QHeaderView>

namespace desk {

class Theme;

// The nodes of the matrix: the shape of the worst they have, the name, and how many cells have it. A node can
// be dragged to where nodes are taken. GUI thread.
class MatrixRowHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MatrixRowHeader)

public:
    MatrixRowHeader(const FleetMatrixModel &model, const Theme &theme, QWidget *parent = nullptr);

    void setSelectedNode(NodeId node);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    const FleetMatrixModel &m_model;
    const Theme &m_theme;
    NodeId m_selected = noNode;
    QPoint m_pressed{-1, -1};
};

} // namespace desk
