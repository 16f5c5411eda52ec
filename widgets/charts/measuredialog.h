// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/measurement.h"

#include <QDialog>

class QLabel;
class QTableWidget;

namespace desk {

class Theme;

// What is measured between A and B, as a table: a row for each series. GUI thread.
class MeasureDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeasureDialog)

public:
    MeasureDialog(Measurement &measurement, const Theme &theme, QWidget *parent);

    // Tab-separated, as it is seen.
    [[nodiscard]] QString text() const;

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QString spanText() const;
    [[nodiscard]] QStringList cells(const Measurement::Row &row) const;

    Measurement &m_measurement;
    const Theme &m_theme;
    QLabel *m_span = nullptr;
    QTableWidget *m_table = nullptr;
    QLabel *m_remark = nullptr;
};

} // namespace desk
