// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/analysis/plotfigure.h"

#include <QAbstractTableModel>
#include <QDialog>

#include <memory>

class QIODevice;

namespace desk {

// The rows of a figure. GUI thread.
class FigureTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureTableModel)

public:
    explicit FigureTableModel(std::shared_ptr<const PlotFigure> figure, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_figure(std::move(figure))
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const PlotFigure> m_figure;
};

// What an analysis shows at this moment as a table, for those who cannot see it or want the numbers. Deletes
// itself. GUI thread.
class FigureTable final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureTable)

public:
    FigureTable(std::shared_ptr<const PlotFigure> figure, const QString &title, QWidget *parent);
};

// All rows after RFC 4180, UTF-8, with a header line; text that a spreadsheet would take for a formula is
// preceded by an apostrophe (OWASP, CSV injection). Returns whether everything could be written. Any thread.
bool writeFigureCsv(const PlotFigure &figure, QIODevice &out);

} // namespace desk
