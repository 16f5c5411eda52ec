// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/topicsurvey.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTableView;

namespace desk {

class Theme;
class TopicModel;

// Which topics a broker has: listens as long as it is open, and has them ticked. GUI thread.
class TopicsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopicsDialog)

public:
    // The settings are valid; what is referred to outlives it.
    TopicsDialog(const MqttSettings &broker, const LinkSecrets &secrets, const TimeService &time,
                 const Theme &theme, QWidget *parent);

    [[nodiscard]] QStringList topics() const; // those that are ticked
    [[nodiscard]] TopicModel &model() { return *m_model; }

private:
    void look();
    void retranslate();
    void changeEvent(QEvent *event) override;

    TopicSurvey m_survey;
    TopicModel *m_model = nullptr;
    QLabel *m_state = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_take = nullptr;
    QPushButton *m_cancel = nullptr;
    QTimer m_timer;
};

} // namespace desk
