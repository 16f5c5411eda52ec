// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/nodefilter.h"

#include <QCoreApplication>
#include <QFrame>

#include <array>

class QCheckBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace desk {

class Theme;

// The conditions of a picture's filter, in a sheet below its button. Each change takes effect at once. GUI
// thread.
class FilterPopup final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterPopup)

public:
    explicit FilterPopup(QWidget *parent);

    // What it shows; says nothing.
    void setConditions(const NodeConditions &conditions, bool hideOthers);
    // Why the last conditions were refused; of none, nothing.
    void showRefusal(const QString &why);
    void retranslate();

Q_SIGNALS:
    void changed(const desk::NodeConditions &conditions, bool hideOthers);

private:
    struct Bits
    {
        QGroupBox *box = nullptr;
        std::vector<QCheckBox *> choices; // by bit
    };
    Bits addBits(std::size_t count);
    void tell();

    QLabel *m_namesLabel = nullptr;
    QLineEdit *m_names = nullptr;
    Bits m_types;
    Bits m_healths;
    Bits m_severities;
    QLabel *m_planesLabel = nullptr;
    QLineEdit *m_planes = nullptr;
    QLabel *m_expressionLabel = nullptr;
    QLineEdit *m_expression = nullptr;
    QLabel *m_refusal = nullptr;
    QCheckBox *m_hide = nullptr;
    QPushButton *m_reset = nullptr;
    bool m_isTaking = false; // what comes is not from the user
};

} // namespace desk
