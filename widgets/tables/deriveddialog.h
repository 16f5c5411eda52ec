// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/derivedparameters.h"
#include "models/processing/derivedpreview.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace desk {

class Theme;

// The derived parameters: a list, and the one that is chosen as a form. While it is typed the place of a
// mistake is underlined, and what a node or link would have now is shown. Nothing is in force before Save.
// Keyboard: Insert adds, Delete in the list removes, Escape leaves all as it was. GUI thread.
class DerivedDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DerivedDialog)

public:
    DerivedDialog(DerivedParameters &parameters, const ParameterFeed &feed, const Theme &theme,
                  QWidget *parent = nullptr);

    void accept() override;

private:
    QWidget *makeList();
    QWidget *makeForm();
    void addOne();
    void removeOne();
    void showOne();
    void takeForm();
    void check();
    void showError(const Error &error);
    void showNodes();
    void showValue();
    [[nodiscard]] int current() const;

    DerivedParameters &m_parameters;
    const ParameterFeed &m_feed;
    const Theme &m_theme;
    const DerivedPreview m_preview;
    std::vector<DerivedDefinition> m_definitions;
    Result<DerivedSet> m_set;
    bool m_filling = false;
    QTimer m_valueTimer;

    QListWidget *m_list = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_nodes = nullptr;
    QLineEdit *m_dsts = nullptr;
    QPlainTextEdit *m_expression = nullptr;
    QLineEdit *m_unit = nullptr;
    QDoubleSpinBox *m_hold = nullptr;
    QComboBox *m_sample = nullptr;
    QLabel *m_value = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace desk
