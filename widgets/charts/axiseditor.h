// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartaxis.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace desk {

// Asks for the range of one value axis and whether it is logarithmic. GUI thread.
class AxisEditor final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AxisEditor)

public:
    AxisEditor(const ChartAxis &axis, QWidget *parent);

    void accept() override;

Q_SIGNALS:
    void chosen(const desk::AxisSetting &setting);

private:
    [[nodiscard]] QString fault(const AxisSetting &setting, bool numbersOk) const; // "" = none

    QCheckBox *m_automatic = nullptr;
    QCheckBox *m_logarithmic = nullptr;
    QLineEdit *m_low = nullptr;
    QLineEdit *m_high = nullptr;
    QLabel *m_fault = nullptr;
};

} // namespace desk
