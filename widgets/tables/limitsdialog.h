// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"
#include "models/processing/parameterfeed.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace desk {

class LimitPreview;
class Theme;

// The limits: a list in the order in which they are looked through, and the one that is chosen as a form,
// with what it would have made of a series. Nothing is in force before Save. Keyboard: Insert adds, Delete in
// the list removes, Alt+Up and Alt+Down move, Escape leaves all as it was. GUI thread.
class LimitsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitsDialog)

public:
    LimitsDialog(LimitDefinitions &definitions, const ParameterFeed &feed, const Theme &theme,
                 QWidget *parent = nullptr);

    // The rule that holds for the series, or a new one for it.
    void showSeries(SeriesId series);
    void accept() override;

private:
    QWidget *makeList();
    QWidget *makeForm();
    void addPatterns(QFormLayout &form);
    void addThresholds(QFormLayout &form);
    void addDelays(QFormLayout &form);
    void add(LimitRule rule);
    void removeOne();
    void move(int by);
    void showOne();
    void takeForm();
    void check();
    void listSeries();
    void preview();
    [[nodiscard]] int current() const;
    [[nodiscard]] static QString title(const LimitRule &rule);

    LimitDefinitions &m_definitions;
    const ParameterFeed &m_feed;
    const Theme &m_theme;
    std::shared_ptr<const LimitSet> m_opened; // what the rules were made of
    std::vector<LimitRule> m_rules;
    LimitSet m_set; // the last that was right
    bool m_isRight = false;
    bool m_filling = false;
    bool m_typedWrong = false; // a threshold that is no number
    QTimer m_timer;

    QListWidget *m_list = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_nodes = nullptr;
    QLineEdit *m_dsts = nullptr;
    QLineEdit *m_metric = nullptr;
    std::array<QLineEdit *, Limits::grades> m_low{};
    std::array<QLineEdit *, Limits::grades> m_high{};
    QLineEdit *m_deadband = nullptr;
    QDoubleSpinBox *m_onDelay = nullptr;
    QDoubleSpinBox *m_offDelay = nullptr;
    QSpinBox *m_onSamples = nullptr;
    QSpinBox *m_offSamples = nullptr;
    QComboBox *m_sample = nullptr;
    LimitPreview *m_preview = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace desk
