// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/mapoptionsbutton.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/mapmarks.h"

#include <QEvent>
#include <QMenu>

namespace desk {

using namespace Qt::StringLiterals;

MapOptionsButton::MapOptionsButton(const Theme &theme, QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"mapOptions"_s);
    setIcon(theme.icon(u"globe"_s));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new QMenu(this));
    menu()->setToolTipsVisible(true);
    add(&MapOptions::land);
    add(&MapOptions::night);
    menu()->addSeparator();
    add(&MapOptions::groundTrack);
    add(&MapOptions::footprint);
    add(&MapOptions::stationAreas);
    retranslate();
}

void MapOptionsButton::add(bool MapOptions::*option)
{
    QAction *action = menu()->addAction(QString());
    action->setCheckable(true);
    action->setChecked(m_options.*option);
    connect(action, &QAction::toggled, this, [this, option](bool on) {
        m_options.*option = on;
        Q_EMIT optionsChanged(m_options);
    });
    m_actions.emplace_back(action, option);
}

void MapOptionsButton::setOptions(const MapOptions &options)
{
    m_options = options;
    for (const auto &[action, option] : m_actions) {
        const QSignalBlocker quiet(action);
        action->setChecked(options.*option);
    }
}

void MapOptionsButton::retranslate()
{
    setToolTip(tr("Map options"));
    setAccessibleName(tr("Map options"));
    const QStringList names{tr("Land"), tr("Day and night"), tr("Ground track of the selection"),
                            tr("Footprint of the selection"), tr("Areas of all stations")};
    const QStringList tips{
        tr("Coastlines: Natural Earth"), tr("Where the Sun is below the horizon at the moment shown"),
        tr("One orbit before (dashed) and one after the moment shown"),
        tr("Who sees the satellite %1° above the horizon; thin: at the horizon")
            .arg(MapMarks::leastElevation),
        tr("Where a satellite at the height of the selected one, else of most, stands %1° above the horizon "
           "of a station")
            .arg(MapMarks::leastElevation)};
    for (int i = 0; i < names.size(); ++i) {
        m_actions[std::size_t(i)].first->setText(names[i]);
        m_actions[std::size_t(i)].first->setToolTip(tips[i]);
    }
}

void MapOptionsButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

} // namespace desk
