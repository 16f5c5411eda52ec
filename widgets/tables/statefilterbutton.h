// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/parameterfiltermodel.h"

#include <QToolButton>

class QMenu;

namespace desk {

class Theme;

// Which states a table shows: a menu of severities and of how alive a value is, each with its shape. It stays
// open while several are switched, by mouse or by Space. GUI thread.
class StateFilterButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateFilterButton)

public:
    using States = ParameterFilterModel::States;

    explicit StateFilterButton(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] States states() const { return m_states; }
    void setStates(States states);

Q_SIGNALS:
    void statesChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void addChoice(quint32 States::*which, unsigned bit, const QString &text, const QPixmap &shape);
    void retranslate();

    const Theme &m_theme;
    States m_states;
    QMenu *m_menu = nullptr;
};

} // namespace desk
