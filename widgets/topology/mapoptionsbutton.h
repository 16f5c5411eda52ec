// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/mapoptions.h"

#include <QToolButton>

namespace desk {

class Theme;

// What the map shows, to be switched in a menu. GUI thread.
class MapOptionsButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapOptionsButton)

public:
    explicit MapOptionsButton(const Theme &theme, QWidget *parent = nullptr);

    // Says nothing.
    void setOptions(const MapOptions &options);
    [[nodiscard]] const MapOptions &options() const { return m_options; }

Q_SIGNALS:
    void optionsChanged(const desk::MapOptions &options);

protected:
    void changeEvent(QEvent *event) override;

private:
    void add(bool MapOptions::*option);
    void retranslate();

    MapOptions m_options;
    std::vector<std::pair<QAction *, bool MapOptions::*>> m_actions;
};

} // namespace desk
